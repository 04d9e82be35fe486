"""Reads an opening balance that somebody writes line by line, each with its name before a colon.

    sumber: Siaran Pers No. 226/SP/HM.01.02/POLKAM/7/2025
    tanggal: 24/7/2025
    nilai barang: Rp 7,9 T
    kasus: 1.152
    tersangka: 272
    kerugian dicegah: Rp.125,9 M (semester 1 2025)

A period in brackets says of which time the source tells a figure; without one it is told "hingga saat ini".
"""

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.errors import LaporError
from models.money import read_rupiah
from models.opening_balances import Measure, OpeningFigure, Publication
from models.period_words import parse_day, parse_period
from models.periods import Period
from models.quantities import read_count
from models.writing import plain, tidied

#: Cases and suspects of a whole desk.
MOST_PEOPLE = 9_999_999
_LINE = re.compile(r"\s*[-•*\d.)]*\s*(?P<name>[^:]{1,60}):(?P<value>.*)")
_BRACKETS = re.compile(r"(?P<amount>[^()]*)\((?P<period>[^()]*)\)\s*")
_UNTIL_NOW = re.compile(r"(?:s[./]?d\.? ?|sampai |hingga )(?:saat ini|sekarang)")
_MEASURES = {
    Measure.GOODS_VALUE: re.compile(r"\bnilai\b|\bbarang\b|\bpenyitaan\b"),
    Measure.LOSS_PREVENTED: re.compile(r"\bkerugian\b|\bdicegah\b|\bpencegahan\b"),
    Measure.CASES: re.compile(r"\bkasus\b|\bpenindakan\b"),
    Measure.SUSPECTS: re.compile(r"\btersangka\b"),
}


class LineFlaw(enum.StrEnum):
    """What is wrong with what was written."""

    NO_SOURCE = "no_source"
    NO_DATE = "no_date"
    NO_FIGURE = "no_figure"
    UNKNOWN_LINE = "unknown_line"
    TWICE = "twice"


@dataclass(eq=False)
class UnreadableBalance(LaporError):
    """No opening balance can be made of what somebody wrote; `line` is the one that is wrong, if one is."""

    flaw: LineFlaw
    line: str = ""


def read_publication(text: str, today: date) -> Publication:
    """Read an opening balance of the whole desk; `today` gives the year where none is written.

    Raises `UnreadableBalance`, and what reading money, counts, dates and periods raises.
    """
    source, as_of, figures = "", None, dict[Measure, OpeningFigure]()
    for line in filter(str.strip, text.splitlines()):
        name, value = _parts(line)
        if re.search(r"\bsumber\b", name):
            source = tidied(value)
        elif re.search(r"\btanggal\b|\btgl\b", name):
            as_of = parse_day(value, today) if value.strip() else None
        else:
            figure = _figure(line, name, value, today)
            if figure.measure in figures:
                raise UnreadableBalance(LineFlaw.TWICE, tidied(line))
            figures[figure.measure] = figure
    if not source:
        raise UnreadableBalance(LineFlaw.NO_SOURCE)
    if as_of is None:
        raise UnreadableBalance(LineFlaw.NO_DATE)
    if not figures:
        raise UnreadableBalance(LineFlaw.NO_FIGURE)
    return Publication(source, as_of, tuple(figures[one] for one in Measure if one in figures))


def read_figure(measure: Measure, text: str, today: date) -> OpeningFigure:
    """Read one figure with the period in brackets that its source names, or without.

    Raises what reading money, counts and periods raises.
    """
    match = _BRACKETS.fullmatch(text)
    amount = match["amount"] if match else text
    told = match["period"] if match else ""
    period = None if not told.strip() or _UNTIL_NOW.fullmatch(plain(tidied(told))) else parse_period(told, today)
    return OpeningFigure(measure, _amount(measure, amount), period)


def as_json(publication: Publication) -> dict[str, Any]:
    """Write down what was read, until somebody says that it is right."""
    return {
        "source": publication.source,
        "as_of": publication.as_of.isoformat(),
        "figures": [
            {"measure": one.measure.value, "amount": one.amount, "period": one.period.code if one.period else None}
            for one in publication.figures
        ],
    }


def from_json(written: Mapping[str, Any]) -> Publication:
    """Read what was written down."""
    figures = tuple(
        OpeningFigure(
            Measure(one["measure"]), one["amount"], Period.from_code(one["period"]) if one["period"] else None
        )
        for one in written["figures"]
    )
    return Publication(written["source"], date.fromisoformat(written["as_of"]), figures)


def _parts(line: str) -> tuple[str, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise UnreadableBalance(LineFlaw.UNKNOWN_LINE, tidied(line))
    return plain(tidied(match["name"])), match["value"].strip()


def _figure(line: str, name: str, value: str, today: date) -> OpeningFigure:
    for measure, words in _MEASURES.items():
        if words.search(name):
            return read_figure(measure, value, today)
    raise UnreadableBalance(LineFlaw.UNKNOWN_LINE, tidied(line))


def _amount(measure: Measure, text: str) -> int:
    if measure.is_money:
        return read_rupiah(text)
    words = re.sub(r"\b(?:kasus|tersangka|orang)\b", " ", plain(tidied(text)))
    return read_count(words, MOST_PEOPLE)
