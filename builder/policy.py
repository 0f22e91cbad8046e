"""The Content-Security-Policy of every page: nothing from elsewhere, nothing inline but the theme's own few scripts."""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence

INLINE_SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
SCRIPT_FILE = re.compile(r"<script[^>]*\ssrc=[\"']?([^\"'\s>]+)")
CHARSET = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)
OURS = re.compile(r"(?:.*/)?assets/roleclarity/[\w-]+\.js")
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def theme_scripts(templates: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """What the inline scripts of a theme look like, from the sources of its templates.

    Hashing whatever stands in a finished page would bless an injected script too. Where a template puts a value in,
    anything but a quote, a bracket or a backslash may stand.
    """
    bodies = {body for source in templates for attributes, body in INLINE_SCRIPT.findall(source) if not attributes}
    return tuple(re.compile(r'[^"<>\\]*'.join(map(re.escape, JINJA.split(body)))) for body in sorted(bodies))


def with_policy(html: str, known: Sequence[re.Pattern[str]]) -> str:
    """The page with the policy placed before anything that it must govern."""
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy(html, known)}"><meta name="referrer" content="no-referrer">'
    )
    return CHARSET.sub(lambda charset: charset.group() + meta, html, count=1)


TEXT_IS_NO_CODE = "; require-trusted-types-for 'script'; trusted-types roleclarity"
"""Browsers that know it refuse to make HTML or code of text, whatever script asks for it, but for what our one policy vouches
for: the address of the worker, and in a form as one file what it unpacks."""


def policy(html: str, known: Sequence[re.Pattern[str]]) -> str:
    """A policy that allows our own files, and those inline scripts of this page that are the theme's.

    The theme's file of scripts and an owner's own write HTML; beside them text cannot be kept from becoming code.
    """
    bodies = (body for attributes, body in INLINE_SCRIPT.findall(html) if not attributes)
    hashes = {script_hash(body.encode()) for body in bodies if any(script.fullmatch(body) for script in known)}
    scripts = " ".join(["'self'", *sorted(hashes)])
    return (
        f"default-src 'none'; script-src {scripts}; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'"
    ) + (TEXT_IS_NO_CODE if all(map(OURS.fullmatch, SCRIPT_FILE.findall(html))) else "")


def script_hash(script: bytes) -> str:
    """How a policy names a script that may run."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script).digest()).decode() + "'"
