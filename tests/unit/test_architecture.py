"""Who may import what, and how large things may grow. Layers are held by import-linter; see pyproject.toml."""

import ast
import re
from pathlib import Path

import pytest

BUILDER = Path(__file__).parents[2] / "builder"
MODULES = {file.relative_to(BUILDER).as_posix(): file.read_text(encoding="utf-8") for file in sorted(BUILDER.rglob("*.py"))}
SCRIPTS = {
    file.name: file.read_text(encoding="utf-8")
    for place in ("runtime", "worker")
    for file in sorted((BUILDER / place).glob("*.js"))
}
MAX_MODULE, MAX_FUNCTION = 250, 50
# a third party -> the only modules that know it
KNOWN_BY = {
    "yaml": {"parse.py", "marks.py"},
    "jinja2": {"templating.py", "mkdocs_plugin.py", "compiled.py", "host.py"},
    "markupsafe": {"templating.py"},
    "markdown": {"prose.py"},
    "nh3": {"prose.py"},
    "mkdocs": {"mkdocs_plugin.py", "pressed.py", "site.py", "host.py", "preview.py"},
    "jsonschema": {"schemas.py"},
    "jsonschema_rs": {"schemas.py"},
    "referencing": {"schemas.py"},
    "quickjs": {"engines.py"},
    "msgspec": {"compact.py"},
    "tree_sitter": {"javascript.py"},
    "tree_sitter_javascript": {"javascript.py"},
    "click": {"cli.py", "cli_build.py", "cli_check.py", "cli_responses.py", "cli_start.py", "terminal.py"},
}
# Nothing here reaches the network, starts a program or turns text into code.
FORBIDDEN_IMPORTS = {
    "subprocess",
    "urllib",
    "http",
    "socket",
    "ssl",
    "pickle",
    "shelve",
    "marshal",
    "requests",
    "httpx",
    "asyncio",
}
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "yaml.load",
    "yaml.unsafe_load",
    "breakpoint",
}
FORBIDDEN_IN_SCRIPTS = [
    r"\bfetch\b",
    r"XMLHttpRequest",
    r"WebSocket",
    r"EventSource",
    r"sendBeacon",
    r"\.innerHTML",
    r"\.outerHTML",
    r"insertAdjacentHTML",
    r"document\.write",
    r"\beval\(",
    r"new Function",
    r"\blocalStorage\b",
    r"\bserviceWorker\b",
    r"\bcaches\b",
    r"\bsessionStorage\b",
    r"document\.cookie",
    r"\bimport\(",
    r"https?://",
    r"setTimeout\([\"'`]",
    r"\.on[a-z]+ ?=",
    r"setAttribute\([\"'`]on",
    r"\bcreateObjectURL\b",
    r"\barrayBuffer\b",
    r"\bindexedDB\b",
    r"\bsubtle\b",
    r"BroadcastChannel",
]
# Those that fetch: whole files from their own folder, which holds the same for everyone; of the search's index, and the records
# of a list that somebody filters. The worker keeps the files that its build names, and gets what a page asks for.
ALLOWED_IN_SCRIPTS = {
    "questionnaire.js": {r"\bimport\("},  # one file of ours, when somebody asks for what it does
    "search.js": {r"\bfetch\b"},
    "catalogue.js": {r"\bfetch\b"},
    "site-copy.js": {r"\bserviceWorker\b"},
    "offline.js": {r"\bserviceWorker\b"},  # whether pages come from the copy
    "sw.js": {r"\bfetch\b", r"\bcaches\b", r"\bsubtle\b", r"\barrayBuffer\b"},  # it hashes what it gets
    "gone.js": {r"\bcaches\b"},
    # Hands files to the person and takes them back, when a button says so.
    "files.js": {r"\bcreateObjectURL\b", r"\barrayBuffer\b"},
    # What people chose to keep: one stores it and tells other windows of it, one locks it.
    "store.js": {r"\bindexedDB\b", "BroadcastChannel"},
    "seal.js": {r"\bsubtle\b"},
}


def imports(text: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(text)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in named - {"urllib.parse"}}  # it takes addresses apart and fetches nothing


def calls(text: str) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}


@pytest.mark.parametrize("name", MODULES)
def test_module(name: str) -> None:
    text = MODULES[name]
    assert len(text.splitlines()) <= MAX_MODULE
    assert not imports(text) & FORBIDDEN_IMPORTS
    assert not calls(text) & FORBIDDEN_CALLS
    assert not [party for party in imports(text) & set(KNOWN_BY) if name not in KNOWN_BY[party]]
    assert ("Markup(" in text) == (name == "templating.py")
    assert ast.get_docstring(ast.parse(text)) or not text.strip()


@pytest.mark.parametrize("name", MODULES)
def test_functions_are_short(name: str) -> None:
    nodes = [node for node in ast.walk(ast.parse(MODULES[name])) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in nodes if node.end_lineno - node.lineno + 1 > MAX_FUNCTION] == []


def test_known_parties_are_known() -> None:
    found = {party: {name for name, text in MODULES.items() if party in imports(text)} for party in KNOWN_BY}
    assert found == KNOWN_BY


@pytest.mark.parametrize("name", SCRIPTS)
def test_script(name: str) -> None:
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", SCRIPTS[name], flags=re.DOTALL)
    found = {pattern for pattern in FORBIDDEN_IN_SCRIPTS if re.search(pattern, code)}
    assert found == ALLOWED_IN_SCRIPTS.get(name, set())
    assert len(code.splitlines()) <= MAX_MODULE


def test_the_form_loads_one_more_file_of_ours() -> None:
    assert re.findall(r"\bimport\(.*?\)", SCRIPTS["questionnaire.js"]) == ['import("./over-time.js")']


def test_the_search_fetches_only_from_its_own_folder() -> None:
    """A name is a hash from the manifest; words that a person types are never part of an address."""
    code = SCRIPTS["search.js"]
    assert re.findall(r"fetch\(([^,)]*)", code) == ["`${FOLDER}${name}.json`"]
    assert 'const FOLDER = new URL("search/", import.meta.url).href;' in code
    assert 'if (name !== "index" && !NAME.test(name)) throw' in code
    assert "const NAME = /^[0-9a-f]{12}$/;" in code
    assert not re.search(r"location\.(?!search\b)|history\.", code)


def test_the_filter_fetches_two_files_and_keeps_the_choice_behind_the_number_sign() -> None:
    """Nothing that a person chooses or types is part of an address that is asked for."""
    code = SCRIPTS["catalogue.js"]
    assert re.findall(r"fetch\((.*?)\)", code) == ["FILES[this.kind]"]
    assert re.findall(r'^  (\w+): new URL\("(.*)", import.meta.url\).href,$', code, re.MULTILINE) == [
        (name, f"catalogue-{name}.json") for name in ("questionnaires", "modules")
    ]
    assert "const address = location.pathname + location.search + (fragment && `#${fragment}`);" in code
    assert set(re.findall(r"location\.(\w+)", code)) == {"pathname", "search", "hash"}
    assert re.findall(r"history.*", code) == ['history[typing && this.typing ? "replaceState" : "pushState"](null, "", address);']
    assert not re.search(r"location\.|fetch|document", SCRIPTS["catalogue-match.js"])


def test_the_worker_keeps_only_what_its_build_names() -> None:
    """Nothing that passes it is kept: it puts files in while it is installed, and only those whose bytes it knows."""
    code = SCRIPTS["sw.js"]
    assert re.findall(r"fetch\(([^)]*)\)", code) == ['address, { cache: "reload" }', "event.request", "event.request"]
    assert code.count(".put(") == code.count("=== FILES[name]) {") == 1
    assert not re.search(r"\.add(All)?\(|clients|postMessage|importScripts", code)
    assert code.count("skipWaiting()") == code.count('data === "take over" && skipWaiting()') == 1


def test_steps_leave_the_address_as_it_is_and_put_no_answer_into_the_history() -> None:
    """A step is a number, and its stay is drawn by lot. An address with steps in it would be kept, shown and shared."""
    found = re.findall(r"history\.\w+State\(.*?\);", SCRIPTS["views.js"])
    assert found
    allowed = r'history\.\w+State\(\{ step: (?:at|this\.at)(?:, from: this\.at)?, stay: this\.stay \}, ""\);'
    assert all(re.fullmatch(allowed, call) for call in found)
    assert re.findall(r"this\.stay = (.*?);", SCRIPTS["views.js"]) == ["Math.random()"]
    assert re.findall(r"location\.\w+\(?", SCRIPTS["site-copy.js"]) == ["location.reload("]
    assert re.findall(r"location\.\w+\(?", SCRIPTS["leave.js"]) == ["location.reload(", "location.replace("]
    assert re.findall(r"location\.\w+\(?", SCRIPTS["keep.js"]) == ["location.protocol"]
    assert re.findall(r"location\.\w+\(?", SCRIPTS["staying.js"]) == ["location.assign(", "location.origin", "location.pathname"]
    others = set(SCRIPTS) - {"views.js", "catalogue.js", "site-copy.js", "leave.js", "keep.js", "staying.js"}
    assert not [name for name in others if re.search(r"history\.|location", SCRIPTS[name]) and not name.startswith("search")]


@pytest.mark.parametrize("twin", ["scoring", "visibility"])
def test_twins(twin: str) -> None:
    """The two engines import nothing, and have the same public names."""
    python, script = MODULES[f"{twin}.py"], SCRIPTS[f"{twin}.js"]
    assert imports(python) <= {"collections", "fractions", "functools", "typing", "re"}
    assert not re.search(r"^import\b", script, re.MULTILINE)
    public = {node.name for node in ast.parse(python).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}
    exported = {
        re.sub(r"[A-Z]", lambda letter: f"_{letter.group().lower()}", name)
        for name in re.findall(r"^export function (\w+)", script, re.MULTILINE)
    }
    assert exported == public
