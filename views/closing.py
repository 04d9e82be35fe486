"""Whether a semester's figures are provisional or final, and what was corrected after they were frozen."""

from models.clock import local_date
from models.closing import Change, Closing
from models.provinces import Zone
from models.recap import SemesterRecap
from views.indonesian import number, short_date, signed

_COUNTS = {"reports": "Laporan", "on_time": "Tepat waktu", "nil": "Nihil"}


def closing_lines(semester: SemesterRecap) -> list[str]:
    """Say that the figures are provisional; or as what they were frozen, and how they differ since."""
    if semester.closing is not None:
        return [_final(semester.closing), *_corrected(semester)]
    return ["<b>Angka sementara</b>: laporan masih dapat masuk dan diperbaiki."] if semester.provisional else []


def _final(closing: Closing) -> str:
    day = short_date(local_date(closing.frozen_at, Zone.WIB))
    edition = f"pemutakhiran {number(closing.revision)}"
    return f"<b>Angka final</b> per {day}, {edition} · sidik <code>{closing.short_hash}</code>"


def _corrected(semester: SemesterRecap) -> list[str]:
    assert semester.closing is not None  # noqa: S101 - only frozen figures are corrected
    if not semester.closing.changes:
        return []
    labels = {question.key: question.label for question in semester.recap.questions} | _COUNTS
    told = " · ".join(_change(labels[change.key], change) for change in semester.closing.changes)
    return [f"Koreksi setelah final: {told}"]


def _change(label: str, change: Change) -> str:
    return f"{label} {signed(change.difference)}"
