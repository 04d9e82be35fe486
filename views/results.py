"""Results as people see them: what the bot has counted, and beside it what was published, never mixed up.

The sentence is a press release's (226/SP/HM.01.02/POLKAM/7/2025): `penyitaan barang ilegal bernilai Rp7,9 triliun,
penindakan 1.152 kasus, 272 tersangka, pencegahan kerugian negara Rp125,9 miliar`. Below it stands every figure to the
digit, and where it comes from.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

from models.opening_balances import Measure
from models.periods import Period, PeriodKind
from models.provinces import Zone
from models.results import CarriedOn, Figures, Results
from views import signs
from views.charts.data import WHOLE_DESK
from views.goods import KIND_NAMES, quantities
from views.indonesian import clock_time, number, period_name, short_date
from views.money import rupiah, rupiah_short
from views.payloads import write
from views.result_taps import BalanceAct, BalanceTap, ResultsTap, ResultsView
from views.screen import Button, Card, Rows, lines, said

SYNTHETIC = "Data sintetis, bukan laporan nyata."
UNTIL_NOW = "hingga saat ini"
UNKNOWN = "—"
#: Characters of a picture's caption (Bot API: sendPhoto), with room for what is counted after entities are parsed.
LONGEST_CAPTION = 1000


def results_card(
    results: Results, view: ResultsView, *, now: datetime, today: date, synthetic: bool, steers: bool = False
) -> Card:
    """Give the card of a period; `steers` adds the way to the opening balances, in private only."""
    body = _lines_side(results) if view == ResultsView.LINES else _summary_side(results)
    text = lines(
        f"<b>Capaian {period_name(results.period)}</b> · {said(results.scope_name or WHOLE_DESK)}",
        *body,
        "",
        f"<i>Catatan penindakan Satgas · {clock_time(now, Zone.WIB)}</i>",
        f"<i>{SYNTHETIC}</i>" if synthetic else None,
    )
    return Card(text, _buttons(results, view, today, steers=steers))


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
    return f"{number(amount)} {_PEOPLE[measure]}"


_PEOPLE = {Measure.CASES: "kasus", Measure.SUSPECTS: "tersangka"}
_NAMES = {
    Measure.GOODS_VALUE: "nilai barang",
    Measure.LOSS_PREVENTED: "kerugian negara dicegah",
}


def _summary_side(results: Results) -> list[str | None]:
    if results.is_empty:
        return ["Belum ada penindakan yang tercatat."]
    return [*_counted(results), *(_gap(results)), *_published(results)]


def _gap(results: Results) -> list[str]:
    return [""] if results.counted.events and results.carried_on else []


def _counted(results: Results) -> list[str | None]:
    """What the bot has counted in the period, as a sentence and to the rupiah."""
    counted = results.counted
    if not counted.events:
        return ["Dicatat bot dalam masa ini: belum ada."] if not results.carried_on else []
    until = f", hingga {short_date(results.until)}" if results.until and results.until < results.period.last else ""
    return [
        f"<b>{number(counted.events)} penindakan dicatat bot</b>{until}: {press_sentence(counted.of)}.",
        _money_to_the_digit(counted),
        _goods(results),
    ]


def _money_to_the_digit(figures: Figures) -> str | None:
    told = [_named(one, figures.of(one)) for one in Measure if one.is_money and figures.of(one) is not None]
    if figures.unvalued and figures.goods_value is not None:
        told.append(f"{number(figures.unvalued)} penindakan belum bernilai")
    return f"Tepatnya {', '.join(told)}." if told else None


def _goods(results: Results) -> str | None:
    if not results.goods:
        return None
    told = [
        KIND_NAMES[one.kind] + (f" {said(quantities(one.quantities))}" if one.quantities else "")
        for one in results.goods[:4]
    ]
    return f"Barang: {', '.join(told)}" + (", dan lain-lain." if len(results.goods) > len(told) else ".")


def _published(results: Results) -> list[str]:
    """What was published before, carried on: with its source, its date and its time, and never as if counted here."""
    carried = results.carried_on
    if not carried:
        return []
    return [
        f"<b>{UNTIL_NOW.capitalize()}</b>: {press_sentence(lambda measure: _total(results, measure))}.",
        *(
            _source_line(source, as_of, [one for one in carried if (one.source, one.as_of) == (source, as_of)])
            for source, as_of in dict.fromkeys((one.source, one.as_of) for one in carried)
        ),
        *_carried_on(carried),
    ]


def _total(results: Results, measure: Measure) -> int | None:
    published = results.published(measure)
    return published.total if published else None


def _source_line(source: str, as_of: date, told: Sequence[CarriedOn]) -> str:
    """Such as: Saldo awal, bukan hitungan bot: Siaran Pers …, 24 Juli 2025 – "hingga saat ini" nilai barang … ."""
    parts = _grouped((_time_of(one), _published_amount(one)) for one in told)
    return f"Saldo awal, bukan hitungan bot: {said(source)}, {short_date(as_of)} – {parts}."


def _grouped(told: Iterable[tuple[str, str]]) -> str:
    """Put figures of one time together: `sejak 25 Juli 2025 4 kasus, 2 tersangka; sejak 1 Juli 2025 …`."""
    times: dict[str, list[str]] = {}
    for time, figure in told:
        times.setdefault(time, []).append(figure)
    return "; ".join(f"{time} {', '.join(figures)}" for time, figures in times.items())


def _published_amount(carried: CarriedOn) -> str:
    """The figure as its source told it: money with as many digits as there, not more."""
    measure, amount = carried.figure.measure, carried.figure.amount
    return f"{_NAMES[measure]} {rupiah_short(amount)}" if measure.is_money else exactly(measure, amount)


def _named(measure: Measure, amount: int | None) -> str:
    return f"{_NAMES[measure]} {exactly(measure, amount)}" if measure.is_money else exactly(measure, amount)


def _time_of(carried: CarriedOn) -> str:
    return f'"{UNTIL_NOW}"' if carried.figure.period is None else span_name(carried.figure.period)


def span_name(period: Period) -> str:
    """Give the time of which a source tells, by its months where it is a semester: `Januari–Juni 2025`."""
    if period.kind == PeriodKind.SEMESTER:
        return f"{'Januari–Juni' if period.number == 1 else 'Juli–Desember'} {period.first.year}"
    return period_name(period)


def _carried_on(carried: Sequence[CarriedOn]) -> list[str]:
    """What the bot has counted since, and both together to the digit."""
    if not any(one.events_after for one in carried):
        return ["Sesudahnya belum ada penindakan yang dicatat bot."]
    added = _grouped(
        (f"sejak {short_date(_day_after(one))}", _named(one.figure.measure, one.added)) for one in carried if one.added
    )
    both = ", ".join(_named(one.figure.measure, one.total) for one in carried)
    return [f"Ditambah catatan bot {added or UNKNOWN}.", f"Saldo awal + catatan bot: {both}."]


def _day_after(carried: CarriedOn) -> date:
    return carried.covered_until + timedelta(days=1)


def _lines_side(results: Results) -> list[str | None]:
    """One line for each agency or unit, of what the bot has counted: what was published is told of the whole alone."""
    if not results.lines:
        return ["Belum ada penindakan yang tercatat."]
    return [
        f"Dicatat bot, per {'satuan' if results.agency_id else 'K/L'}:",
        *(f"<b>{said(line.code)}</b>: {_line(line.figures)}" for line in results.lines),
        f"<b>Jumlah</b>: {_line(results.counted)}",
        "Saldo awal tidak terbagi per K/L." if results.carried_on and not results.agency_id else None,
    ]


def _line(figures: Figures) -> str:
    parts = [f"{number(figures.events)} penindakan", f"{number(figures.cases)} kasus"]
    parts.append(f"{number(figures.suspects)} tersangka")
    parts.append(f"barang {UNKNOWN if figures.goods_value is None else rupiah_short(figures.goods_value)}")
    if figures.loss_prevented is not None:
        parts.append(f"dicegah {rupiah_short(figures.loss_prevented)}")
    return ", ".join(parts)


def _buttons(results: Results, view: ResultsView, today: date, *, steers: bool) -> Rows:
    other = ResultsView.SUMMARY if view == ResultsView.LINES else ResultsView.LINES
    named = "Ringkasan" if view == ResultsView.LINES else ("Per satuan" if results.agency_id else "Per K/L")
    side = Button(named, write(ResultsTap(results.period, results.agency_id, other)))
    balances = (Button("Saldo awal", write(BalanceTap(BalanceAct.LIST))),) if steers else ()
    return ((side, *balances), _arrows(results, view, today))


def _arrows(results: Results, view: ResultsView, today: date) -> tuple[Button, ...]:
    earlier, later = results.period.previous(), results.period.next()
    arrows = [Button(f"{signs.EARLIER} {_short(earlier)}", write(ResultsTap(earlier, results.agency_id, view)))]
    if later.first <= today:
        arrows.append(Button(f"{_short(later)} {signs.LATER}", write(ResultsTap(later, results.agency_id, view))))
    return tuple(arrows)


def _short(period: Period) -> str:
    return f"{period.first:%d/%m/%Y}" if period.kind == PeriodKind.DAY else period_name(period).replace(" Tahun", "")
