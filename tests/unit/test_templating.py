from typing import Any

import pytest
from jinja2 import DictLoader, UndefinedError

from builder.document import freeze
from builder.our_words import load_words
from builder.project import PACKAGE
from builder.templating import Words, environment

JINJA = environment(load_words())
WORDS = Words({"clear": "<Clear>", "items": "one", "inner": Words({"copy": "two", "count": "{n} left"})})
CONTENT = {"values": "x", "title": "<b>", "inner": {"id": "a"}}
# a template -> what it gives, with `content` as plain data, and frozen
TEMPLATES = {
    "{{ content.title }}": "&lt;b&gt;",
    "{{ content.inner.id }}": "a",
    "{{ content.get('nothing', 1) }}": "1",
    "{{ content.values() | list | length }}": "3",
    "{{ content['values'] }}": "x",
    "{{ content.nothing is defined }}": "False",
    "{{ words.clear }}{{ words.items }}": "&lt;Clear&gt;one",
    "{{ words.inner.copy }}": "two",
    "{{ words.inner.count.format(n=3) }}": "3 left",
    "{{ words.inner['copy'] }}{% set which = 'copy' %}{{ words.inner[which] }}": "twotwo",
    "{{ words.inner | length }}{{ {'words': {'inner': 'theirs'}}.words.inner }}": "2theirs",
}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("content", [CONTENT, freeze(CONTENT)], ids=["plain", "frozen"])
def test_names(template: str, content: Any) -> None:
    """Our words win over methods, methods over authors' ids."""
    assert environment(WORDS).from_string(template).render(content=content) == TEMPLATES[template]


def test_words_are_put_in_when_a_template_is_compiled() -> None:
    """Looked up page by page they took a third of the time of a form."""
    code = environment(WORDS).compile("<p>{{ words.inner.copy }} {{ words.clear }}</p>", raw=True)
    assert "<p>two &lt;Clear&gt;</p>" in code


def test_a_word_that_is_missing_is_a_fault() -> None:
    with pytest.raises(UndefinedError, match="nowhere"):
        environment(WORDS).from_string("{{ words.inner.nowhere }}").render()


def test_what_is_made_once_is_filled_with_each_id() -> None:
    macro = "{% macro m(own, text) %}{{ own.id }}:{{ text }}{{ own.id }};{% endmacro %}"
    template = macro + "{{ reuse(m, {'id': 'a'}, '<') }}{{ reuse(m, {'id': 'b>'}, '<') }}{{ reuse(m, {'id': '' | safe}, 1) }}"
    assert JINJA.from_string(template).render() == "a:&lt;a;b&gt;:&lt;b&gt;;:1;"


def test_what_all_forms_share_is_made_once() -> None:
    macro = "{% macro m(a, b) %}{{ seen.append(a) or a }}{{ b }}{% endmacro %}"
    seen: list[str] = []
    made = JINJA.from_string(macro + "{{ once(m, '<', 1) }}{{ once(m, '<', 1) }}{{ once(m, '<', 2) }}", globals={"seen": seen})
    assert made.render() == "&lt;1&lt;1&lt;2"
    assert seen == ["<", "<"]


def test_no_function_of_ours_asks_for_the_context() -> None:
    """Calls do not look for one that does."""
    assert not [name for name, value in JINJA.globals.items() if hasattr(value, "jinja_pass_arg")]


def test_an_imported_template_is_run_once() -> None:
    """Jinja would run it at each import, to see whether its importer knows other names."""
    page = "{% from 'parts' import m %}{{ seen.append(m) }}"
    made = JINJA.overlay(loader=DictLoader({"parts": "{% macro m() %}{% endmacro %}", "page": page}))
    seen: list[object] = []
    made.get_template("page", globals={"seen": seen}).render()
    made.get_template("page").render()
    assert seen[0] is seen[1]


def test_the_same_prose_is_read_once() -> None:
    assert JINJA.from_string("{{ t | prose }}").render(t="*a* <script>") == "<p><em>a</em> </p>"
    prose = JINJA.filters["prose"]
    assert prose("*once*") is prose("*once*")


@pytest.mark.parametrize("name", sorted(file.stem for file in (PACKAGE / "templates" / "questions").glob("*.html")))
def test_each_kind_of_question_has_a_macro(name: str) -> None:
    if name != "parts":
        assert JINJA.globals["ask"][name].name == "ask"


@pytest.mark.parametrize("name", ["questionnaire.html", "questions/parts.html"])
def test_indentation_stays_at_home(name: str) -> None:
    source, *_ = JINJA.loader.get_source(JINJA, name)
    assert not [line for line in source.splitlines() if line.startswith(" ")]
