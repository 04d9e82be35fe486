"""The sentences on a table, and how its cells are written."""

from views.charts.data_table import TableChart
from views.charts.figures import WHOLE_DESK, AgencyDay, IndicatorSeries, sum_known
from views.charts.findings import amount_of
from views.charts.words import NOBODY, reported_of, short_number
from views.indonesian import number

#: Longer fractions are written with short numbers.
LONGEST_STATUS = 20


def subtitle(chart: TableChart) -> str:
    """Such as "Badan Keamanan Laut · kegiatan yang dipimpin per satuan · Juli 2025 · halaman 1 dari 2"."""
    parts = [f"kegiatan yang dipimpin per {chart.row_word}", chart.period]
    if chart.scope != WHOLE_DESK:
        parts.insert(0, chart.scope)
    else:
        parts[0] = parts[0][0].upper() + parts[0][1:]
    return " · ".join([*parts, *page_words(chart.page, chart.pages)])


def notes(chart: TableChart) -> list[str]:
    """How to read the last column, zero and hatching."""
    keys = ["Kanan atas: laporan masuk/wajib"]
    known = [total for row in chart.rows for total in row.totals]
    keys += ["0 = nihil"] * (0 in known)
    keys += [f"arsir = {NOBODY}"] * any(row.expected and None in row.totals for row in chart.rows)
    return [" · ".join(keys)]


def page_words(page: int, pages: int) -> list[str]:
    """Which page of how many, where there are several."""
    return [f"halaman {page} dari {pages}"] if pages > 1 else []


def row_sum(row: AgencyDay) -> int | None:
    """All activities of a row together; None where nothing is known."""
    return sum_known(row.totals)


def short_label(label: str) -> str:
    """An indicator's name for a narrow column: the first of two names for one thing."""
    return label.split("/", maxsplit=1)[0] if "/" in label else label


def status(row: AgencyDay) -> str:
    """How many reports came of how many expected, and that all did: "24/30 lapor", "✓"."""
    if not row.expected and not row.reported:
        return "—"
    full = f"{reported_of(row)} lapor"
    return full if len(full) <= LONGEST_STATUS else f"{reported_of(row, short_number)} lapor"


def finding(rows: tuple[AgencyDay, ...], total: AgencyDay, first: IndicatorSeries, word: str) -> str:
    """Such as "188 patroli, 8 dari 11 K/L lengkap melapor": over the rows of all pages."""
    due = [row for row in rows if row.expected]
    complete = sum(row.is_complete for row in due)
    if total.totals[0] is None:
        return f"Belum ada laporan dari {number(len(due))} {word}" if due else "Belum ada laporan"
    amount = amount_of(total.totals[0], first.label)
    if not due:  # the first day is not over yet, or nobody knows who had to
        return amount
    if len(due) == 1 and not complete:  # of one there is nothing to count but its reports
        return f"{amount}, {number(total.reported)} dari {number(total.expected)} laporan masuk"
    if complete == len(due):
        whole = "seluruh " if complete > 1 else ""
        return f"{amount}, {whole}{number(complete)} {word} lengkap melapor"
    counted = number(complete) if complete else "belum satu pun"
    return f"{amount}, {counted} dari {number(len(due))} {word} lengkap melapor"
