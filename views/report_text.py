"""The formal text of a report, ready to be forwarded to WhatsApp: salutation, items A, B, C …, closing, signature.

What is written here can be read again by `models/written_reports.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from models.answers import Answer, Answers
from models.errors import one_line
from models.indicators import Question
from views.indonesian import long_date, number

_MARKUP_AT_BORDERS = re.compile(r"(?<![^\W_])[*_~]+|[*_~]+(?![^\W_])")
_MARKUP_BEFORE_LINE = re.compile(r"^(?:[>#•·-]+ ?)+")


@dataclass(frozen=True, slots=True)
class ReportText:
    """What the formal text tells; names and the note are as people wrote them, an empty rank is left out."""

    report_date: date
    unit_name: str
    agency_name: str
    rank: str
    name: str
    questions: Sequence[Question]
    answers: Answers
    note: str | None = None


def report_text(report: ReportText) -> str:
    """Give the report as plain text with WhatsApp's *bold*, without any other markup."""
    return "\n".join(
        (
            "Dengan hormat,",
            "",
            "Kepada Yth.",
            "Koordinator Satgas Koordinasi Pencegahan",
            "",
            "Izin melaporkan kegiatan pencegahan penyelundupan sebagai berikut.",
            "",
            "*LAPORAN HARIAN PENCEGAHAN PENYELUNDUPAN*",
            f"*{long_date(report.report_date)}*",
            "",
            *_items(report),
            *_remarks(report),
            "",
            "Demikian laporan, terima kasih.",
            "",
            *_signature(report),
        )
    )


def without_markup(written: str) -> str:
    """Give what a person wrote on one line, shown by WhatsApp as it is: no bold, italic, code, quote or list."""
    line = one_line(written).replace("`", "'")
    inside = one_line(_MARKUP_AT_BORDERS.sub("", line))
    return one_line(_MARKUP_BEFORE_LINE.sub("", inside))


def _items(report: ReportText) -> list[str]:
    return [
        f"{letter}. {without_markup(question.label)}: {_counted(question, report.answers.get(question.key, Answer()))}"
        for letter, question in zip(ascii_uppercase, report.questions, strict=False)
    ]


def _counted(question: Question, answer: Answer) -> str:
    joined = f", ikut serta {number(answer.joined)}" if answer.joined else ""
    if answer.led is None:
        return f"—{joined}"
    led = f"{number(answer.led)} {without_markup(question.measure)}" if answer.led else "NIHIL"
    return f"*{led}*{joined}"


def _remarks(report: ReportText) -> list[str]:
    """Who led what was joined, and the note: each on one line, so that no number in it is taken for a count."""
    companies = [
        f"Keterangan: ikut serta {question.label.lower()} dengan {company}"
        for question in report.questions
        if (company := without_markup(report.answers.get(question.key, Answer()).joined_with or ""))
    ]
    note = without_markup(report.note or "")
    remarks = [*companies, *([f"Catatan: {note}"] if note else [])]
    return ["", *remarks] if remarks else []


def _signature(report: ReportText) -> list[str]:
    signed = f"{report.rank} {report.name}"
    return [line for part in (signed, report.unit_name, report.agency_name) if (line := without_markup(part))]
