"""Reads text with delimiters as programs write it: `,` `;` tab or `|`, quoted or not, in the usual encodings."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

DELIMITERS = ";,\t|"
_LONGEST_CELL = 10_000
_LOOKED_AT = 50
#: The first line that Excel writes and understands: which delimiter the others have.
_SAYS_DELIMITER = "sep="
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

csv.field_size_limit(_LONGEST_CELL)


def split_lines(content: bytes) -> Iterator[list[str]]:
    """Give the cells of each line, empty lines too. A quoted cell may hold line breaks.

    Raises `ValueError` for what is no text, or has a cell of more than 10 000 characters.
    """
    text = _decoded(content)
    first, _, rest = text.partition("\n")
    said = first.strip().lower().removeprefix(_SAYS_DELIMITER)
    if first.strip().lower().startswith(_SAYS_DELIMITER) and said in DELIMITERS:
        yield []
        text, delimiter = rest, said or "\t"
    else:
        delimiter = _delimiter(text)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise ValueError("no table") from error


def _decoded(content: bytes) -> str:
    """UTF-8, as marked or by trial; else what Windows wrote in Western Europe, which every byte can be."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    if b"\0" in content:
        raise ValueError("no text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The delimiter that parts most lines of the beginning into the same number of cells, at least two."""
    return max(DELIMITERS, key=lambda delimiter: _regularity(text, delimiter))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        lines = list(islice(reader, _LOOKED_AT))
    except csv.Error:
        return (0, 0)
    widths = Counter(len(line) for line in lines if len(line) > 1)
    if not widths:
        return (0, 0)
    width, times = max(widths.items(), key=lambda one: (one[1], one[0]))
    return times, width
