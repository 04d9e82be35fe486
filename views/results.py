"""Results as people see them: what the bot has counted, and beside it what was published, never mixed up.

The sentence is a press release's (226/SP/HM.01.02/POLKAM/7/2025): `penyitaan barang ilegal bernilai Rp7,9 triliun,
penindakan 1.152 kasus, 272 tersangka, pencegahan kerugian negara Rp125,9 miliar`. Below it stands every figure to the
digit, and where it comes from.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from models.opening_balances import Measure
from models.periods import Period, PeriodKind
from models.provinces import Zone
from models.results import CarriedOn, Figures, Results
from views import signs
from views.captions import LONGEST_TEXT, fits_below_a_picture, fitting
from views.charts.data import WHOLE_DESK
from views.charts.data_results import ResultsChart
from views.charts.words_results import subtitle
from views.charts.words_results import title as finding
from views.indonesian import clock_time, number, period_name, short_date
from views.money import rupiah_short
from views.payloads import write
from views.result_taps import BalanceAct, BalanceTap, ResultsTap, ResultsView
from views.result_words import UNKNOWN, grouped, named, press_sentence, source_of
from views.results_chart import results_chart
from views.screen import Button, Card, Rows, lines, said

SYNTHETIC = "Data sintetis, bukan laporan nyata."
#: Characters for the lines of agencies or units, beside what stands around them.
_MOST = LONGEST_TEXT - 400


def results_cards(
    results: Results, view: ResultsView, *, now: datetime, today: date, synthetic: bool, steers: bool = False
) -> tuple[Card, ...]:
    """Give the card of a period; `steers` adds the way to the opening balances, in private only.

    Where there are more words than fit below a picture, they are two: the picture with its finding, and all words.
    """
    body = _lines_side(results) if view == ResultsView.LINES else _summary_side(results)
    heading = f"<b>Capaian {period_name(results.period)}</b> · {said(results.scope_name or WHOLE_DESK)}"
    foot = _foot(now, synthetic=synthetic)
    text = lines(heading, *body, "", *foot)
    buttons = _buttons(results, view, today, steers=steers)
    picture = results_chart(results, now=now, synthetic=synthetic)
    if picture is None or fits_below_a_picture(text):
        return (Card(text, buttons, picture),)
    return Card(_short_caption(results, picture, foot), (), picture), Card(text, buttons)


def _short_caption(results: Results, picture: ResultsChart, foot: Sequence[str]) -> str:
    """What stands below the picture where the words have a message of their own: the finding, and of what it is."""
    return lines(
        f"<b>{said(finding(picture))}.</b>",
        said(subtitle(picture)),
        "Termasuk saldo awal, bukan hitungan bot." if results.carried_on else None,
        "Rinciannya di pesan berikut.",
        "",
        *foot,
    )


def _foot(now: datetime, *, synthetic: bool) -> list[str]:
    source = f"<i>Catatan penindakan Satgas · {clock_time(now, Zone.WIB)}</i>"
    return [source, *([f"<i>{SYNTHETIC}</i>"] if synthetic else [])]


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
    word = "satuan" if results.agency_id else "K/L"
    shown = fitting([], [f"<b>{said(line.code)}</b>: {_line(line.figures)}" for line in results.lines], [], _MOST)
    left = len(results.lines) - len(shown)
    return [
        f"Dicatat bot, per {word}:",
        *shown,
        f"dan {number(left)} {word} lain, ikut dalam jumlah" if left else None,
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
