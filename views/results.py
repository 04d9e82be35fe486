"""Results as people see them: what the bot has counted, and beside it what was published, never mixed up.

The sentence is a press release's (226/SP/HM.01.02/POLKAM/7/2025): `penyitaan barang ilegal bernilai Rp7,9 triliun,
penindakan 1.152 kasus, 272 tersangka, pencegahan kerugian negara Rp125,9 miliar`. Below it stands every figure to the
digit, and where it comes from.
"""

import re
from datetime import date, datetime, timedelta
from html import unescape

from models.opening_balances import Measure
from models.periods import Period, PeriodKind
from models.provinces import Zone
from models.results import CarriedOn, Figures, Results
from views import signs
from views.charts.data import WHOLE_DESK
from views.indonesian import clock_time, number, period_name, short_date
from views.money import rupiah_short
from views.payloads import write
from views.result_taps import BalanceAct, BalanceTap, ResultsTap, ResultsView
from views.result_words import UNKNOWN, grouped, named, press_sentence, source_of
from views.results_chart import results_chart
from views.screen import Button, Card, Rows, lines, said

SYNTHETIC = "Data sintetis, bukan laporan nyata."
#: Characters of a picture's caption, counted after entities are parsed (Bot API: sendPhoto).
LONGEST_CAPTION = 1024
_MARKUP = re.compile(r"<[^>]*>")


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
    picture = results_chart(results, now=now, synthetic=synthetic) if _fits_below_a_picture(text) else None
    return Card(text, _buttons(results, view, today, steers=steers), picture)


def _fits_below_a_picture(text: str) -> bool:
    return len(unescape(_MARKUP.sub("", text))) <= LONGEST_CAPTION


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
    ]


def _money_to_the_digit(figures: Figures) -> str | None:
    told = [named(one, figures.of(one)) for one in Measure if one.is_money and figures.of(one) is not None]
    if figures.unvalued and figures.goods_value is not None:
        told.append(f"{number(figures.unvalued)} penindakan belum bernilai")
    return f"Tepatnya {', '.join(told)}." if told else None


def _published(results: Results) -> list[str]:
    """What was published before, with its source, its date and its time; and apart from it, what came after."""
    carried = results.carried_on
    if not carried:
        return []
    return [
        f"<b>Saldo awal</b>, bukan hitungan bot: {press_sentence(lambda measure: _amount(results, measure))}.",
        f"Sumber: {said(source_of(carried))}.",
        *_carried_on(results),
    ]


def _amount(results: Results, measure: Measure) -> int | None:
    published = results.published(measure)
    return published.figure.amount if published else None


def _carried_on(results: Results) -> list[str]:
    """Both together to the digit, as far as the period reaches beyond what was published."""
    reached = [one for one in results.carried_on if results.until and results.until > one.covered_until]
    if not reached:
        return []
    if not any(one.events_after for one in reached):
        return ["Sesudahnya belum ada penindakan yang dicatat bot."]
    told = grouped((f"sejak {short_date(_day_after(one))}:", named(one.figure.measure, one.total)) for one in reached)
    return ["", f"<b>Bersama catatan bot sesudahnya</b>, {told}."]


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
