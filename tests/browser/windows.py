"""What may happen to kept answers when several windows edit, save, erase and let their day pass: a model over a trace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

QUESTIONS = [{"a": "1", "b": "1"}, {"a": "1", "b": "2", "c": "1"}]
"""The hashes of a form's questions in two versions: `b` has other words in the second, and `c` is new."""
ACTS = {"edit": 8, "begin": 3, "open": 4, "here": 2, "there": 2, "drop": 1, "remove": 1, "erase": 1, "leave": 2, "days": 1}
"""How often each is tried. Buttons that are not shown are not pressed."""
BEGUN = [["edit", "begin"], ["leave", "open"], ["leave", "open"]]
"""What the first windows do before anything else: one begins to keep, two open it."""
ONE = {"questions": QUESTIONS[0]}
OPEN = {"found", "locked", "kept", "two"}
"""States of a window that say that something is kept."""


def setups() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Two to five windows, each with the form in one of its versions."""
    versions = st.lists(st.sampled_from(QUESTIONS), min_size=2, max_size=5)
    modes = st.sampled_from(["clear", "passphrase"])
    return st.builds(lambda mode, found: [{"mode": mode, "questions": one} for one in found], modes, versions)


def steps() -> st.SearchStrategy[list[list[Any]]]:
    """[window, act, question or days, pause after it]."""
    begun = [[window, act, "a", 4] for window, acts in enumerate(BEGUN) for act in acts]
    acts = st.sampled_from([act for act, often in ACTS.items() for _ in range(often)])
    step = st.builds(_step, st.integers(0, 4), acts, st.integers(0, 9), st.integers(0, 4))
    return st.lists(step, max_size=14).map(lambda more: begun + more)


def _step(window: int, act: str, choice: int, pause: int) -> list[Any]:
    return [window, act, choice if act == "days" else "abc"[choice % 3], pause]


@dataclass
class Window:
    """What is known of one window."""

    state: str = ""
    may_begin: bool = False
    begun_since: bool = False
    """Since it was asked to remove or to erase what is kept."""
    knows: set[int] = field(default_factory=set)
    """Which records it may write over: what it wrote, opened, or was shown as the other answers."""
    saved: Mapping[str, str] = field(default_factory=dict)
    """What it wrote or opened last."""
    edited: dict[str, str] = field(default_factory=dict)
    """What was answered since."""
    may_drop: bool = False


class Model:
    """Reads a trace and collects what must not happen."""

    def __init__(self, failing: bool = False) -> None:
        self.failing = failing
        """Whether the browser's storage fails, which windows then say."""
        self.lies: Mapping[str, Any] = {}
        """The entry of what lies there."""
        self.windows: dict[str, Window] = {}
        self.faults: list[str] = []

    def read(self, found: Mapping[str, Any]) -> list[str]:
        """All of a trace, and what there is in the end."""
        for entry in found["trace"]:
            name = entry.get("window") or entry.get("draft", {}).get("language", "")
            getattr(self, f"_{entry['what']}")(entry, self.windows.setdefault(name, Window()))
        for end in found["ends"]:
            self._end(end, self.windows[end["name"]], found["records"])
        self._must(not found["expired"], "a record outlived its day and a visit after it")
        self._must(not found["late"], "a record outlived all days")
        return self.faults

    def _must(self, held: object, fault: str) -> None:
        if not held:
            self.faults.append(fault)

    def _error(self, entry: Mapping[str, Any], _: Window) -> None:
        self._must(self.failing, f"an error: {entry['text']}")

    def _edit(self, entry: Mapping[str, Any], window: Window) -> None:
        window.edited[entry["question"]] = entry["answer"]

    def _took(self, entry: Mapping[str, Any], window: Window) -> None:
        window.knows, window.saved, window.edited = {entry["revision"]}, entry["answers"], {}

    def _begin(self, _: Mapping[str, Any], window: Window) -> None:
        window.may_begin = window.begun_since = True

    def _here(self, entry: Mapping[str, Any], window: Window) -> None:
        window.knows.add(entry["revision"])
        window.may_drop = True

    def _remove(self, _: Mapping[str, Any], window: Window) -> None:
        window.begun_since = False

    _erase = _remove

    def _drop(self, _: Mapping[str, Any], window: Window) -> None:
        window.may_drop = True

    def _nothing(self, *_: object) -> None:
        """A press that changes nothing by itself."""

    _open = _there = _reload = _nothing

    def _wiped(self, _: Mapping[str, Any], window: Window) -> None:
        window.edited, window.saved = {}, {}

    def _leave(self, _: Mapping[str, Any], window: Window) -> None:
        window.state = ""

    def _removed(self, _: Mapping[str, Any], window: Window) -> None:
        window.may_begin = window.begun_since
        window.state = "removed"

    def _delete(self, *_: object) -> None:
        self.lies = {}

    def _put(self, entry: Mapping[str, Any], window: Window) -> None:
        new, old = entry["draft"], self.lies.get("draft", {"answers": {}})
        if self.lies:
            self._must(self.lies["revision"] in window.knows, f"{entry} was written over {self.lies}, which nobody saw there")
        else:
            self._must(window.may_begin, f"{entry} was written back")
        lost = [name for name in old["answers"] if name not in window.edited and _given(old, name) != _given(new, name)]
        self._must(window.may_drop or not lost, f"{lost} of {self.lies} are gone in {entry}")
        self._must(entry["expires"] >= entry["today"], f"{entry} was written after its day")
        self.lies = entry
        window.edited = {name: answer for name, answer in window.edited.items() if new["answers"].get(name) != answer}
        window.knows, window.saved, window.may_begin, window.may_drop = {entry["revision"]}, new["answers"], False, False

    def _state(self, entry: Mapping[str, Any], window: Window) -> None:
        state, news = entry["state"], entry["news"]
        self._must(self.failing or (state not in {"none", "corrupted"} and news != "failed"), f"{entry} though nothing failed")
        if window.state == "kept" and state == "ask":
            self._must(news in {"elsewhere", "over", "erased"}, f"{entry} was told to nobody")
        window.state = state

    def _end(self, end: Mapping[str, Any], window: Window, records: list[Any]) -> None:
        self._must(records or end["state"] not in OPEN, f"{end} though nothing is kept")
        if end["state"] == "kept":
            unsaved = {name: answer for name, answer in end["answers"].items() if window.saved.get(name) != answer}
            self._must(not unsaved, f"{unsaved} of {end} was never saved")


def _given(draft: Mapping[str, Any], name: str) -> tuple[Any, Any]:
    return draft["answers"].get(name), draft["questions"].get(name)
