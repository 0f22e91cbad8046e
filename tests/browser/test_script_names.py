"""What a module exports is seen by all behind it in one script (link.py): it must hide nothing of the browser's from them."""

from playwright.sync_api import Page

from builder.link import EXPORT, without_comments
from builder.render import modules


def test_no_export_has_the_name_of_anything_that_browsers_know(page: Page) -> None:
    names = sorted({name for code in modules().values() for name in EXPORT.findall(without_comments(code))})
    assert len(names) > 100
    assert page.evaluate("names => names.filter((name) => name in window)", names) == []
