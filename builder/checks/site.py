"""A site: colours that can be read, a mark and a page that are there, contacts to be reached, a role map whose words fit."""

from collections.abc import Iterator

from builder.appearance import NEEDED, weakest_contrast
from builder.checks.known import Known
from builder.checks.walk import duplicates, each, fault, unknown
from builder.contacts import WAYS
from builder.diagnostics import Diagnostic
from builder.document import Document


def check(document: Document, known: Known) -> Iterator[Diagnostic]:
    """Each colour has enough contrast, the mark is a picture of the project, and each contact can be reached."""
    for scheme, colour in document.data.get("colours", {}).items():
        found = weakest_contrast(scheme, colour)
        if found < NEEDED:
            way = "darker" if scheme == "light" else "brighter"
            message = f"'{colour}' is hard to read on {scheme} ground: its contrast is {found:.1f}, and text needs {NEEDED}"
            yield fault(document, ("colours", scheme), "colour-contrast", message, f"take a {way} colour")
    if "mark" in document.data:
        yield from unknown(document, ("mark",), "unknown-picture", "picture", document.data["mark"], known.pictures)
    if "privacy" in document.data:
        yield from unknown(document, ("privacy",), "unknown-page", "page", document.data["privacy"], known.pages)
    yield from _steps(document)
    contacts = list(each(document.data, (), "contacts"))
    yield from duplicates(document, contacts, "contact")
    for path, contact in contacts:
        if contact.keys().isdisjoint(WAYS):
            message, hint = f"'{contact['name']}' cannot be reached", "add a phone, a number to text, or a link"
            yield fault(document, path, "contact-without-way", message, hint)


def _steps(document: Document) -> Iterator[Diagnostic]:
    rule = document.data.get("role_map")
    if rule and rule["far"] <= rule["apart"]:
        message = f"views would be far apart from {rule['far']} steps on, and a bit apart from {rule['apart']} on"
        yield fault(document, ("role_map", "far"), "role-map-steps", message, "let 'far' be more than 'apart'")
