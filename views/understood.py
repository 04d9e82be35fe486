"""What was not understood of a written report, or is doubtful: lines for the card that asks to confirm it."""

from collections.abc import Sequence
from datetime import date

from models.answers import Answer
from models.indicators import Question
from models.written_reports import WrittenReport
from views.indonesian import number, short_date
from views.screen import said

#: So that a card stays below eight lines.
_MOST_TOLD = 3


def doubts(report: WrittenReport, questions: Sequence[Question], day: date | None = None) -> list[str]:
    """Give only what is better looked at again: for a card, of the date `day`, that shows the answers anyway."""
    return [*_of_another_date(report, day), *_from_lists(report, questions), *_not_understood(report, questions)]


def _of_another_date(report: WrittenReport, day: date | None) -> list[str]:
    if day is None or report.day is None or report.day == day:
        return []
    return [f"Periksa tanggalnya: teks itu bertanggal {short_date(report.day)}, formulir ini untuk {short_date(day)}."]


def _from_lists(report: WrittenReport, questions: Sequence[Question]) -> list[str]:
    labels = [question.label for question in questions if question.key in report.counted_items]
    return [f"Dihitung dari isi daftar, periksa lagi: {', '.join(labels)}."] if labels else []


def _not_understood(report: WrittenReport, questions: Sequence[Question]) -> list[str]:
    if not report.not_understood:
        return []
    parts = ", ".join(f'"{said(part)}"' for part in report.not_understood[:_MOST_TOLD])
    more = len(report.not_understood) - _MOST_TOLD
    others = f" dan {number(more)} bagian lain" if more > 0 else ""
    return [f"Belum terbaca: {parts}{others}. {_way_on(report, questions)}"]


def _way_on(report: WrittenReport, questions: Sequence[Question]) -> str:
    """What comes next: what is still open is asked for, and what was read can be changed."""
    if all(report.answers.get(question.key, Answer()).led is not None for question in questions):
        return "Ketuk Ubah bila ada yang kurang."
    return "Yang belum terisi akan ditanyakan."
