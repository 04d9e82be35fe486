"""The sentences on the compliance map."""

from models.period_parts import Grain
from views.charts.data_heat import HeatChart, HeatRow
from views.charts.figures import WHOLE_DESK
from views.charts.findings import within
from views.charts.words import MONTHS_SHORT, WEEKDAYS_SHORT
from views.charts.words_period import A_WEEK, PARTS
from views.charts.words_table import page_words
from views.indonesian import number, percent, period_name


def title(chart: HeatChart) -> str:
    """Such as "91,3% laporan masuk, 8 dari 11 K/L selalu lengkap"."""
    share = chart.whole.share
    if share is None:
        return f"Tidak ada yang wajib lapor {within(chart.period)}"
    if not chart.whole.reported:
        return f"Belum ada laporan {within(chart.period)}"
    return f"{percent(share)} laporan masuk, {_complete(chart)}"


def _complete(chart: HeatChart) -> str:
    if chart.counted_rows == 1:
        return f"{number(chart.whole.reported)} dari {number(chart.whole.expected)}"
    if chart.complete_rows == chart.counted_rows:
        return f"seluruh {number(chart.counted_rows)} {chart.row_word} lengkap"
    counted = number(chart.complete_rows) if chart.complete_rows else "belum satu pun"
    always = "selalu lengkap" if len(chart.parts) > 1 else "lengkap"
    return f"{counted} dari {number(chart.counted_rows)} {chart.row_word} {always}"


def subtitle(chart: HeatChart) -> str:
    """Such as "Badan Keamanan Laut · laporan masuk per satuan dan hari · September 2025"."""
    measure = f"laporan masuk per {chart.row_word} dan {PARTS[chart.grain]}"
    parts = [measure, period_name(chart.period), *page_words(chart.page, chart.pages)]
    if chart.scope != WHOLE_DESK:
        return " · ".join([chart.scope, *parts])
    return " · ".join([measure[0].upper() + measure[1:], *parts[1:]])


def notes(chart: HeatChart) -> list[str]:
    """How to read a row's last figure, the order, and the dot."""
    keys = ["Angka kanan: laporan masuk dari yang wajib", "paling sedikit di atas"]
    cells = [cell for row in chart.rows for cell in row.cells if cell]
    keys += ["titik = tidak ada yang wajib lapor"] * any(not cell.expected for cell in cells)
    return [" · ".join(keys)]


def row_share(row: HeatRow) -> str:
    """A row's share in whole percent, cut; a dash where nobody had to report."""
    if not row.expected:
        return "—"
    whole = int(100 * min(row.reported / row.expected, 1))
    return f"{max(whole, 1 if row.reported else 0)}%"


def head(chart: HeatChart, place: int) -> str:
    """What stands above a column; nothing where the columns are too narrow for each one's."""
    first = chart.parts[place].first
    if chart.grain == Grain.DAY:
        if len(chart.parts) <= A_WEEK:
            return WEEKDAYS_SHORT[first.weekday()]
        return str(first.day) if first.weekday() == 0 or place == 0 else ""
    begins = place == 0 or chart.parts[place - 1].first.month != first.month
    return MONTHS_SHORT[first.month - 1] if begins else ""
