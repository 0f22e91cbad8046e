"""F11: A spreadsheet that people have, LibreOffice, opens our tables and finds no formula in them. Needs `soffice`."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from test_csv import PAYLOADS, table

SEPARATORS = {"commas": 44, "semicolons": 59, "tabs": 9}
"""By which a program may part cells, whatever the file says."""
ASKED = "{},34,76,1,,0,false,true,false,false,false,-1,true"
"""Quotes, UTF-8, from the first line on, numbers detected, formulas worked out."""


def opened(text: str, separator: int, folder: Path) -> str:
    """The one sheet, as LibreOffice writes it again."""
    folder.mkdir()
    (folder / "table.csv").write_text(text, encoding="utf-8", newline="")
    command = ["soffice", f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless", "--convert-to", "xlsx"]
    command += [f"--infilter=Text - txt - csv (StarCalc):{ASKED.format(separator)}", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "table.csv")], check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(folder / "table.xlsx") as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.long
@pytest.mark.parametrize("name", SEPARATORS)
def test_no_payload_becomes_a_formula(name: str, tmp_path: Path) -> None:
    rows = [["kind", *PAYLOADS], *([payload, "text", payload] for payload in PAYLOADS), ["number", -3]]
    separator = SEPARATORS[name]
    assert "<f" not in opened(table(rows), separator, tmp_path / "ours")
    naive = "a\r\n" + chr(separator).join(["b", "=1+1"]) + "\r\n"
    assert re.search(r"<f[ >]", opened(naive, separator, tmp_path / "naive")), "it would have been worked out"


@pytest.mark.long
def test_a_number_is_a_number_there(tmp_path: Path) -> None:
    sheet = opened(table([["hours", -3], ["share", 0.25]]), SEPARATORS["commas"], tmp_path / "ours")
    assert re.findall(r'<c r="B\d"[^>]*t="n"[^>]*><v>(.*?)</v>', sheet) == ["-3", "0.25"]
