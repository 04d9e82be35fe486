"""The sentences on the chart of a period, computed from its figures."""

from models.comparisons import Against
from models.period_parts import Grain
from models.periods import Period, PeriodKind
from views.charts.data_period import PeriodChart, Progress, Slot
from views.charts.findings import caution, finding
from views.charts.words import MONTHS_SHORT, NOBODY, WEEKDAYS_SHORT
from views.indonesian import day_month, percent, period_name, roman, short_period

PARTS = {Grain.DAY: "hari", Grain.WEEK: "pekan", Grain.MONTH: "bulan", Grain.QUARTER: "triwulan"}
#: Up to so many days each has its own label.
A_WEEK = 8
DAYS_IN_WEEK = 7


def title(chart: PeriodChart) -> str:
    """The finding, as a sentence without a full stop."""
    return chart.title_finding or finding(chart.period, chart.indicators, chart.totals(), chart.comparison)


def subtitle(chart: PeriodChart) -> str:
    """Such as "Seluruh K/L · kegiatan yang dipimpin per hari · Pekan 15–21 September 2025"."""
    parts = [chart.scope, f"kegiatan yang dipimpin per {PARTS[chart.grain]}", period_name(chart.period)]
    return " · ".join([*parts, *(["masih berjalan"] if chart.is_running else [])])


def notes(chart: PeriodChart) -> list[str]:
    """How to read the marks, and what the comparison rests on."""
    keys = ["Skala batang per indikator"]
    keys += [f"abu-abu: {before_name(chart.before)}"] if chart.before else []
    keys += [f"arsir = {NOBODY}"] * any(is_missing(slot) for slot in chart.slots)
    keys += ["pekan di ujung tidak penuh"] * any(_is_cut(chart, place) for place in (0, -1))
    keys += ["batang kosong = masih berjalan"] * any(slot.progress == Progress.RUNNING for slot in chart.slots)
    return [" · ".join(keys), *filter(None, [caution(chart.comparison)])]


def _is_cut(chart: PeriodChart, place: int) -> bool:
    """Whether a week at an end is shorter than others: its bar is no drop."""
    slot = chart.slots[place]
    return chart.grain == Grain.WEEK and (slot.last - slot.first).days + 1 < DAYS_IN_WEEK


def before_name(period: Period) -> str:
    """The earlier period whose bars stand behind."""
    return str(period.first.year) if period.kind == PeriodKind.YEAR else short_period(period)


def against(chart: PeriodChart) -> str:
    """What a panel's change is measured against, short: "8–14 Sep", "Agu", "2024"."""
    than = chart.comparison
    if than is None:
        return ""
    first, last = than.before.period.first, than.before.period.last
    if than.before.period.kind == PeriodKind.YEAR or (than.against == Against.YEAR_BEFORE and not than.is_partial):
        return str(first.year)
    if than.before.period.kind == PeriodKind.QUARTER:
        return f"TW {roman(than.before.period.number)}"
    if than.before.period.kind == PeriodKind.MONTH:
        return MONTHS_SHORT[first.month - 1]
    if first == last:
        return day_month(first)
    begin = str(first.day) if first.month == last.month else day_month(first)
    return f"{begin}–{day_month(last)}"


def compliance_title(chart: PeriodChart) -> str:
    """Such as "Laporan masuk per hari (%), seluruhnya 91,3%"."""
    heading = f"Laporan masuk per {PARTS[chart.grain]} (%)"
    return heading if chart.share is None else f"{heading}, seluruhnya {percent(chart.share)}"


def is_missing(slot: Slot) -> bool:
    """Whether somebody should have reported, and nobody did."""
    return slot.led is None and slot.progress == Progress.OVER and bool(slot.expected)


def slot_label(chart: PeriodChart, place: int) -> str:
    """What stands below a bar; nothing where there is no room for every bar's."""
    slot = chart.slots[place]
    if chart.grain == Grain.QUARTER:
        return f"{roman((slot.first.month + 2) // 3)} ’{slot.first:%y}"
    if chart.grain == Grain.MONTH:
        return MONTHS_SHORT[slot.first.month - 1]
    if chart.grain == Grain.WEEK:
        return f"{slot.first.day}/{slot.first.month}" if _has_room(place, len(chart.slots)) else ""
    if len(chart.slots) <= A_WEEK:
        return f"{WEEKDAYS_SHORT[slot.first.weekday()]} {slot.first.day}"
    return str(slot.first.day) if slot.first.weekday() == 0 or place == 0 else ""


def _has_room(place: int, count: int) -> bool:
    return count <= 10 or place % 2 == 0  # noqa: PLR2004 - so many labels of five signs stand side by side
