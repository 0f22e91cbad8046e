"""The words on each page of a PDF as Chromium writes it; nothing else is understood here."""

import re
import unicodedata
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\nendstream", re.DOTALL)
MARK = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>")
PAIR = re.compile(rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$", re.MULTILINE)
RANGE = re.compile(rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$", re.MULTILINE)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without its spaces, which a PDF need not hold."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    return [_text(objects, body) for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]


def _text(objects: dict[int, bytes], page: bytes) -> str:
    fonts = {name: _letters(objects, int(number)) for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", page)}
    found, letters = [], {}
    content = re.search(rb"/Contents (\d+) 0 R", page)
    assert content
    for font, glyphs in MARK.findall(_stream(objects[int(content[1])])):
        if font:
            letters = fonts[font]
        else:
            found += [letters.get(int(glyphs[at : at + 4], 16), "") for at in range(0, len(glyphs), 4)]
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", "".join(found)))


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found
    return zlib.decompressobj().decompress(found[1]) if b"FlateDecode" in body else found[1]


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """From the number of a glyph to what it stands for."""
    reference = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    if not reference:
        return {}
    table = _stream(objects[int(reference[1])])
    letters = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in PAIR.findall(table)}
    for first, last, text in RANGE.findall(table):
        for place in range(int(last, 16) - int(first, 16) + 1):
            letters[int(first, 16) + place] = chr(int(text, 16) + place)
    return letters
