"""The words in which results are told, on cards and pictures alike: a press release's, and where figures come from."""

from collections.abc import Callable, Iterable, Sequence

from models.opening_balances import Measure
from models.periods import Period, PeriodKind
from models.results import CarriedOn
from views.indonesian import number, period_name, short_date
from views.money import rupiah, rupiah_short

UNTIL_NOW = "hingga saat ini"
UNKNOWN = "—"


def press_sentence(amount_of: Callable[[Measure], int | None]) -> str:
    """Give the sentence of a press release; money is rounded for show, and what nobody knows is left out."""
    worth, cases = amount_of(Measure.GOODS_VALUE), amount_of(Measure.CASES)
    suspects, loss = amount_of(Measure.SUSPECTS), amount_of(Measure.LOSS_PREVENTED)
    parts = [
        f"penyitaan barang ilegal bernilai {rupiah_short(worth)}" if worth is not None else None,
        f"penindakan {number(cases)} kasus" if cases is not None else None,
        f"{number(suspects)} tersangka" if suspects is not None else None,
        f"pencegahan kerugian negara {rupiah_short(loss)}" if loss is not None else None,
    ]
    return ", ".join(part for part in parts if part)


def exactly(measure: Measure, amount: int | None) -> str:
    """Give one figure to the digit: `Rp7.900.000.000.000`, `1.152 kasus`; what nobody knows is a dash."""
    if amount is None:
        return UNKNOWN
    if measure.is_money:
        return rupiah(amount)
    return f"{number(amount)} {_NAMES[measure]}"


_NAMES = {
    Measure.GOODS_VALUE: "nilai barang",
    Measure.CASES: "kasus",
    Measure.SUSPECTS: "tersangka",
    Measure.LOSS_PREVENTED: "kerugian negara dicegah",
}


def source_of(carried: Sequence[CarriedOn]) -> str:
    """Say who published what, when, and of which time (plain text).

    Such as `Siaran Pers …, 24 Juli 2025 – "hingga saat ini" untuk kasus, tersangka; Januari–Juni 2025 untuk …`.
    """
    sources = dict.fromkeys((one.source, one.as_of) for one in carried)
    told = []
    for source, as_of in sources:
        figures = (one for one in carried if (one.source, one.as_of) == (source, as_of))
        times = grouped((f"{_time_of(one)} untuk", _NAMES[one.figure.measure]) for one in figures)
        told.append(f"{source}, {short_date(as_of)} – {times}")
    return "; dan ".join(told)


def publishers_of(carried: Sequence[CarriedOn]) -> str:
    """Say who published what was published, and when (plain text): `Siaran Pers …, 24 Juli 2025`."""
    sources = dict.fromkeys((one.source, one.as_of) for one in carried)
    return "; ".join(f"{source}, {short_date(as_of)}" for source, as_of in sources)


def grouped(told: Iterable[tuple[str, str]]) -> str:
    """Put figures of one time together: `sejak 25 Juli 2025: 4 kasus, 2 tersangka; sejak …`."""
    times: dict[str, list[str]] = {}
    for time, figure in told:
        times.setdefault(time, []).append(figure)
    return "; ".join(f"{time} {', '.join(figures)}" for time, figures in times.items())


def named(measure: Measure, amount: int | None) -> str:
    """Give one figure to the digit, money with its name: the two sums of money are never taken for each other."""
    return f"{_NAMES[measure]} {exactly(measure, amount)}" if measure.is_money else exactly(measure, amount)


def _time_of(carried: CarriedOn) -> str:
    return f'"{UNTIL_NOW}"' if carried.figure.period is None else span_name(carried.figure.period)


def span_name(period: Period) -> str:
    """Give the time of which a source tells, by its months where it is a semester: `Januari–Juni 2025`."""
    if period.kind == PeriodKind.SEMESTER:
        return f"{'Januari–Juni' if period.number == 1 else 'Juli–Desember'} {period.first.year}"
    return period_name(period)
