"""The sentences on the chart of an operation."""

from views.charts.data_operation import OperationChart
from views.charts.findings import amount_of, lowered
from views.charts.words import NOBODY
from views.indonesian import number, percent, short_date


def title(chart: OperationChart) -> str:
    """Such as "Hari ke-12 dari 55: 412 patroli", or "Selesai dalam 55 hari: 1.152 patroli"."""
    if not chart.day_number:
        return f"Dimulai {short_date(chart.first)}, {number(chart.length)} hari"
    total = chart.totals()[0]
    done = "belum ada laporan" if total is None else lowered(amount_of(total, chart.indicators[0].label))
    if chart.is_over:
        return f"Selesai dalam {number(chart.length)} hari: {done}"
    return f"Hari ke-{number(chart.day_number)} dari {number(chart.length)}: {done}"


def subtitle(chart: OperationChart) -> str:
    """Such as "Patroli bersama · 28 Juli 2025 – 20 September 2025 · kegiatan yang dipimpin"."""
    days = f"{short_date(chart.first)} – {short_date(chart.last)}" if chart.length > 1 else short_date(chart.first)
    return f"{chart.name} · {days} · kegiatan yang dipimpin dalam operasi"


def progress(chart: OperationChart) -> str:
    """Such as "Waktu berjalan 21,8%"."""
    if chart.is_over:
        return "Waktu berjalan 100%"
    return f"Waktu berjalan {percent(chart.day_number / chart.length)}"


def block_label(chart: OperationChart, begin: int, length: int) -> str:
    """Which days of the operation a bar sums up, counted from 1: "8–14"; one day alone: "8"."""
    end = min(begin + length, chart.length)
    return f"{begin + 1}–{end}" if end > begin + 1 else str(begin + 1)


def notes(chart: OperationChart, block: int) -> list[str]:
    """How to read the bars and what is hatched."""
    unit = "per hari" if block == 1 else f"per {block} hari"
    keys = [f"Batang {unit}, di bawahnya hari operasi", "skala per indikator"]
    keys += [f"arsir = {NOBODY}"] * any(day.led is None for day in chart.days)
    keys += ["batang kosong = masih berjalan"] * (block > 1 and _cuts_a_block(chart, block))
    return [" · ".join(keys)]


def _cuts_a_block(chart: OperationChart, block: int) -> bool:
    return not chart.is_over and 0 < chart.day_number < chart.length and chart.day_number % block != 0
