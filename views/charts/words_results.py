"""The sentences on the picture of the capaian: money is an integer, and rounded only for show."""

from views.charts.data_results import ResultsChart
from views.charts.figures import WHOLE_DESK
from views.indonesian import number
from views.money import rupiah_short

UNKNOWN = "—"
UNTIL_NOW = "hingga saat ini"
SOURCE = "Sumber: catatan penindakan Satgas"
GOODS_TITLE = "Jenis barang menurut jumlah penindakan"

FIGURES = (
    ("goods_value", "Nilai barang"),
    ("cases", "Kasus"),
    ("suspects", "Tersangka"),
    ("loss_prevented", "Kerugian negara dicegah"),
)
_MONEY = frozenset({"goods_value", "loss_prevented"})


def title(chart: ResultsChart) -> str:
    """Such as "1.152 kasus, barang senilai Rp7,9 triliun"."""
    totals = chart.totals
    parts = [f"{number(totals.cases)} kasus"] if totals.cases is not None else []
    parts += [f"barang senilai {rupiah_short(totals.goods_value)}"] if totals.goods_value is not None else []
    if not parts:
        return f"Belum ada penindakan tercatat dalam {chart.period}"
    told_until_now = {"cases", "goods_value"} & chart.until_now
    return ", ".join(parts) + (f" {UNTIL_NOW}" if told_until_now else "")


def subtitle(chart: ResultsChart) -> str:
    """Such as "Capaian · Semester I Tahun 2025"."""
    scope = [] if chart.scope == WHOLE_DESK else [chart.scope]
    return " · ".join(["Capaian penindakan", *scope, chart.period])


def figure(chart: ResultsChart, name: str) -> str:
    """One of the four figures as it is shown."""
    value: int | None = getattr(chart.totals, name)
    if value is None:
        return UNKNOWN
    return rupiah_short(value) if name in _MONEY else number(value)


def label(chart: ResultsChart, name: str) -> str:
    """What a figure is, and of which time it is told where that is not the period."""
    words = dict(FIGURES)[name]
    time = UNTIL_NOW if name in chart.until_now else dict(chart.times).get(name)
    return f"{words} · {time}" if time else words


def notes(chart: ResultsChart) -> list[str]:
    """What the figures include that was not counted here, how many events there are, and of which the goods are."""
    told = []
    if chart.opening_source:
        told.append(f"Termasuk saldo awal, tidak dihitung oleh bot ini: {chart.opening_source}")
    if chart.events:
        told.append(f"{number(chart.events)} penindakan tercatat")
    if chart.opening_source and chart.goods:
        told.append("Jenis barang: hanya dari penindakan yang tercatat")
    return told
