"""Whom people can reach, and where they go when they leave."""

import json

import pytest

from builder.contacts import dial, shown_with, way_out
from builder.project import data_folder
from builder.render import reach_now

LINE = {"id": "line", "name": "Our <b>line</b>", "phone": "+1 (555) 010-0100", "text": "555 0100", "hours": "day and night"}
CHAT = {"id": "chat", "name": "Chat", "link": "https://chat.example/a?b=1&c=2", "note": "For members."}


@pytest.mark.parametrize(
    ("number", "dialled"), [("988", "988"), ("+1 (555) 010-0100", "+15550100100"), ("555.01 00", "5550100"), ("(01) 5", "015")]
)
def test_a_number_is_dialled_without_what_makes_it_readable(number: str, dialled: str) -> None:
    assert dial(number) == dialled


def test_an_alert_shows_all_contacts_or_those_that_it_names() -> None:
    assert shown_with({}, (LINE, CHAT)) == (LINE, CHAT)
    assert shown_with({"contacts": ("chat", "line")}, (LINE, CHAT)) == [CHAT, LINE]
    assert shown_with({"contacts": ()}, (LINE, CHAT)) == []
    assert shown_with({"contacts": ("chat", "gone")}, (LINE, CHAT)) == [CHAT], "the file with the others may have a fault"


def test_each_way_to_reach_somebody_is_a_link_that_says_where_it_leads() -> None:
    html = reach_now({"contacts": (LINE, CHAT)})
    assert "Our &lt;b&gt;line&lt;/b&gt;" in html
    assert '<a href="tel:+15550100100">Call +1 (555) 010-0100</a>' in html
    assert '<a href="sms:5550100">Text 555 0100</a>' in html
    there = 'href="https://chat.example/a?b=1&amp;c=2" target="_blank" rel="noreferrer"'
    assert f"<a {there}>Open chat.example/a?b=1&amp;c=2 in a new window</a>" in html  # the answers stay on this page
    assert "Open: day and night." in html
    assert "For members." in html


def test_a_site_without_contacts_still_says_where_help_is() -> None:
    assert "988" in reach_now({})
    assert "<li>" not in reach_now({})


def test_the_way_out_is_the_weather_unless_the_owner_says_otherwise() -> None:
    assert way_out({}) == "https://www.weather.gov"
    assert way_out({"leave": "https://elsewhere.example"}) == "https://elsewhere.example"


def test_a_saved_response_has_no_place_for_an_alert() -> None:
    schema = json.loads((data_folder("schemas") / "response.schema.json").read_text(encoding="utf-8"))
    assert schema["additionalProperties"] is False
    assert "alert" not in json.dumps(sorted(schema["properties"]))
