"""A question's hash changes with what it says, and with nothing else."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from authored import FILL, SLOW, questionnaires
from hypothesis import given, settings

from builder.document import freeze
from builder.form import form_of
from builder.wording import fingerprint

ALWAYS = {"all": [], "any": []}
Question = dict[str, Any]


def marks(data: dict[str, Any]) -> dict[str, Any]:
    return fingerprint(form_of(FILL(data)))


def questions(data: dict[str, Any]) -> Iterator[Question]:
    for section in data["sections"]:
        yield from section["questions"]


def answered(question: Question) -> set[str]:
    if question["type"] == "information":
        return set()
    return {part["id"] for part in question.get("rows", [question])}


def backwards(value: Any) -> Any:
    """The same with the keys of every mapping the other way round."""
    if isinstance(value, dict):
        return {name: backwards(part) for name, part in reversed(value.items())}
    return [backwards(part) for part in value] if isinstance(value, list) else value


@settings(max_examples=100, suppress_health_check=SLOW)
@given(questionnaires())
def test_the_order_of_keys_does_not_matter(data: dict[str, Any]) -> None:
    expected = marks(data)
    assert set(expected["questions"]) == set().union(*map(answered, questions(data)))
    assert marks(backwards(data)) == expected
    assert fingerprint(form_of(freeze(FILL(data)))) == expected


@settings(max_examples=100, suppress_health_check=SLOW)
@given(questionnaires())
def test_hints_conditions_order_and_scores_do_not_matter(data: dict[str, Any]) -> None:
    changed = deepcopy(data)
    changed["sections"].reverse()
    changed["scales"], changed["title"], changed["version"] = [], "Another", "2.0.0"
    for section in changed["sections"]:
        section["title"] = "Another"
        section["show_if"] = {"not": {"question": next(iter(questions(changed)))["id"], "answered": True}}
        section["questions"].reverse()
    for part in [*questions(changed), *changed["answer_sets"]]:
        part |= {"help": "A hint.", "why": "A reason.", "required": True, "show_if": ALWAYS, "construct": "x"}
        for choice in part.get("choices", ()):
            choice |= {"value": 7, "help": "A hint."}
        for several in ("choices", "opt_outs", "rows"):
            part.get(several, []).reverse()
    assert marks(changed)["questions"] == marks(data)["questions"]
    assert marks(changed)["hash"] != marks(data)["hash"]


@settings(max_examples=100, suppress_health_check=SLOW)
@given(questionnaires())
def test_words_answers_and_limits_change_the_questions_that_have_them_and_no_other(data: dict[str, Any]) -> None:
    before = marks(data)
    for change, expected in changes(data):
        changed = deepcopy(data)
        change(changed)
        after = marks(changed)
        assert {name for name, found in after["questions"].items() if before["questions"][name] != found} == expected
        assert (after["hash"] != before["hash"]) == bool(expected)


def changes(data: dict[str, Any]) -> Iterator[tuple[Callable[[Any], Any], set[str]]]:
    """A change of a questionnaire, and the questions that it changes."""
    for number, section in enumerate(data["sections"]):
        ids = set().union(*map(answered, section["questions"]))
        yield lambda made, n=number: made["sections"][n].update(text="You said ..."), ids
    for number, answer_set in enumerate(data["answer_sets"]):
        users = [question for question in questions(data) if question.get("answer_set") == answer_set["id"]]
        yield lambda made, n=number: made["answer_sets"][n]["choices"][0].update(label="Else"), set().union(*map(answered, users))
        if "opt_outs" in answer_set:
            ids = set().union(*(answered(user) for user in users if not user.get("opt_outs")))
            yield lambda made, n=number: made["answer_sets"][n]["opt_outs"][0].update(label="Else"), ids
    for number, question in enumerate(questions(data)):
        for change in own_changes(question):
            yield lambda made, n=number, change=change: change(list(questions(made))[n]), answered(question)
        if "rows" in question:
            yield lambda made, n=number: list(questions(made))[n]["rows"][0].update(text="Else?"), {question["rows"][0]["id"]}


def own_changes(question: Question) -> Iterator[Callable[[Question], Any]]:
    yield lambda it: it.update(text="Else?")
    if "choices" in question:
        yield lambda it: it["choices"][-1].update(label="Else")
        yield lambda it: it["choices"].append({"id": "new", "label": "New"})
    if "opt_outs" in question:
        yield lambda it: it["opt_outs"][0].update(label="Else")
    match question["type"]:
        case "multiple_choice":
            yield lambda it: it.update(at_most=60)
            yield lambda it: it.update(none_of_these={"label": "Nothing at all"})
        case "number":
            yield lambda it: it.update(minimum=it["minimum"] - 1)
            yield lambda it: it.update(maximum=it["maximum"] + 1)
            yield lambda it: it.update(whole=not it["whole"])
            yield lambda it: it.update(unit="hours")
        case "date":
            yield lambda it: it.update(earliest="1970-01-01")
            yield lambda it: it.update(latest="2030-01-01")
        case "short_text":
            yield lambda it: it.update(max_length=7)
        case "yes_no":
            yield lambda it: it.update(yes_label="Aye")
