"""What became of the figures, in words: "Patroli naik 12% dari pekan sebelumnya". Charts and captions say the same.

A rise or fall is only told on an equal footing (models/comparisons.py); where it is not, the sentence says why.
"""

from models.comparisons import Against, Change, Comparison, Footing, Trend, most_telling
from models.periods import Period, PeriodKind
from views.charts.figures import IndicatorSeries, Totals
from views.indonesian import day_month, number, percent, short_period

_BEFORE = {
    PeriodKind.DAY: "hari sebelumnya",
    PeriodKind.WEEK: "pekan sebelumnya",
    PeriodKind.MONTH: "bulan sebelumnya",
    PeriodKind.QUARTER: "triwulan sebelumnya",
    PeriodKind.SEMESTER: "semester sebelumnya",
    PeriodKind.YEAR: "tahun sebelumnya",
}


def finding(period: Period, indicators: tuple[IndicatorSeries, ...], totals: Totals, than: Comparison | None) -> str:
    """Give the title of a period: its greatest rise or fall, or else how much was done.

    `totals` are those of the whole period so far; nothing is said of a change that can't be told for sure.
    """
    if all(total is None for total in totals):
        return f"Belum ada laporan {within(period)}"
    amount = amount_of(totals[0], indicators[0].label)
    if than is None or than.footing == Footing.UNKNOWN:
        return f"{amount} {within(period)}"
    if than.footing != Footing.EQUAL:
        return f"{amount} {within(period)}, {_why_short(than)}"
    changes = than.changes()
    place = most_telling(changes)
    if place is not None:
        told = f"{indicators[place].label} {moved(changes[place])} dari {earlier_name(than)}"
        return f"Hingga {day_month(than.now.period.last)}, {lowered(told)}" if than.is_partial else told
    return _calm(amount, changes[0], period, than)


def _calm(amount: str, first: Change, period: Period, than: Comparison) -> str:
    """Nothing moved much, or the figures are too small for percentages: they stand for themselves."""
    if first.trend == Trend.SMALL and not than.is_partial:
        return f"{amount}, {earlier_name(than)} {told(first.before)}"
    if first.trend == Trend.SAME and not than.is_partial:
        like = "sama dengan" if first.now == first.before else "hampir sama dengan"
        return f"{amount}, {like} {earlier_name(than)}"
    return f"{amount} {within(period)}"


def moved(change: Change) -> str:
    """Such as "naik 12,4%", of a change that has a share."""
    share = change.share or 0.0
    return f"{'naik' if share > 0 else 'turun'} {percent(abs(share))}"


def against_line(than: Comparison, labels: tuple[str, ...]) -> str:
    """Give one line for a caption: every indicator beside the earlier period, or why none can be compared."""
    name = _raised(earlier_name(than))
    if than.footing == Footing.UNKNOWN:
        return f"{name}: belum ada data"
    parts = [f"{label} {_brief(change)}" for label, change in zip(labels, than.changes(), strict=True)]
    line = f"{name}: {' · '.join(parts)}"
    return line if than.footing == Footing.EQUAL else f"{line} ({_why(than)})"


def caution(than: Comparison | None) -> str | None:
    """Say why a change is not told as one; nothing where it is."""
    if than is None or than.footing in (Footing.EQUAL, Footing.UNKNOWN):
        return None
    return f"Belum sebanding dengan {earlier_name(than)}: {_why(than)}"


def earlier_name(than: Comparison) -> str:
    """Give the name of what is compared with: "pekan sebelumnya", "Agustus 2025", "1–14 Agustus 2025"."""
    if than.is_partial:
        return short_period(than.before.period)
    if than.against == Against.YEAR_BEFORE:
        return short_period(than.whole)
    if than.whole.kind in (PeriodKind.DAY, PeriodKind.WEEK):
        return _BEFORE[than.whole.kind]
    return short_period(than.whole)


def within(period: Period) -> str:
    """Give a period with the word before it: "dalam Agustus 2025", "pada 24 Juli 2025", "selama 1–24 Juli 2025"."""
    word = {PeriodKind.DAY: "pada", PeriodKind.RANGE: "selama"}.get(period.kind, "dalam")
    return f"{word} {short_period(period)}"


def amount_of(total: int | None, label: str) -> str:
    """Such as "188 patroli", "patroli nihil"; at the head of a sentence."""
    if total is None:
        return f"{label} belum dilaporkan"
    return f"{number(total)} {label.lower()}" if total else f"{label} nihil"


def _raised(words: str) -> str:
    return words[0].upper() + words[1:]


def lowered(words: str) -> str:
    """Give words as they go on within a sentence."""
    return words[0].lower() + words[1:]


def told(total: int | None) -> str:
    """Give a total within a sentence: `nihil` for zero, a dash where nothing is known."""
    if total is None:
        return "—"
    return number(total) if total else "nihil"


def signed_share(change: Change) -> str | None:
    """Such as "+12,4%" for the heading of a panel; nothing where no percentage can be told."""
    if change.share is None:
        return None
    if change.trend == Trend.SAME and abs(change.share) < 0.0005:  # noqa: PLR2004 - would be printed as 0,0%
        return "±0%"
    return f"{'+' if change.share > 0 else '−'}{percent(abs(change.share))}"


def _brief(change: Change) -> str:
    before = told(change.before)
    signed = signed_share(change)
    return before if signed is None else f"{before} ({signed})"


def _why_short(than: Comparison) -> str:
    if than.footing == Footing.FEW_REPORTS:
        return f"{percent(than.now.share)} laporan masuk"
    more = "lebih banyak" if than.now.expected > than.before.expected else "lebih sedikit"
    return f"wajib lapor {more} dari {earlier_name(than)}"


def _why(than: Comparison) -> str:
    if than.footing == Footing.FEW_REPORTS:
        return f"laporan masuk {percent(than.now.share)}, saat itu {percent(than.before.share)}"
    return f"wajib lapor {number(than.now.expected)}, saat itu {number(than.before.expected)}"
