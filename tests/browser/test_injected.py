"""B15: A script that comes into a page in spite of all, before or after what is ours, is refused; so is all it would need."""

import pytest
from looking import PLACES
from playwright.sync_api import Browser, Route

AT = {"right behind the policy": "<title>", "at the end": "</body>"}
INJECTED = """<script>window.ran = 1</script><script src="data:text/javascript,window.ran=2"></script>
<script src="https://elsewhere.example/a.js"></script><base href="https://elsewhere.example/">
<style>html { --ran: 1 }</style><link rel="stylesheet" href="https://elsewhere.example/a.css">
<img src="https://elsewhere.example/a.png" onerror="window.ran = 3"><iframe src="/"></iframe>"""
LATER = """() => {
    try { document.body.setAttribute("onclick", "window.ran = 4"); } catch {}
    document.body.click();
    const form = Object.assign(document.createElement("form"), { action: "https://elsewhere.example/", method: "post" });
    document.body.append(form);
    form.submit();
    for (const way of [() => fetch("https://elsewhere.example/"), () => navigator.sendBeacon("https://elsewhere.example/")]) {
        try { Promise.resolve(way()).catch(() => {}); } catch {}
    }
    return [window.ran, getComputedStyle(document.documentElement).getPropertyValue("--ran"), document.baseURI === location.href,
        document.querySelector("iframe")?.contentDocument?.title];
}"""


@pytest.mark.parametrize("name", ["home", "form", *(pytest.param(name, marks=pytest.mark.long) for name in PLACES)])
@pytest.mark.parametrize("where", AT)
def test_nothing_that_was_put_in_runs_or_asks(browser: Browser, project_site: str, where: str, name: str) -> None:
    page, address = browser.new_page(), f"{project_site}/{PLACES[name]}"
    asked: list[str] = []
    stopped: list[str] = []

    def send(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace(AT[where], INJECTED + AT[where], 1)
        assert INJECTED in body
        route.fulfill(response=answer, body=body)

    page.on("response", lambda response: asked.append(response.url))
    page.on("console", lambda message: stopped.append(message.text))
    page.route(address, send)
    page.goto(address)
    with page.expect_console_message(lambda message: "form-action" in message.text):
        assert page.evaluate(LATER) == [None, "", True, None]
    assert page.url == address
    assert [url for url in asked if not url.startswith((project_site, "data:", "chrome-error:"))] == []
    for part in ("script-src", "style-src", "img-src", "base-uri", "form-action", "connect-src", "default-src"):
        assert any(part in text for text in stopped), part
    page.close()
