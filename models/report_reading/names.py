"""Finds the names of indicators in what people write: `patroli`, `ptroli`, `sosialisai`, `pengawasan`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from models.indicators import Question
from models.writing import plain, tidied

_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "patrol": ("patroli", "berpatroli", "patrol"),
    "community_visit": ("sambang", "sambangi", "menyambangi", "smbg", "smbang", "anjangsana"),
    "inspection": ("pemeriksaan", "pengawasan", "periksa", "riksa", "inspeksi"),
    "outreach": ("sosialisasi", "bersosialisasi", "penyuluhan"),
}
_THINGS: Mapping[str, tuple[str, ...]] = {
    "inspection": (
        "kapal",
        "perahu",
        "gudang",
        "toko",
        "kontainer",
        "perusahaan",
        "unit",
        "kendaraan",
        "truk",
        "mobil",
    ),
}

# What looks like a slip of the pen, and is none.
_PLACES = ("sabang", "sampang", "sambas")
_OTHER_WORDS = ("sambung", "sambungan", "sambal", "sambil", "sampan", "samping", "pengawalan", "petrol", "perkasa")
_PEOPLE = ("pengawas", "pemeriksa", "sosialis", "sosialisator", "patriot")
_ALIKE = frozenset((*_PLACES, *_OTHER_WORDS, *_PEOPLE))
_SHORTEST = 5
_LONG = 9
_SKIPPABLE = 7
_MARKUP = str.maketrans("_", " ", "*`")


@dataclass(frozen=True, slots=True)
class IndicatorNames:
    """What the indicators are called: whole labels, single words, and what is counted for each (kali, kapal …)."""

    labels: Mapping[str, str]
    words: Mapping[str, str]
    measures: Mapping[str, frozenset[str]]

    def label_pattern(self) -> str:
        """Give a regular expression of every label as a whole word, the longest first."""
        longest_first = sorted(self.labels, key=lambda label: (-len(label), label))
        return rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)"

    def key_of(self, word: str) -> str | None:
        """Give the indicator that a plain word names, slips of the pen included."""
        exact = self.words.get(word)
        if exact or len(word) < _SHORTEST or word in _ALIKE:
            return exact
        return next((key for name, key in self.words.items() if is_slip(word, name)), None)

    def counts_in(self, key: str, word: str) -> bool:
        """Tell whether the word is what this indicator counts: `kapal` for inspections."""
        return word in self.measures.get(key, ())


def names_of(questions: Sequence[Question]) -> IndicatorNames:
    """Give the names of these indicators, and of the four well-known ones even where they are not asked for."""
    labels = {label: question.key for question in questions if (label := unmarked(question.label))}
    pieces = {piece.strip(): key for label, key in labels.items() for piece in label.split("/")}
    known = {word: key for key, words in _SPELLINGS.items() for word in words}
    return IndicatorNames(
        labels,
        {**{piece: key for piece, key in pieces.items() if piece.isalpha()}, **known},
        {
            question.key: frozenset((*plain(question.measure).split(), *_THINGS.get(question.key, ())))
            for question in questions
        },
    )


def unmarked(text: str) -> str:
    """Give one line of what was written in plain writing, without the stars and strokes of a chat's markup."""
    return plain(tidied(text.translate(_MARKUP)))


def without_markup(line: str) -> str:
    """Give a line without a chat's markup; its letters keep their case."""
    return line.translate(_MARKUP)


def is_slip(word: str, name: str) -> bool:
    """Tell whether a word of five letters or more is this name with a slip of the pen.

    One slip is allowed, two in a long name or where only letters were left out (`sambg`); the first letter must be
    right. Twenty lines of our own do it: a library for fuzzy matching would be one more dependency for four names.
    """
    if word[0] != name[0] or len(name) < _SHORTEST or abs(len(word) - len(name)) > 2:  # noqa: PLR2004 - two slips
        return False
    slips = _slips(word, name)
    return slips <= (2 if len(name) >= _LONG else 1) or (slips <= len(name) - len(word) and len(name) >= _SKIPPABLE)


@lru_cache(maxsize=4096)
def _slips(word: str, name: str) -> int:
    """Letters left out, added, changed or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for at, letter in enumerate(word, start=1):
        earlier, before, row = before, row, [at]
        for column, other in enumerate(name, start=1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != other))
            if at > 1 and column > 1 and letter == name[column - 2] and word[at - 2] == other:
                cost = min(cost, earlier[column - 2] + 1)
            row.append(cost)
    return row[-1]
