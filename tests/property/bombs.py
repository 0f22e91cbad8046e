"""Files made to crash, stall or mislead a reader: name -> where it lies, its bytes, and the codes it is answered with.

An empty set of codes means that the file is fine, however odd. The sources of the numbers: CVE-2021-42574 (bidi), PyYAML #235 and
#895 (depth), "billion laughs", and the measurements in builder/parse.py and builder/checks/prose.py.
"""

from pathlib import Path

BASE = Path(__file__).parent.parent / "golden" / "base"
QUESTIONNAIRE, MODULE, PAGE = "content/questionnaires/first-week.yml", "content/modules/know-your-role.yml", "content/guide.md"
GOOD = (BASE / QUESTIONNAIRE).read_text(encoding="utf-8")
INTRODUCTION = "minutes: 1\nintroduction: "
CLASH = "{question: tasks, is: low, is_not: high}"


def put(old: str, new: str) -> str:
    """The valid questionnaire with one place changed."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def title(value: str) -> str:
    return put("title: First week", f"title: {value}")


def minutes(value: str) -> str:
    return put("minutes: 1", f"minutes: {value}")


def prose(text: str) -> str:
    body = "\n".join(f"  {line}" for line in text.split("\n"))
    return put("minutes: 1\n", f"{INTRODUCTION}|\n{body}\n")


def condition(text: str) -> str:
    return put("do not do?, answer_set: clarity", f"do not do?, answer_set: clarity, show_if: {text}")


def chain(links: int, size: int, head: str, tail: str) -> str:
    """Anchors that each hold the one before: deep without a deep line."""
    lines = [f"a0: &a0 {head * size}x{tail * size}"]
    lines += [f"a{n}: &a{n} {head * size}*a{n - 1}{tail * size}" for n in range(1, links)]
    return "\n".join(lines) + "\n"


def laughs(width: int) -> str:
    lines = ['a0: &a0 ["ha", "ha"]'] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


def merges(count: int) -> str:
    lines = ["m0: &m0 {k: v}"] + [f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, count)]
    return "\n".join(lines) + "\n"


NOT = 55
BOMBS: dict[str, tuple[str, str | bytes, set[str]]] = {
    # depth
    "25,000 open brackets": (QUESTIONNAIRE, title("[" * 25_000), {"yaml-depth"}),
    "25,000 open braces": (QUESTIONNAIRE, title("{" * 25_000), {"yaml-key"}),
    "braces with keys": (QUESTIONNAIRE, title("{a: " * 10_000), {"yaml-depth"}),
    "48 kB of question marks": (QUESTIONNAIRE, "? " * 24_000, {"yaml-key", "yaml-depth"}),
    "1 MB of dashes in one line": (QUESTIONNAIRE, "- " * 490_000, {"yaml-depth"}),
    "1 MB of dashes in lines": (QUESTIONNAIRE, "-\n" * 490_000, {"yaml-size"}),
    "deep by indentation": (QUESTIONNAIRE, "\n".join(" " * n + "a:" for n in range(1_000)), {"yaml-depth"}),
    "brackets under question marks": (QUESTIONNAIRE, "? [" * 12_000, {"yaml-key"}),
    "64 levels, as deep as allowed": (QUESTIONNAIRE, title("[" * 63 + "]" * 63), {"wrong-type"}),
    "deep negations": (QUESTIONNAIRE, condition("{not: " * NOT + "{question: tasks, is: low}" + "}" * NOT), set()),
    "deep negations of a fault": (QUESTIONNAIRE, condition("{not: " * NOT + CLASH + "}" * NOT), {"wrong-combination"}),
    "deep alternatives of a fault": (QUESTIONNAIRE, condition("{any: [" * 25 + CLASH + "]}" * 25), {"wrong-combination"}),
    # aliases
    "alias bomb, nine wide": (QUESTIONNAIRE, laughs(9), {"yaml-size"}),
    "alias bomb, two wide": (QUESTIONNAIRE, laughs(2), {"unknown-key", "missing-key"}),
    "recursive list": (QUESTIONNAIRE, title("&a [*a]"), {"yaml-alias"}),
    "recursive mapping": (QUESTIONNAIRE, title("&a {b: *a}"), {"yaml-alias"}),
    "recursive document": (QUESTIONNAIRE, "&a\nb: *a\n", {"yaml-alias"}),
    "unknown alias": (QUESTIONNAIRE, title("*nobody"), {"yaml-alias"}),
    "chain of aliases": (QUESTIONNAIRE, chain(50, 60, "[", "]"), {"yaml-depth"}),
    "chain of aliases in a condition": (QUESTIONNAIRE, chain(50, 60, "{not: ", "}"), {"yaml-depth"}),
    "30 merge keys in a chain": (QUESTIONNAIRE, merges(30), {"yaml-merge", "yaml-size"}),
    "merge key of a list": (QUESTIONNAIRE, put("title:", "<<: [{a: b}]\ntitle:"), {"yaml-merge"}),
    "10,000 anchors": (QUESTIONNAIRE, "a:\n" + "".join(f"- &a{n} x\n" for n in range(10_000)), {"unknown-key"}),
    # tags
    "tag that runs a command": (QUESTIONNAIRE, title('!!python/object/apply:os.system ["touch /tmp/pwned"]'), {"yaml-tag"}),
    "tag that names an object": (QUESTIONNAIRE, title("!!python/object:builtins.object {}"), {"yaml-tag"}),
    "tag that names a module": (QUESTIONNAIRE, title("!!python/module:os ''"), {"yaml-tag"}),
    "tag of bytes": (QUESTIONNAIRE, title("!!binary aGVsbG8="), {"yaml-tag"}),
    "tag of a set": (QUESTIONNAIRE, title("!!set {a, b}"), {"yaml-tag"}),
    "tag of our own": (QUESTIONNAIRE, title("!ours text"), {"yaml-tag"}),
    "100 kB tag": (QUESTIONNAIRE, title("!" + "a" * 100_000 + " text"), {"yaml-tag"}),
    "unknown tag handle": (QUESTIONNAIRE, title("!e!a text"), {"yaml-syntax"}),
    # numbers and words
    "5,000 digits": (QUESTIONNAIRE, minutes("9" * 5_000), {"number-size"}),
    "5,000 digits after the point": (QUESTIONNAIRE, minutes("0." + "9" * 5_000), {"number-size"}),
    "5,000 digits in the exponent": (QUESTIONNAIRE, minutes("1e" + "9" * 5_000), {"number-size"}),
    "sexagesimal": (QUESTIONNAIRE, minutes("12:30"), {"wrong-type"}),
    "yes": (QUESTIONNAIRE, put("clarity}\n", "clarity, required: yes}\n"), {"wrong-type"}),
    "leading zero": (QUESTIONNAIRE, minutes("010"), {"ambiguous-number"}),
    "octal": (QUESTIONNAIRE, minutes("0o17"), {"ambiguous-number"}),
    "hexadecimal": (QUESTIONNAIRE, minutes("0x1F"), {"ambiguous-number"}),
    "infinity": (QUESTIONNAIRE, minutes(".inf"), {"ambiguous-number"}),
    "less than nothing": (QUESTIONNAIRE, minutes("-.INF"), {"ambiguous-number"}),
    "no number": (QUESTIONNAIRE, minutes(".nan"), {"ambiguous-number"}),
    "minus zero": (QUESTIONNAIRE, put("value: 1", "value: -0"), set()),
    "minus zero with a point": (QUESTIONNAIRE, put("value: 1", "value: -0.0"), set()),
    "1e400": (QUESTIONNAIRE, minutes("1e400"), {"number-size"}),
    "1e308 as a multiple": (
        MODULE,
        (BASE / MODULE).read_text(encoding="utf-8").replace("licence:", "credits: [{category: a, hours: 1e308}]\nlicence:"),
        {"out-of-range"},
    ),
    "a date that YAML 1.1 turns into an object": (QUESTIONNAIRE, title("2026-11-22"), set()),
    # bytes and characters
    "byte order mark": (QUESTIONNAIRE, b"\xef\xbb\xbf" + GOOD.encode(), set()),
    "two byte order marks": (QUESTIONNAIRE, b"\xef\xbb\xbf" * 2 + GOOD.encode(), {"file-character"}),
    "UTF-16": (QUESTIONNAIRE, GOOD.encode("utf-16"), {"file-encoding"}),
    "UTF-16 without a mark": (QUESTIONNAIRE, GOOD.encode("utf-16-be"), {"file-character"}),
    "UTF-32": (QUESTIONNAIRE, GOOD.encode("utf-32"), {"file-encoding"}),
    "Latin-1": (QUESTIONNAIRE, title("Première").encode("latin-1"), {"file-encoding"}),
    "lone surrogate": (QUESTIONNAIRE, title("a").encode() + b"\xed\xa0\x80", {"file-encoding"}),
    "overlong slash": (QUESTIONNAIRE, title("a").encode() + b"\xc0\xaf", {"file-encoding"}),
    "escaped lone surrogate": (QUESTIONNAIRE, title(r'"\ud800"'), {"yaml-syntax"}),
    "escaped NUL": (QUESTIONNAIRE, title(r'"\0"'), {"file-character"}),
    "NUL": (QUESTIONNAIRE, title("a\0b"), {"file-character"}),
    "half a megabyte of NUL": (QUESTIONNAIRE, b"\0" * 500_000, {"file-character"}),
    "escape sequence of a terminal": (QUESTIONNAIRE, title("\x1b]0;owned\x07"), {"file-character"}),
    "bidi control": (QUESTIONNAIRE, title("a\u202eb"), {"file-character"}),
    "escaped bidi control": (QUESTIONNAIRE, title(r'"a\u202eb"'), {"file-character"}),
    "line separator": (QUESTIONNAIRE, title("a\u2028b"), {"file-character"}),
    "next line": (QUESTIONNAIRE, title("a\x85b"), {"file-character"}),
    "lone carriage returns": (QUESTIONNAIRE, GOOD.replace("\n", "\r"), set()),
    "carriage returns and line feeds": (QUESTIONNAIRE, GOOD.replace("\n", "\r\n"), set()),
    "tabs": (QUESTIONNAIRE, GOOD.replace("  ", "\t"), {"yaml-syntax"}),
    "right-to-left, accents, emoji": (QUESTIONNAIRE, title("الأقران · ação · 👩‍👩‍👧"), set()),
    # size and form
    "10 MB line": (QUESTIONNAIRE, title("a" * 10_000_000), {"file-too-large"}),
    "0.9 MB line": (QUESTIONNAIRE, title("a" * 900_000), {"wrong-length"}),
    "0.9 MB key": (QUESTIONNAIRE, "a" * 900_000 + ": b\n", {"yaml-syntax"}),
    "0.9 MB quoted key": (QUESTIONNAIRE, '? "' + "a" * 900_000 + '"\n: b\n', {"unknown-key"}),
    "0.9 MB comment": (QUESTIONNAIRE, "#" * 900_000, {"file-empty"}),
    "40,000 unknown keys": (QUESTIONNAIRE, "".join(f"k{n}: v\n" for n in range(40_000)), {"unknown-key"}),
    "40,000 repeated keys": (QUESTIONNAIRE, GOOD + "title: again\n" * 40_000, {"duplicate-key"}),
    "80,000 repeated values": (
        QUESTIONNAIRE,
        put("[own-work]", f"[{'own-work, ' * 80_000}]"),
        {"repeated-value", "wrong-length"},
    ),
    "40,000 different values": (
        QUESTIONNAIRE,
        put("[own-work]", f"[{', '.join(f's{n}' for n in range(40_000))}]"),
        {"wrong-length"},
    ),
    "90,000 empty lists": (QUESTIONNAIRE, "sections: [" + "[]," * 90_000 + "]\n", {"wrong-type", "wrong-length"}),
    "unterminated double quote": (QUESTIONNAIRE, title('"a' + "b\n" * 100_000), {"yaml-syntax"}),
    "unterminated single quote": (QUESTIONNAIRE, title("'a" + "b\n" * 100_000), {"yaml-syntax"}),
    "100,000 quotes": (QUESTIONNAIRE, title("'" * 100_001), {"yaml-syntax"}),
    "0.9 MB of escapes": (QUESTIONNAIRE, title('"' + r"\x41" * 200_000 + '"'), {"wrong-length"}),
    "0.9 MB of commas": (QUESTIONNAIRE, title("[" + "," * 900_000), {"yaml-syntax"}),
    "0.9 MB of colons": (QUESTIONNAIRE, title(":" * 900_000), {"yaml-syntax"}),
    "0.9 MB of line breaks": (QUESTIONNAIRE, title("|\n" + "\n" * 900_000 + "  a"), {"wrong-form", "wrong-length"}),
    "0.9 MB of blanks": (QUESTIONNAIRE, " " * 900_000, {"file-empty"}),
    "nothing": (QUESTIONNAIRE, "", {"file-empty"}),
    "only remarks": (QUESTIONNAIRE, "# one\n# two\n", {"file-empty"}),
    "only a marker": (QUESTIONNAIRE, "---\n", {"wrong-type"}),
    "second document": (QUESTIONNAIRE, GOOD + "---\n" + GOOD, {"yaml-documents"}),
    "100,000 documents": (QUESTIONNAIRE, "---\n" * 100_000, {"yaml-documents"}),
    "unknown version of YAML": (QUESTIONNAIRE, "%YAML 9.9\n---\n" + GOOD, {"yaml-syntax"}),
    "plain text": (QUESTIONNAIRE, "just words\n", {"wrong-type"}),
    "a list": (QUESTIONNAIRE, "- a\n- b\n", {"wrong-type"}),
    "keys that are no text": (QUESTIONNAIRE, "1: a\ntrue: b\nnull: c\n2026-11-22: d\n", {"unknown-key"}),
    "complex keys": (QUESTIONNAIRE, "? [a, b]\n: c\n", {"yaml-key"}),
    "keys of JavaScript": (QUESTIONNAIRE, put("title:", "__proto__: {polluted: true}\nconstructor: x\ntitle:"), {"unknown-key"}),
    "a name of JavaScript as an id": (QUESTIONNAIRE, GOOD.replace("tasks", "constructor"), set()),
    # Markdown
    "5,000 brackets in prose": (QUESTIONNAIRE, prose("[" * 5_000), {"prose-dense"}),
    "8,000 open tags in prose": (QUESTIONNAIRE, prose("<a " * 6_000), {"prose-dense"}),
    "3,000 open links in prose": (QUESTIONNAIRE, prose("[a](b " * 3_000), {"prose-dense"}),
    "300 nested lists in prose": (QUESTIONNAIRE, prose("\n".join(" " * 4 * n + "- a" for n in range(60))), {"prose-dense"}),
    "300 nested quotes in prose": (QUESTIONNAIRE, prose("> " * 300 + "a"), {"prose-dense"}),
    "5,000 stars in prose": (QUESTIONNAIRE, prose("*a " * 3_000), {"prose-dense"}),
    "comments in prose": (QUESTIONNAIRE, prose("<!-- " * 1_000), {"prose-dense"}),
    "5,000 brackets in a page": (PAGE, "# A\n\n" + "[" * 5_000, {"prose-dense"}),
    "8,000 open tags in a page": (PAGE, "# A\n\n" + "<a " * 8_000, {"prose-dense"}),
    "3,000 open links in a page": (PAGE, "# A\n\n" + "[a](b " * 3_000, {"prose-dense"}),
    "300 nested lists in a page": (PAGE, "# A\n\n" + "\n".join(" " * 4 * n + "- a" for n in range(300)), {"prose-dense"}),
    "300 nested quotes in a page": (PAGE, "# A\n\n" + "> " * 300 + "a", {"prose-dense"}),
    "0.9 MB page": (PAGE, "# A\n\n" + "a" * 900_000, {"prose-dense"}),
    "0.9 MB of line breaks in a page": (PAGE, "# A\n" + "\n" * 900_000, set()),
    "0.9 MB of blanks in a page": (PAGE, "# A\n\n" + (" " * 50_000 + "\n") * 17, {"prose-dense"}),
    "100,000 headings": (PAGE, "# A\n" * 100_000, {"prose-dense"}),
    "100,000 fences": (PAGE, "# A\n" + "```\n~~~\n" * 50_000, {"prose-dense"}),
}
