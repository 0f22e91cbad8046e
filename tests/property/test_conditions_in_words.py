"""What paper says of a condition holds where the condition holds, for any condition and any answers."""

from collections.abc import Iterator
from typing import Any

from authored import FILL, SLOW, answers, questionnaires
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.condition_words import condition_words, without_not
from builder.form import form_of
from builder.our_words import load_words
from builder.visibility import examine, truth


def conditions(key: dict[str, Any]) -> Iterator[Any]:
    yield from (entry["show_if"] for entry in key["questions"] if "show_if" in entry)
    yield from (alert["when"] for alert in key["alerts"])


def questions_of(condition: Any) -> set[str]:
    parts = [*condition.get("all", ()), *condition.get("any", ()), *([condition["not"]] if "not" in condition else ())]
    return {condition["question"]} if "question" in condition else set().union(*map(questions_of, parts))


def has_not(condition: Any) -> bool:
    """Whether a "not" stands before anything but a comparison."""
    parts = [*condition.get("all", ()), *condition.get("any", ())]
    return "question" not in condition.get("not", {"question": ""}) or any(map(has_not, parts))


@settings(max_examples=500, suppress_health_check=SLOW)
@given(st.data())
def test_a_condition_without_its_nots_is_true_false_and_unknown_alike(data: st.DataObject) -> None:
    form = form_of(FILL(data.draw(questionnaires())))
    entries = {entry["id"]: entry for entry in form.key["questions"]}
    given_answers = examine(form.key, data.draw(answers(form.key))).answers
    for condition in conditions(form.key):
        for turned in (False, True):
            plain = without_not(condition, turned=turned)
            assert not has_not(plain)
            expected = truth({"not": condition} if turned else condition, entries, given_answers)
            assert truth(plain, entries, given_answers) is expected


@settings(max_examples=200, suppress_health_check=SLOW)
@given(st.data())
def test_the_words_name_every_question_that_a_condition_looks_at(data: st.DataObject) -> None:
    form = form_of(FILL(data.draw(questionnaires())))
    for condition in conditions(form.key):
        if not questions_of(condition) <= form.numbers.keys():
            continue  # the checks refuse it: what only informs has no answer
        said = condition_words(condition, form, load_words())
        assert all(f"question {form.numbers[name]}" in said for name in questions_of(condition))
        assert said == said.strip()
