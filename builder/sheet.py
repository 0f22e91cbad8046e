"""Role map -> text, JSON, CSV or HTML. Pure functions, which say what the page of the map says, in its words."""

import json
import re
import shutil
import textwrap
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from builder.compare import Compared
from builder.console import plain
from builder.our_words import load_words
from builder.policy import script_hash
from builder.render import standing_alone
from builder.rolemap import LINE

Content = Mapping[str, Any]
ZONES = (0.15, 0.45, 0.55, 0.85)
"""Where on a line without words the next of five stretches begins, as on the page."""
FORMULA = r"""[\s"'\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]"""
START, NEXT = re.compile(rf"^(?={FORMULA})"), re.compile(rf"[;\t\r\n](?={FORMULA})")
"""What a spreadsheet could take for a formula (OWASP ASVS 1.2.10), also where semicolons or tabs part its cells, as in csv.js."""
NARROW, WIDE = 60, 140
STYLE = """body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:1rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}caption{text-align:start;margin-bottom:.5rem}
th,td{border:1px solid;padding:.3rem .5rem;text-align:start;vertical-align:top}th.question{font-weight:400}
@media(max-width:40rem){thead{display:none}tr,th,td{display:block}}
@media print{body{font-size:.7rem}tr{break-inside:avoid}}"""


class Line(NamedTuple):
    """One row of the map in words."""

    row: Content
    cells: tuple[str, ...]
    """For each perspective of the family; empty for one that is not asked."""
    tag: str


class Sheet(NamedTuple):
    """The whole map in words."""

    title: str
    people: Mapping[str, str]
    """How many share each view, by its name."""
    lines: tuple[Line, ...]
    setting: str


def sheet_of(found: Compared) -> Sheet:
    """What the map shows, in the words of the page."""
    words = load_words()["map_script"]
    family, views = found.family, load_words()["perspectives"]
    shown = {row["id"]: row for row in found.map["rows"]}
    lines = [_line(row, shown[row["id"]], found, words) for row in family["rows"]]
    people = {views[name]["view"]["other"]: _state(group, found.rule, words) for name, group in found.map["groups"].items()}
    settings = {name: label for form in family["forms"].values() for name, label in form["settings"].items()}
    setting = settings[found.rule["setting"]] if found.rule["setting"] else load_words()["map"]["filters"]["every_setting"]
    return Sheet(load_words()["map"]["title"], people, tuple(lines), setting)


def _line(row: Content, shown: Content, found: Compared, words: Content) -> Line:
    forms, views = found.family["forms"].values(), found.family["perspectives"]
    # Each view has words of its own: "not part of my role" is "not part of the role here" for others.
    outs = {
        view: {name: said for one in forms if one["perspective"] == view for name, said in one["outs"].items()} for view in views
    }
    cells = tuple(_cell(shown["cells"].get(view), row, found.rule, words, outs[view]) for view in views)
    return Line(row, cells, words["tags"][shown["difference"]["tag"] if "difference" in shown else "none"])


def _cell(cell: Content | None, row: Content, rule: Content, words: Content, outs: Content) -> str:
    if cell is None:
        return ""
    if cell["state"] == "alone" and "out" in cell:
        label = outs.get(cell["out"]) or load_words()["opt_outs"].get(cell["out"], "")
        return str(words["out"].format(label=label) if label else words["blank"])
    if "at" not in cell:
        return _state(cell, rule, words)
    value = _value(cell["at"], row, words)
    if cell["state"] == "alone":
        return value
    return f"{words['in_the_middle'].format(value=value)} ({_people(cell['people'], words)})"


def _state(group: Content, rule: Content, words: Content) -> str:
    """In place of an answer: how many share a view, or why none is shown."""
    name = group["state"]
    if name in {"alone", "group"}:
        return _people(group["people"], words)
    here = f"{name}_here"
    said = words["states"][here if rule["setting"] and here in words["states"] else name]
    return str(said.format(smallest=rule["smallest"]))


def _people(count: int, words: Content) -> str:
    return str(words["people"]["one" if count == 1 else "other"].format(count=count))


def _value(at: int, row: Content, words: Content) -> str:
    """The answer that a place stands for, in its own words as far as it has any."""
    if not row["labels"]:
        return str(words["zones"][sum(at > LINE * edge for edge in ZONES)].format(low=row["low"], high=row["high"]))
    (first, label), (second, other) = sorted(row["labels"], key=lambda one: abs(one[0] - at))[:2]
    if first == at:
        return str(words["exact"].format(label=label))
    if abs(first - at) == abs(second - at):
        low, high = (label, other) if first < second else (other, label)
        return str(words["between"].format(low=low, high=high))
    return str(words["closest"].format(label=label))


def as_text(found: Compared) -> str:
    """Who has shared, then a table as wide as the terminal; where that is narrow, one view below the other."""
    sheet = sheet_of(found)
    width = min(shutil.get_terminal_size((100, 24)).columns, WIDE)
    lines = [f"{sheet.title}. {sheet.setting}.", ""]
    wide = max(map(len, sheet.people))
    lines += [f"  {view:{wide}}  {said}" for view, said in sheet.people.items()]
    for line in sheet.lines:
        mark = "" if line.row["kind"] == "construct" else "  "
        lines += ["", *textwrap.wrap(line.row["title"], width, initial_indent=mark, subsequent_indent=mark)]
        for view, said in zip(sheet.people, line.cells, strict=True):
            if said:
                begin = f"{mark}  {view:{wide}}  "
                lines += textwrap.wrap(said, max(width, NARROW), initial_indent=begin, subsequent_indent=" " * len(begin))
        lines.append(f"{mark}  {line.tag}")
    return "\n".join(plain(line) for line in lines)


def as_json(found: Compared) -> str:
    """{family, rule, map, rows: [{id, title, low, high, labels}]}; places are from 0 to 10,000."""
    rows = [
        {name: row[name] for name in ("id", "kind", "construct", "title", "low", "high", "labels")}
        for row in found.family["rows"]
    ]
    about = {"family": found.family["id"], "perspectives": found.family["perspectives"], "rule": found.rule}
    return json.dumps({**about, "map": found.map, "rows": rows}, ensure_ascii=False, indent=2)


def as_csv(found: Compared) -> str:
    """RFC 4180, a row of the map on each line, with a byte order mark for Excel."""
    sheet = sheet_of(found)
    columns = load_words()["map_script"]["columns"]
    head = [columns["part"], columns["question"], *sheet.people, columns["difference"]]
    titles = {row["construct"]: row["title"] for row in found.family["rows"] if row["kind"] == "construct"}
    asked = (line.row["title"] if line.row["kind"] == "question" else "" for line in sheet.lines)
    rows = [[titles[line.row["construct"]], text, *line.cells, line.tag] for line, text in zip(sheet.lines, asked, strict=True)]
    shared = [["", "", *sheet.people.values(), ""]]
    return "\ufeff" + "".join(",".join(map(_quoted, row)) + "\r\n" for row in [head, *shared, *rows])


def _quoted(text: str) -> str:
    guarded = START.sub("'", NEXT.sub(r"\g<0>'", text)).replace('"', '""')
    return f'"{guarded}"'


def as_html(found: Compared) -> str:
    """A page on its own, which asks for nothing."""
    return standing_alone("role_map_sheet.html", sheet=sheet_of(found), style=STYLE, style_hash=script_hash(STYLE.encode()))


FORMATS: Mapping[str, Callable[[Compared], str]] = {"text": as_text, "json": as_json, "csv": as_csv, "html": as_html}
