"""Whether a semester's figures are provisional or final, and what was corrected after they were frozen."""

from collections.abc import Mapping

from models.clock import local_date
from models.closing import JOINED, Closing
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
    labels = {question.key: question.label for question in semester.recap.questions} | _COUNTS
    told = _changes(semester, labels)
    return [f"Koreksi setelah final: {told}"] if told else []


def joined_corrected(semester: SemesterRecap) -> list[str]:
    """Say how what was joined differs since it was frozen: it enters no total, and stands apart here as well."""
    labels = {f"{JOINED}{question.key}": question.label for question in semester.recap.questions}
    told = _changes(semester, labels)
    return [f"Koreksi ikut serta setelah final: {told}"] if told else []


def _changes(semester: SemesterRecap, labels: Mapping[str, str]) -> str:
    changes = semester.closing.changes if semester.closing else ()
    return " · ".join(f"{labels[change.key]} {signed(change.difference)}" for change in changes if change.key in labels)
