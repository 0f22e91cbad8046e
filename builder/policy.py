"""The Content-Security-Policy of every page: nothing from elsewhere, nothing inline that is not named by its hash."""

import base64
import hashlib
import re

INLINE_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


def with_policy(html: str) -> str:
    """The page with the policy placed before anything that it must govern."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}"><meta name="referrer" content="no-referrer">'
    return CHARSET.sub(lambda charset: charset.group() + meta, html, count=1)


def policy(html: str) -> str:
    """A policy that allows our own files and just the inline scripts that this page has (the theme's)."""
    hashes = {_hash(body) for attributes, body in INLINE_SCRIPT.findall(html) if body and _runs(attributes)}
    scripts = " ".join(["'self'", *sorted(hashes)])
    return (
        f"default-src 'none'; script-src {scripts}; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'"
    )


def _runs(attributes: str) -> bool:
    return "src=" not in attributes and "application/json" not in attributes


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
