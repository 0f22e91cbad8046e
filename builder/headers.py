"""What a web server should say with each page, in the file `_headers` that Netlify and Cloudflare Pages read.

The recipes for other servers in `content/reference/publishing.md` say the same; a test compares them.
"""

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-cache",
}
"""The rest of the policy stands in the pages, but a page cannot say itself who may frame it. `no-cache` lets browsers keep what
they ask for again: a form that was mended must not be an old one tomorrow."""
FILE = "_headers"


def headers_file() -> bytes:
    """For every address of a site."""
    return "".join(["/*\n", *(f"  {name}: {value}\n" for name, value in HEADERS.items())]).encode()
