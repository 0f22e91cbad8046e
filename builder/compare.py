"""Saved responses x the project's questionnaires -> the role map of their family, as the map's page draws it on the device."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from builder.catalog import Catalog
from builder.compact import canonical
from builder.diagnostics import Diagnostic, Severity, Span, in_order
from builder.discover import discover
from builder.document import Document
from builder.examine import examine_all
from builder.family import family_of
from builder.key import scoring_key
from builder.memory import Memory
from builder.project import Project, ProjectError
from builder.response import check_response, read_response, response_source
from builder.rolemap import person, role_map
from builder.together import kin, rule_of
from builder.visibility import is_answer

Content = Mapping[str, Any]


class Compared(NamedTuple):
    """A role map, and what was said of the files that it was to be made from."""

    family: Content
    rule: Content
    map: Content
    used: int
    """Files that are in it: for who opened them alone, since what is not in the groups that show is in those that do not."""
    faults: tuple[Diagnostic, ...]


class NothingToCompareError(ProjectError):
    """None of the files can be used; carries what was said of each."""

    def __init__(self, faults: Sequence[Diagnostic]) -> None:
        super().__init__("none of these files is a response to a questionnaire of a family of this project")
        self.faults = faults


class Asked(NamedTuple):
    """What of a role map is asked for; empty for what the files and the project say."""

    family: str = ""
    setting: str = ""
    smallest: int = 0


def compare(project: Project, files: Sequence[Path], asked: Asked, order: Sequence[str]) -> Compared:
    """The role map of these files, as far as they are sound; `order` is that of the perspectives.

    Raises ProjectError for files of several families or of none, and for a family or setting that is not there.
    """
    catalog = _catalog(project)
    read = [read_response(response_source(file)) for file in files]
    faults = [fault for _, found in read for fault in found]
    responses = [response for response, _ in read if response]
    families = kin(catalog)
    name = asked.family or _only_family(responses, families)
    if not name:
        raise NothingToCompareError(faults)
    if name not in families:
        raise ProjectError(f"there is no family '{name}' with a questionnaire in this project; there are {_listed(families)}")
    family = family_of(name, families[name], catalog.constructs, order)
    people, said = _people(family, {one["id"]: one for one in families[name]}, responses)
    settings = {setting for form in family["forms"].values() for setting in form["settings"]}
    if asked.setting and asked.setting not in settings:
        raise ProjectError(f"these questionnaires know no setting '{asked.setting}'; they know {_listed(sorted(settings))}")
    own = rule_of(catalog.site)
    rule = {**own, "smallest": max(own["smallest"], asked.smallest), "setting": asked.setting or None}
    return Compared(family, rule, role_map(family, people, rule), len(people), in_order([*faults, *said]))


def _catalog(project: Project) -> Catalog:
    discovered = discover(project)
    return Catalog.of(found.document for found in examine_all(discovered, Memory.of(project)) if found.document)


def _only_family(responses: Sequence[Document], families: Mapping[str, Sequence[Content]]) -> str:
    home = {one["id"]: name for name, members in families.items() for one in members}
    named = {response.data["questionnaire"]["id"] for response in responses}
    found = sorted({home[one] for one in named if one in home})
    if len(found) > 1:
        raise ProjectError(f"these files belong to {len(found)} families; name one of them with --family: {_listed(found)}")
    return found[0] if found else ""


def _people(
    family: Content, known: Mapping[str, Content], responses: Sequence[Document]
) -> tuple[list[Content], list[Diagnostic]]:
    people, faults, first = list[Content](), list[Diagnostic](), dict[str, str]()
    for response in responses:
        fitting = _fitting(family, known, response)
        same = first.setdefault(canonical(response.data), response.path)
        if not isinstance(fitting, Mapping):
            faults += fitting
        elif same != response.path:
            message, hint = "this file holds the same as another one, and both count as one person", "take one of them away"
            faults.append(Diagnostic(response.path, Span(), "response-repeated", message, hint, Severity.WARNING))
        else:
            people.append(person(family, response.data["questionnaire"]["id"], fitting))
    return people, faults


def _fitting(family: Content, known: Mapping[str, Content], response: Document) -> Content | list[Diagnostic]:
    """The answers that count here: all of the form's own version; of another, those whose question is the same by its hash."""
    name, version = (response.data["questionnaire"][field] for field in ("id", "version"))
    if name not in known:
        message = f"the response is to '{name}', which is not in the family '{family['id']}'"
        return [_fault(response, "id", message, "compare it with the files of its own family")]
    key, form = scoring_key(known[name]), family["forms"][name]
    hashes = response.data.get("questions", {})
    if version == form["version"]:
        other = {one for one, found in hashes.items() if form["questions"].get(one) != found}
        given = {one: answer for one, answer in response.data["answers"].items() if one not in other}
        return list(check_response(response, known[name], key)) or given
    entries = {entry["id"]: entry for entry in key["questions"]}
    same = {one for one, found in hashes.items() if one in entries and form["questions"].get(one) == found}
    fits = {one: answer for one, answer in response.data["answers"].items() if one in same and is_answer(entries[one], answer)}
    if fits or not response.data["answers"]:
        return fits
    message = f"the response is to version {version}; version {form['version']} asks nothing in the same way"
    return [_fault(response, "version", message, "ask the person to fill in the new form and save it again")]


def _fault(response: Document, field: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(response.path, response.span(("questionnaire", field)), "response-mismatch", message, hint)


def _listed(names: Any) -> str:
    return ", ".join(f"'{name}'" for name in names) or "none"
