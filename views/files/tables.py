"""The tables of a written report: by indicator, agency, unit and month, in the columns that domain.md names."""

from collections.abc import Sequence

from models.exports import Export
from models.recap import MonthTotals, RecapLine, SemesterRecap
from views.files.labels import indicator_titles
from views.files.written import NIL, UNKNOWN, Head, WrittenTable
from views.indonesian import month_name, number


def indicators_table(export: Export) -> WrittenTable:
    """Give what was led and, apart from it, what was joined, by indicator."""
    total = export.recap.total
    known = bool(total.reports)
    rows = tuple(
        (str(at), question.label, counted(led, known=known), counted(joined, known=known), question.measure)
        for at, (question, led, joined) in enumerate(
            zip(export.questions, total.led, total.joined, strict=True), start=1
        )
    )
    sums = (counted(sum(total.led), known=known), counted(sum(total.joined), known=known))
    heads = (
        Head("No", width=0.4), Head("Indikator", width=2.6), Head("Jumlah", is_number=True),
        Head("Ikut serta", is_number=True), Head("Satuan hitung", width=1.2),
    )  # fmt: skip
    return WrittenTable("Kegiatan menurut indikator", heads, rows, ("", "Jumlah", *sums, "kegiatan"))


def agencies_table(export: Export) -> WrittenTable:
    """Give what each agency led, and how complete its reports are."""
    rows = tuple(
        (str(at), line.name, *_activities(line), _status(line)) for at, line in enumerate(export.agencies, start=1)
    )
    heads = (Head("No", width=0.45), Head("K/L", width=2.4), *_activity_heads(export), Head("Status", width=1.45))
    total = ("", "Jumlah", *_activities(export.recap.total), _status(export.recap.total))
    return WrittenTable("Kegiatan per K/L", heads, rows, total)


def units_table(export: Export) -> WrittenTable:
    """Give what each unit led: No, K/L, Satuan, the indicators, Jumlah, Status."""
    rows = tuple(
        (str(at), share.agency_code, share.line.name, *_activities(share.line), _status(share.line))
        for at, share in enumerate(export.units, start=1)
    )
    heads = (
        Head("No", width=0.45), Head("K/L", width=1.35), Head("Satuan", width=2.0),
        *_activity_heads(export), Head("Status", width=1.45),
    )  # fmt: skip
    total = ("", "", "Jumlah", *_activities(export.recap.total), _status(export.recap.total))
    return WrittenTable("Kegiatan per satuan", heads, rows, total)


def months_table(export: Export, semester: SemesterRecap) -> WrittenTable:
    """Give what was led month by month."""
    rows = tuple((month_name(month.first), *_month(month, len(export.questions))) for month in semester.months)
    heads = (Head("Bulan", width=1.8), *_activity_heads(export))
    return WrittenTable("Kegiatan per bulan", heads, rows, ("Jumlah", *_activities(export.recap.total)))


def counted(value: int, *, known: bool) -> str:
    """Give a count as reports write it: `1.152`, `NIHIL` for zero, `—` where nobody has reported."""
    if not known:
        return UNKNOWN
    return number(value) if value else NIL


def _activity_heads(export: Export) -> tuple[Head, ...]:
    titles = (*(title.replace("/", "/ ") for title in indicator_titles(export)), "Jumlah")
    return tuple(Head(title, is_number=True, width=_width(title)) for title in titles)


def _width(title: str) -> float:
    """As wide as the longest word asks for."""
    return max(0.95, max(map(len, title.split())) / 9)


def _activities(line: RecapLine) -> tuple[str, ...]:
    return _row(line.led, known=bool(line.reports))


def _month(month: MonthTotals, width: int) -> tuple[str, ...]:
    return _row(month.led or (0,) * width, known=month.led is not None)


def _row(led: Sequence[int], *, known: bool) -> tuple[str, ...]:
    return tuple(counted(value, known=known) for value in (*led, sum(led)))


def _status(line: RecapLine) -> str:
    """How complete the reports are, in words: nothing is known of those of whom nobody was expected."""
    if not line.expected:
        return f"{number(line.reports)} laporan" if line.reports else "tidak bertugas"
    if not line.reported:
        return "belum lapor"
    if not line.missing:
        return "lengkap"
    return f"{number(line.reported)} dari {number(line.expected)}"
