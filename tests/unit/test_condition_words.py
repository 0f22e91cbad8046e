"""Conditions as paper says them."""

from typing import Any

import pytest

from builder.condition_words import condition_words
from builder.form import form_of
from builder.our_words import load_words

RATED = [
    {"id": "low", "label": "Low", "value": 1},
    {"id": "mid", "label": "Middle", "value": 2},
    {"id": "top", "label": "High", "value": 3},
]
FOOD = [{"id": "a", "label": "Tea & {milk}"}, {"id": "b", "label": "Bread"}]
QUESTIONS = [
    {"id": "told", "type": "information", "text": "Hello."},
    {"id": "rated", "type": "rating", "answer_set": "s"},
    {"id": "several", "type": "multiple_choice", "choices": FOOD},
    {"id": "hours", "type": "number", "minimum": 0, "maximum": 40, "whole": True},
    {"id": "word", "type": "short_text"},
]
CLARITY = {"id": "s", "choices": RATED, "opt_outs": [{"id": "dont_know"}]}
FORM = form_of({"answer_sets": [CLARITY], "sections": [{"id": "one", "questions": QUESTIONS}]})
LOW, TEA = {"question": "rated", "is": "low"}, {"question": "several", "includes": "a"}
MANY = {"question": "hours", "gt": 2.0}
SAID = [
    (LOW, "your answer to question 1 is “Low”"),
    ({"question": "rated", "is": "dont_know"}, "your answer to question 1 is “I'm not sure”"),
    ({"question": "rated", "is_not": "low"}, "you answered question 1, and not with “Low”"),
    ({"question": "rated", "in": ["low", "top"]}, "your answer to question 1 is “Low” or “High”"),
    ({"question": "rated", "gte": 2}, "your answer to question 1 is “Middle” or “High”"),
    ({"question": "rated", "gt": 3}, "no answer to question 1 can fit"),
    (TEA, "you picked “Tea & {milk}” at question 2"),
    (MANY, "your number at question 3 is over 2"),
    ({"question": "hours", "lte": 2.5}, "your number at question 3 is at most 2.5"),
    ({"question": "hours", "is": 7}, "your answer to question 3 is 7"),
    ({"question": "word", "answered": True}, "you answered question 4"),
    ({"question": "word", "answered": False}, "you left question 4 blank"),
    ({"not": {"question": "word", "answered": False}}, "you answered question 4"),
    ({"not": LOW}, "you answered question 1, and not with “Low”"),
    ({"not": {"question": "rated", "in": ["low", "top"]}}, "you answered question 1, and not with “Low” or “High”"),
    ({"not": TEA}, "you answered question 2 without picking “Tea & {milk}”"),
    ({"not": MANY}, "your number at question 3 is at most 2"),
    ({"all": [LOW, TEA]}, "your answer to question 1 is “Low” and you picked “Tea & {milk}” at question 2"),
    ({"all": [{"all": [LOW]}, {"all": [MANY]}]}, "your answer to question 1 is “Low” and your number at question 3 is over 2"),
    (
        {"all": [LOW, {"any": [TEA, MANY]}]},
        "your answer to question 1 is “Low” and (you picked “Tea & {milk}” at question 2 or your number at question 3 is over 2)",
    ),
    ({"any": [{"all": [LOW]}]}, "your answer to question 1 is “Low”"),
    (
        {"all": [{"question": "rated", "in": ["low", "mid"]}, TEA]},
        "(your answer to question 1 is “Low” or “Middle”) and you picked “Tea & {milk}” at question 2",
    ),
    (
        {"any": [{"not": LOW}, MANY]},
        "(you answered question 1, and not with “Low”) or your number at question 3 is over 2",
    ),
    ({"question": "hours", "gt": 0.00001}, "your number at question 3 is over 0.00001"),
    ({"not": {"any": [{"not": LOW}, MANY]}}, "your answer to question 1 is “Low” and your number at question 3 is at most 2"),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "said"), SAID)
def test_what_is_said(condition: dict[str, Any], said: str) -> None:
    assert condition_words(condition, FORM, load_words()) == said
