"""The sheet of capaian: what was counted, and in rows of their own what somebody published, with its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.exports import Export
from models.opening_balances import Measure
from models.results import CarriedOn
from views.files.labels import title_lines
from views.files.results_part import MEASURE_NAMES, told_for
from views.files.sheet import Column, Table
from views.indonesian import period_name

RESULTS = "Capaian"
_COUNTED, _AFTER, _TOGETHER = "Tercatat", "Tercatat setelah sumber itu", "Sumber itu ditambah yang tercatat setelahnya"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One amount and where it comes from; money in rupiah, nothing where no event tells it."""

    measure: Measure
    origin: str
    #: The date of the source; nothing for what was counted.
    as_of: date | None
    told_for: str
    amount: int | None


def results_table(export: Export) -> Table[ResultRow] | None:
    """Give the sheet; nothing where there is nothing to tell."""
    if export.results.is_empty:
        return None
    columns: tuple[Column[ResultRow], ...] = (
        Column("Capaian", 30, "wrapped", lambda row: MEASURE_NAMES[row.measure]),
        Column("Asal", 46, "wrapped", lambda row: row.origin),
        Column("Tanggal sumber", 15, "date", lambda row: row.as_of),
        Column("Masa", 24, "text", lambda row: row.told_for),
        Column("Nilai", 24, "number", lambda row: row.amount),
    )
    return Table(RESULTS, title_lines(export, "capaian penindakan"), columns, tuple(_rows(export)), 1)


def _rows(export: Export) -> Iterator[ResultRow]:
    results = export.results
    for measure in Measure:
        amount = results.counted.of(measure) if results.counted.events else None
        yield ResultRow(measure, _COUNTED, None, period_name(export.period), amount)
        if published := results.published(measure):
            yield from _published(published)


def _published(one: CarriedOn) -> Iterator[ResultRow]:
    """What somebody published never stands as if it had been counted here."""
    measure = one.figure.measure
    yield ResultRow(measure, f"Menurut {one.source}", one.as_of, told_for(one), one.figure.amount)
    if one.added:
        yield ResultRow(measure, _AFTER, None, "", one.added)
        yield ResultRow(measure, _TOGETHER, one.as_of, told_for(one), one.total)
