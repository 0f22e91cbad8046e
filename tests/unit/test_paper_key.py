from typing import Any

import pytest

from builder.form import form_of
from builder.paper_key import Counts, Line, PaperScale, number, paper_key

CHOICES = [
    {"id": "low", "label": "Low", "value": 1},
    {"id": "none", "label": "None"},
    {"id": "high", "label": "High", "value": 5},
]
RATED = {"type": "rating", "answer_set": "s"}
BOTH_WAYS = [(("Low", 1), ("High", 5)), (("Low", 5), ("High", 1))]


def scale(questions: list[Any], *terms: Any) -> PaperScale:
    wanted = {"id": "x", "method": "sum", "round": {"digits": 0}, "missing": {"policy": "none"}, "questions": terms}
    sets = [{"id": "s", "choices": CHOICES}, {"id": "same", "choices": CHOICES}]
    (made,) = paper_key(form_of({"answer_sets": sets, "sections": [{"id": "one", "questions": questions}], "scales": [wanted]}))
    return made


def counts(question: dict[str, Any], **term: Any) -> Counts:
    (line,) = scale([{"id": "a", **question}], {"question": "a", **term}).lines
    return line.counts


def test_questions_that_count_alike_share_a_line() -> None:
    informing = {"id": "i", "type": "information"}
    others = [{"id": "c", "type": "rating", "answer_set": "same"}, {"id": "d", "type": "single_choice", "choices": CHOICES}]
    made = scale(
        [{"id": "a", **RATED}, informing, {"id": "b", **RATED}, *others], "a", {"question": "b", "reverse": True}, "c", "d"
    )
    assert [line.places for line in made.lines] == [(1, 3, 4), (2,)]
    assert [line.counts.answers for line in made.lines] == BOTH_WAYS
    assert (made.weighted, made.asked) == (False, 4)


def test_a_weight_has_a_line_of_its_own() -> None:
    made = scale([{"id": "a", **RATED}, {"id": "b", **RATED}], "a", {"question": "b", "weight": 0.5})
    assert made.lines == tuple(Line((n,), Counts("choice", BOTH_WAYS[0], False, None, w)) for n, w in [(1, 1), (2, 0.5)])
    assert (made.weighted, made.asked) == (True, 1.5)


def test_several_answers_are_taken_from_a_sum_when_they_count_the_other_way_round() -> None:
    question = {"type": "multiple_choice", "choices": CHOICES, "none_of_these": {"label": "Nothing", "value": 0}}
    answers = (*BOTH_WAYS[0], ("Nothing", 0))
    assert counts(question) == Counts("choices", answers, False, None, 1)
    assert counts(question, reverse=True) == Counts("choices", answers, True, 6, 1)


def test_numbers_count_themselves() -> None:
    question = {"type": "number", "minimum": 0, "maximum": 7.5, "whole": False}
    assert counts(question) == Counts("number", (), False, None, 1)
    assert counts(question, reverse=True, weight=2.0) == Counts("number", (), True, 7.5, 2)


@pytest.mark.parametrize(("value", "written"), [(2.0, "2"), (3, "3"), (0.5, "0.5"), (1 / 3, "0.3333"), (-1.0, "-1")])
def test_number(value: float, written: str) -> None:
    assert str(number(value)) == written


def test_the_ends_of_a_sum_are_known_where_every_question_has_some() -> None:
    rated, typed = {"id": "a", **RATED}, {"id": "b", "type": "number", "minimum": 2, "maximum": 7.5, "whole": False}
    assert scale([rated, typed], {"question": "a", "reverse": True}, {"question": "b", "weight": 2}).ends == (5, 20)
    assert scale([rated], "a").ends == (1, 5)
