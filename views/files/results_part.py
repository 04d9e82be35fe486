"""The parts of a written report about targets and capaian: what was counted, and apart from it what was published."""

from collections.abc import Sequence

from models.exports import Export
from models.opening_balances import Measure
from models.results import CarriedOn, Figures, GoodsTotal
from views.files.written import NIL, UNKNOWN, Head, Part, WrittenTable
from views.goods import KIND_NAMES, quantities
from views.indonesian import number, percent, period_name, short_date

UNTIL_NOW = "hingga saat ini"
MEASURE_NAMES = {
    Measure.GOODS_VALUE: "Nilai barang sitaan",
    Measure.CASES: "Kasus",
    Measure.SUSPECTS: "Tersangka",
    Measure.LOSS_PREVENTED: "Kerugian negara yang dicegah",
}


def pace_part(export: Export) -> Part | None:
    """Give how the targets of the semester stand; nothing where none is set."""
    pace = export.pace
    if pace is None or not pace.has_targets:
        return None
    rows = tuple(
        (one.question.label, number(one.done), number(one.target) if one.target else UNKNOWN,
         percent(one.share) if one.share is not None else UNKNOWN)
        for one in pace.indicators
    )  # fmt: skip
    heads = (
        Head("Indikator", width=2.2),
        *(Head(title, is_number=True) for title in ("Capaian", "Target", "Persentase")),
    )
    told = f"Waktu yang berjalan {percent(pace.time_share)} dari {period_name(pace.semester)}."
    return Part("Target", (told,), (WrittenTable("Capaian terhadap target", heads, rows),))


def results_part(export: Export) -> Part | None:
    """Give the capaian; nothing where there is nothing to tell."""
    results = export.results
    if results.is_empty:
        return None
    rows = tuple((MEASURE_NAMES[measure], _counted_amount(measure, results.counted)) for measure in Measure)
    heads = (Head("Capaian", width=2.4), Head("Tercatat", is_number=True, width=1.6))
    published = tuple(_published(one) for one in results.carried_on)
    tables = (WrittenTable("Capaian", heads, rows), *_goods(results.goods))
    return Part("Capaian penindakan", (_counted(results.counted), *published), tables)


def _goods(goods: Sequence[GoodsTotal]) -> tuple[WrittenTable, ...]:
    """Which kinds of goods were seized; amounts in different measures stand beside each other, never added up."""
    if not goods:
        return ()
    heads = (Head("Jenis barang", width=1.6), Head("Kejadian", is_number=True), Head("Jumlah yang tercatat", width=2.4))
    rows = tuple((KIND_NAMES[one.kind], number(one.events), quantities(one.quantities) or UNKNOWN) for one in goods)
    return (WrittenTable("Barang sitaan menurut jenis", heads, rows),)


def _counted(figures: Figures) -> str:
    return f"Penindakan yang tercatat pada masa ini: {number(figures.events)} kejadian."


def _counted_amount(measure: Measure, counted: Figures) -> str:
    """What events come to; where none is recorded nothing is known, and none of something is nil."""
    amount = counted.of(measure) if counted.events else None
    return NIL if amount == 0 else _amount(measure, amount)


def _published(one: CarriedOn) -> str:
    """What somebody published is told with its source and date, and never as if it had been counted here."""
    measure = one.figure.measure
    amount = _amount(measure, one.figure.amount)
    told = f"{MEASURE_NAMES[measure]} menurut {one.source}, {short_date(one.as_of)}, {told_for(one)}: {amount}"
    if not one.added:
        return f"{told}."
    return f"{told}; ditambah yang tercatat setelahnya {_amount(measure, one.added)}: {_amount(measure, one.total)}."


def told_for(one: CarriedOn) -> str:
    """Give the time that a published figure tells of, in its source's words."""
    return UNTIL_NOW if one.figure.period is None else period_name(one.figure.period)


def _amount(measure: Measure, value: int | None) -> str:
    if value is None:
        return UNKNOWN
    return f"Rp{number(value)}" if measure.is_money else number(value)
