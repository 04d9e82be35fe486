"""The sentences on a chart, computed from its figures; captions reuse them. No matplotlib here."""

from collections.abc import Callable

from views.charts.data import WHOLE_DESK, AgencyDay, DailyChart, SemesterChart, Totals, sum_known
from views.indonesian import long_date, number, percent

ROMAN_HALVES = {1: "I", 2: "II"}
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
WEEKDAYS_SHORT = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
NOBODY = "belum lapor"
NOBODY_EXPECTED = "tidak ada yang bertugas"

_SHORT_UNITS = ((10**12, "T"), (10**9, "M"), (10**6, "jt"), (10**3, "rb"))


def title(chart: DailyChart | SemesterChart) -> str:
    """The finding, as a sentence without a full stop."""
    return daily_title(chart) if isinstance(chart, DailyChart) else semester_title(chart)


def subtitle(chart: DailyChart | SemesterChart) -> str:
    """The measure, the scope and the period."""
    return daily_subtitle(chart) if isinstance(chart, DailyChart) else semester_subtitle(chart)


def daily_title(chart: DailyChart) -> str:
    """Such as "188 patroli, 8 dari 11 K/L lengkap melapor"."""
    if chart.title_finding:
        return chart.title_finding
    first = chart.totals()[0]
    if first is None:
        return f"Belum ada laporan dari {_all_of(chart)}"
    return f"{_amount(first, chart.indicators[0].label)}, {completeness(chart)}"


def completeness(chart: DailyChart) -> str:
    """How many of those who had to report are complete: "8 dari 11 K/L lengkap melapor"."""
    due = [row for row in chart.agencies if row.expected]
    if len(due) == 1:
        return f"{number(due[0].reported)} dari {number(due[0].expected)} {_counted(chart)}"
    complete = sum(row.is_complete for row in due)
    if complete == len(due):
        return f"{_all_of(chart)} lengkap melapor"
    counted = number(complete) if complete else "belum satu pun"
    return f"{counted} dari {number(len(due))} {row_word(chart)} lengkap melapor"


def daily_subtitle(chart: DailyChart) -> str:
    """Such as "Kegiatan yang dipimpin per K/L · Senin, 15 September 2025"."""
    parts = [f"Kegiatan yang dipimpin per {row_word(chart)}", chart.period or long_date(chart.day)]
    if chart.scope != WHOLE_DESK:
        parts.insert(0, chart.scope)
    return " · ".join(parts)


def punctuality(chart: DailyChart) -> str:
    """Who reported, over all rows: "255 dari 300 petugas melapor: 243 tepat waktu, 31 nihil"."""
    whole = chart.whole()
    detail = f": {number(whole.on_time)} tepat waktu, {number(whole.nil)} nihil" if whole.reported else ""
    return f"{number(whole.reported)} dari {number(whole.expected)} {_counted(chart)}{detail}"


def _counted(chart: DailyChart) -> str:
    """What is counted: people on one day, reports over a longer stretch."""
    return "laporan masuk" if chart.period else "petugas melapor"


def reported_of(row: AgencyDay, written: Callable[[int], str] = number) -> str:
    """How many reports came of how many expected: "24/30"."""
    return f"{written(row.reported)}/{written(row.expected)}"


def daily_notes(chart: DailyChart) -> list[str]:
    """What the reader needs besides the marks: who reported, and how to read zero, hatching and lengths."""
    known = [total for row in chart.agencies for total in row.totals]
    keys = ["Skala batang per kolom"] if len(chart.agencies) > 1 else []
    keys += ["0 = nihil"] * (0 in known)
    keys += [f"arsir = {NOBODY}"] * (None in known)
    return [punctuality(chart), " · ".join(keys)] if keys else [punctuality(chart)]


def row_word(chart: DailyChart) -> str:
    """What a row of the chart is: an agency, or a unit within one."""
    return "K/L" if chart.scope == WHOLE_DESK else "satuan"


def semester_name(year: int, half: int) -> str:
    """Such as "Semester I 2025"."""
    return f"Semester {ROMAN_HALVES[half]} {year}"


def semester_title(chart: SemesterChart) -> str:
    """The finding, or how much was done, such as "5.412 patroli dalam Semester I 2025"."""
    if chart.title_finding:
        return chart.title_finding
    name, total = semester_name(chart.year, chart.half), chart.totals()[0]
    if total is None:
        return f"Belum ada laporan dalam {name}"
    return f"{_amount(total, chart.indicators[0].label)} dalam {name}"


def semester_subtitle(chart: SemesterChart) -> str:
    """Such as "Seluruh K/L · kegiatan yang dipimpin per bulan · batang abu-abu: 2024 · sementara"."""
    parts = [chart.scope, "kegiatan yang dipimpin per bulan"]
    if any(month is not None for month in chart.previous_year):
        parts.append(f"batang abu-abu: {chart.year - 1}")
    if chart.provisional:
        parts.append("angka sementara")
    return " · ".join(parts)


def semester_notes(chart: SemesterChart) -> list[str]:
    """How to read the lengths of the bars, the hatching and the dots if there are any."""
    keys = ["Skala batang per indikator"]
    if (until := chart.running_until) is not None:
        keys.append(f"{MONTHS_SHORT[until.month - 1]} {until.year - 1} sampai tanggal {until.day}")
    keys += [f"arsir = {NOBODY}"] * any(chart.missing_months(place) for place in range(len(chart.indicators)))
    keys += ["titik = tidak ada yang wajib lapor"] * any(not entry.expected for entry in chart.days)
    return [" · ".join(keys), *filter(None, [chart.caution])]


def compliance_title(chart: SemesterChart) -> str:
    """Such as "Kepatuhan melapor per hari, rata-rata 91,3%"."""
    expected = sum(entry.expected for entry in chart.days)
    if not expected:
        return "Kepatuhan melapor per hari"
    return f"Kepatuhan melapor per hari, rata-rata {percent(sum(entry.reported for entry in chart.days) / expected)}"


def change(now: Totals, before: Totals) -> float | None:
    """The change of what both years know, as a share of the year before; None where it cannot be told."""
    both = [(new, old) for new, old in zip(now, before, strict=True) if new is not None and old is not None]
    old_sum = sum(old for _, old in both)
    return (sum(new for new, _ in both) - old_sum) / old_sum if old_sum else None


def comparable(now: Totals, before: Totals) -> int | None:
    """The sum of the year before over the months that this year knows."""
    return sum_known(tuple(old for new, old in zip(now, before, strict=True) if new is not None))


def signed_percent(share: float) -> str:
    """A change with its sign: "+12,4%", "−3,0%", "±0%"."""
    if abs(share) < 0.0005:  # noqa: PLR2004 - what would be printed as 0,0%
        return "±0%"
    return f"{'+' if share > 0 else '−'}{percent(abs(share))}"


def short_number(value: int) -> str:
    """A number in few signs, cut and not rounded up: "12,4 rb", "125 jt"; below a thousand in full."""
    size, unit = next(((size, unit) for size, unit in _SHORT_UNITS if value >= size), (1, ""))
    whole, tenth = value // size, value * 10 // size % 10
    digits = f"{whole},{tenth}" if tenth and whole < 100 and unit else number(whole)  # noqa: PLR2004 - three digits are enough
    return f"{digits} {unit}".rstrip()


def _amount(total: int, label: str) -> str:
    noun = label.lower()
    return f"{number(total)} {noun}" if total else f"{noun.capitalize()} nihil"


def _all_of(chart: DailyChart) -> str:
    return f"seluruh {number(len(chart.agencies))} {row_word(chart)}"
