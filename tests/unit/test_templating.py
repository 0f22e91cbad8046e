from typing import Any

import pytest

from builder.document import freeze
from builder.project import PACKAGE
from builder.render import load_words
from builder.templating import Words, environment

JINJA = environment(load_words())
CONTENT = {"values": "x", "title": "<b>", "inner": {"id": "a"}}
# a template -> what it gives, with `content` as plain data, and frozen
TEMPLATES = {
    "{{ content.title }}": "&lt;b&gt;",
    "{{ content.inner.id }}": "a",
    "{{ content.get('nothing', 1) }}": "1",
    "{{ content.values() | list | length }}": "3",
    "{{ content['values'] }}": "x",
    "{{ content.nothing is defined }}": "False",
    "{{ words.clear }}{{ words.items }}": "Clearone",
    "{{ words.inner.copy }}": "two",
}


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("content", [CONTENT, freeze(CONTENT)], ids=["plain", "frozen"])
def test_names(template: str, content: Any) -> None:
    """Our words win over methods, methods over authors' ids."""
    words = Words({"clear": "Clear", "items": "one", "inner": Words({"copy": "two"})})
    assert JINJA.from_string(template).render(content=content, words=words) == TEMPLATES[template]


def test_what_is_made_once_is_filled_with_each_id() -> None:
    template = "{% macro m(id, text) %}{{ id }}:{{ text }};{% endmacro %}{{ reuse(m, 'a', '<') }}{{ reuse(m, 'b>', '<') }}"
    assert JINJA.from_string(template).render() == "a:&lt;;b&gt;:&lt;;"


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
