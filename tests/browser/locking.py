"""What the tests of locked answers share: the module that locks, alone on a page, and what another implementation locked."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from sites import ROOT

VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("sealed.json").read_text(encoding="utf-8"))
"""Made once with OpenSSL by way of Node: PBKDF2-HMAC-SHA-256, AES-256-GCM, text padded with spaces to 1,024 bytes."""
BYTES = """const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const read = ({ iterations, salt, iv, data }) => ({ iterations, salt: bytes(salt), iv: bytes(iv), data: bytes(data) });"""


def with_module(page: Page, address: str) -> Page:
    """A page of the site with the module that seals, as it stands in the source."""
    code = (ROOT / "builder" / "runtime" / "seal.js").read_text(encoding="utf-8")
    page.route("**/seal-alone.js", lambda route: route.fulfill(body=code, content_type="text/javascript"))
    page.goto(address)
    return page
