"""Whom people can reach, by the site's own list, and where they go when they leave a form fast."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

Content = Mapping[str, Any]

WAYS = ("phone", "text", "link")
"""The keys of a contact by which somebody can be reached."""
NOT_DIALLED = re.compile("[^0-9+]")


def dial(number: str) -> str:
    """A number as `tel:` and `sms:` take it: digits, and the plus before a country's number."""
    return NOT_DIALLED.sub("", number)


def shown_with(alert: Content, contacts: Sequence[Content]) -> Sequence[Content]:
    """The contacts that an alert names, in its order, or all. In a draft those that it names may be missing."""
    if "contacts" not in alert:
        return contacts
    by_id = {contact["id"]: contact for contact in contacts}
    return [by_id[name] for name in alert["contacts"] if name in by_id]


def way_out(site: Content) -> str:
    """Where "Leave this site" leads. The weather is nothing to wonder about, and that page shows nobody's last visits."""
    return str(site.get("leave", "https://www.weather.gov"))
