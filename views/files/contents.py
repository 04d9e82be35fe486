"""What the *Laporan Harian*, the *Laporan Semester* and the reports of other periods say, in official form."""

from models.exports import Export
from models.periods import PeriodKind
from models.provinces import Zone
from views.charts.data import Chart
from views.files.labels import SYNTHETIC, made, scope_name, standing
from views.files.results_part import pace_part, results_part
from views.files.tables import agencies_table, indicators_table, months_table, units_table
from views.files.written import Drawing, Part, WrittenReport, WrittenTable
from views.indonesian import number, percent, period_name, short_date
from views.recap_charts import Edition, main_chart

_TASK_FORCE = "SATUAN TUGAS KOORDINASI PENCEGAHAN"
_BLANK = "…………………………"
_KINDS = {
    PeriodKind.DAY: "LAPORAN HARIAN",
    PeriodKind.WEEK: "LAPORAN MINGGUAN",
    PeriodKind.MONTH: "LAPORAN BULANAN",
    PeriodKind.QUARTER: "LAPORAN TRIWULAN",
    PeriodKind.SEMESTER: "LAPORAN SEMESTER",
    PeriodKind.YEAR: "LAPORAN TAHUNAN",
    PeriodKind.RANGE: "LAPORAN KEGIATAN",
}


def written_report(export: Export) -> WrittenReport:
    """Give the report in official form. Zero is written NIHIL; what is not known is written —."""
    numbered = _numbered([*_parts(export)])
    return WrittenReport(
        heading=export.heading,
        titles=_titles(export),
        address=("Kepada Yth.", export.heading.recipient or _BLANK, "di tempat"),
        opening=("Dengan hormat,", _opening(export)),
        parts=numbered,
        notes=_notes(export),
        closing="Demikian laporan ini disampaikan, terima kasih.",
        signed_at=f"{export.heading.place or _BLANK}, {short_date(export.made_at.astimezone(Zone.WIB.tz).date())}",
        footer=" · ".join(filter(None, (made(export), SYNTHETIC if export.synthetic else None))),
    )


def _titles(export: Export) -> tuple[str, ...]:
    scope = export.recap.scope_name
    return tuple(
        filter(
            None,
            (
                _KINDS[export.period.kind] + (" SEMENTARA" if export.is_provisional else ""),
                _TASK_FORCE,
                scope.upper() if scope else None,
                period_name(export.period),
            ),
        )
    )


def _opening(export: Export) -> str:
    when = "pada hari" if export.period.kind == PeriodKind.DAY else "masa"
    return (
        f"Izin melaporkan pelaksanaan kegiatan pencegahan penyelundupan {when} {period_name(export.period)} "
        f"({scope_name(export)}) sebagai berikut."
    )


def _parts(export: Export) -> list[Part]:
    parts = [
        Part("Ringkasan", _summary(export), (indicators_table(export),)),
        Part("Rincian", (), _details(export)),
        Part("Grafik", (), (), Drawing("Kegiatan dan kepatuhan pelaporan", _chart(export))),
    ]
    if export.semester is not None:
        parts.insert(2, Part("Perkembangan bulanan", (), (months_table(export, export.semester),)))
    return [*parts, *filter(None, (pace_part(export), results_part(export)))]


def _chart(export: Export) -> Chart:
    edition = Edition(export.made_at, export.synthetic)
    return main_chart(export.semester or export.recap, export.parted, edition)


def _details(export: Export) -> tuple[WrittenTable, ...]:
    """Of the desk over a longer time first the agencies, then all units; of an agency or a unit, its units."""
    by_unit = units_table(export)
    if len(export.agencies) > 1 and export.period.kind != PeriodKind.DAY:
        return agencies_table(export), by_unit
    return (by_unit,)


def _summary(export: Export) -> tuple[str, ...]:
    total = export.recap.total
    led = sum(total.led)
    what = f"Kegiatan yang dipimpin seluruhnya {number(led)}." if led else "Tidak ada kegiatan yang dipimpin: NIHIL."
    if not total.reports:
        what = "Kegiatan belum diketahui: belum ada laporan yang masuk."
    return tuple(filter(None, (_people(export), what, *standing(export))))


def _people(export: Export) -> str:
    total = export.recap.total
    if not export.recap.counts_people:
        came = f"{number(total.reports)} laporan telah diterima" if total.reports else "Belum ada laporan yang diterima"
        return f"{came}; kehadiran dihitung setelah hari pertama berakhir."
    if not total.expected:
        return f"Tercatat {number(total.reports)} laporan; tidak ada petugas yang wajib melapor pada masa ini."
    late = total.reported - total.on_time
    return (
        f"Dari {number(total.expected)} laporan yang diharapkan, {number(total.reported)} telah diterima "
        f"({percent(total.reported / total.expected)}): {number(total.on_time)} tepat waktu dan {number(late)} "
        f"terlambat. Laporan nihil {number(total.nil)}, belum lapor {number(total.missing)}, "
        f"izin {number(total.excused)}."
    )


def _notes(export: Export) -> tuple[str, ...]:
    return tuple(
        filter(
            None,
            (
                "Jumlah memuat kegiatan yang dipimpin sendiri; keikutsertaan dalam kegiatan lain dihitung terpisah.",
                "NIHIL: dilaporkan nol. —: belum ada laporan.",
                "Laporan yang diharapkan: petugas aktif pada tiap hari, tanpa yang izin, sakit, cuti, atau dinas luar.",
                f"Tanggal menurut jam setempat petugas. {made(export)}.",
                SYNTHETIC if export.synthetic else None,
            ),
        )
    )


def _numbered(parts: list[Part]) -> tuple[Part, ...]:
    """Tables and pictures are numbered through the whole report."""
    tables, drawings, done = 0, 0, []
    for part in parts:
        captioned = []
        for table in part.tables:
            tables += 1
            captioned.append(_captioned_table(table, tables))
        drawing = part.drawing
        if drawing is not None:
            drawings += 1
            drawing = Drawing(f"Gambar {drawings}. {drawing.caption}", drawing.chart)
        done.append(Part(part.title, part.paragraphs, tuple(captioned), drawing))
    return tuple(done)


def _captioned_table(table: WrittenTable, place: int) -> WrittenTable:
    return WrittenTable(f"Tabel {place}. {table.caption}", table.heads, table.rows, table.total)
