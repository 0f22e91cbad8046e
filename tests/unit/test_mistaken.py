"""B13: What people hand over in place of a file of answers is told by its first bytes or its name, before it is read as JSON."""

import os
from pathlib import Path

import pytest

from builder.mistaken import BUTTON, mistaken_file
from builder.our_words import load_words
from builder.response import read_response, response_source

TABLE, PDF, PAGE, OTHER = "this is a table", "this is a PDF", "this is a web page", "this is no file of answers"
# name, bytes -> how what is said begins
FILES = {
    "the form's own table": ("answers.csv", b"\xef\xbb\xbfkind,id,text,answer,words\r\n", TABLE),
    "a table with another name": ("answers.json", b"kind,id,text,answer,words\r\n", TABLE),
    "a table saved anew by a spreadsheet": ("answers", b'"kind";"id";"text"\r\n', TABLE),
    "a table in UTF-16": ("BUTTON.CSV", "kind\tid".encode("utf-16"), TABLE),
    "a workbook": ("answers.xlsx", b"PK\x03\x04\x14\x00\x06\x00", TABLE),
    "a PDF": ("answers.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", PDF),
    "a large PDF": ("answers.pdf", b"%PDF-1.7\n" + b"x" * 2_000_000, PDF),
    "a page": ("form.html", b"\r\n<!doctype html>", PAGE),
    "a page that is called JSON": ("answers.json", b"<html>", PAGE),
    "a letter": ("answers.txt", b"tasks: low", OTHER),
    "a picture": ("answers.png", b"\x89PNG\r\n\x1a\n\x00\x00", OTHER),
    "a workbook that is called JSON": ("answers.json", b"PK\x03\x04\x14\x00\x06\x00", OTHER),
    "nothing": ("answers.json", b"", "the file holds nothing"),
    "nothing to see": ("answers.csv", b"\xef\xbb\xbf \r\n", "the file holds nothing"),
}
PERHAPS = {
    "an object": ("answers.json", b' {"format": 1}'),
    "under any name": ("answers.csv", b"\xef\xbb\xbf{}"),
    "a list": ("answers.json", b"[1]"),
    "words": ("answers.json", b"answers"),
    "UTF-16": ("answers.json", '{"format": 1}'.encode("utf-16")),
    "after many blanks": ("answers.json", b" " * 2000 + b"{}"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_of_answers_is_called_what_it_is(name: str, tmp_path: Path) -> None:
    called, data, said = FILES[name]
    (tmp_path / called).write_bytes(data)
    document, (found,) = read_response(response_source(tmp_path / called))
    assert document is None
    assert found.message.startswith(said)
    assert BUTTON in found.hint


@pytest.mark.parametrize("name", PERHAPS)
def test_what_may_be_one_is_read(name: str, tmp_path: Path) -> None:
    called, data = PERHAPS[name]
    (tmp_path / called).write_bytes(data)
    assert mistaken_file(response_source(tmp_path / called)) is None


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    _, (found,) = read_response(response_source(tmp_path / "pipe.csv"))
    assert found.code == "file-unreadable"


def test_the_button_is_called_as_in_the_form() -> None:
    assert f"'{load_words()['files']['save']}'" in BUTTON
