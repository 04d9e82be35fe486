"""What is told already of an agency's dates when a spreadsheet comes in, so that nothing of it counts twice."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.indicators import Question
from models.schema import DailyReport, ReportAnswer, ReportImport

PlaceDay = tuple[int, date]
"""A unit and a date."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report that is there: its counts, in the order of the questions, and whether a spreadsheet brought it."""

    led: tuple[int | None, ...]
    imported: bool


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The reports of an agency on some dates."""

    reports: Mapping[tuple[int, date], Told]
    #: Of whom there is a report.
    _members: Mapping[PlaceDay, Collection[int]]
    #: How many of the reports the same file has brought.
    _from_file: Mapping[PlaceDay, int]

    def members(self, place: PlaceDay) -> Collection[int]:
        """Give of whom there is a report, in the unit on the date."""
        return self._members.get(place, ())

    def is_whole(self, place: PlaceDay, rows: int) -> bool:
        """Whether the same file has brought as many reports as it has rows: whatever people are called by now."""
        return self._from_file.get(place, 0) >= rows


def told_before(
    session: Session, agency_id: int, days: Collection[date], questions: Sequence[Question], digest: str
) -> ToldBefore:
    """Give what is told already from the first to the last of these dates; `digest` is the file's SHA-256."""
    if not days:
        return ToldBefore({}, {}, {})
    those = (DailyReport.agency_id == agency_id, DailyReport.report_date.between(min(days), max(days)))
    answers = _answers(session, those)
    reports: dict[tuple[int, date], Told] = {}
    members: defaultdict[PlaceDay, set[int]] = defaultdict(set)
    from_file: Counter[PlaceDay] = Counter()
    columns = (DailyReport.id, DailyReport.member_id, DailyReport.unit_id, DailyReport.report_date)
    query = select(*columns, ReportImport.file_hash).outerjoin(ReportImport).where(*those)
    for report_id, member_id, unit_id, day, file_hash in session.execute(query):
        led = tuple(answers[report_id].get(question.indicator_id) for question in questions)
        reports[member_id, day] = Told(led, file_hash is not None)
        members[unit_id, day].add(member_id)
        from_file[unit_id, day] += file_hash == digest
    return ToldBefore(reports, members, from_file)


def _answers(session: Session, those: Iterable[ColumnElement[bool]]) -> Mapping[int, Mapping[int, int]]:
    answers: defaultdict[int, dict[int, int]] = defaultdict(dict)
    query = select(ReportAnswer.report_id, ReportAnswer.indicator_id, ReportAnswer.led).join(DailyReport).where(*those)
    for report_id, indicator_id, led in session.execute(query):
        answers[report_id][indicator_id] = led
    return answers
