"""The colleagues: officers whom no visitor plays report by themselves as the clock goes on, through the same rule."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.demo.days import OfficerDays, PlannedDay
from models.answers import Answer
from models.indicators import Question, questions_on
from models.reports import AlreadyReported, Filing, NotThereThatDay, file_report

#: A report comes in on its date or on the day after.
_REACH = timedelta(days=1)


def report_between(session: Session, crowd: Sequence[OfficerDays], after: datetime, until: datetime) -> int:
    """File what the colleagues hand in after the one moment and until the other; give how many reports that were."""
    due = [
        (planned.submitted_at, days, planned)
        for days in crowd
        for planned in _days_between(days, after, until)
        if planned.submitted_at is not None and after < planned.submitted_at <= until
    ]
    due.sort(key=lambda item: (item[0], item[1].officer.id))
    return sum(_file(session, days, planned, moment) for moment, days, planned in due)


def _days_between(days: OfficerDays, after: datetime, until: datetime) -> list[PlannedDay]:
    first = max(days.officer.first_day, after.date() - _REACH)
    last: date = until.date() + _REACH
    return [days.on(first + timedelta(days=ahead)) for ahead in range((last - first).days + 1)]


def _file(session: Session, days: OfficerDays, planned: PlannedDay, moment: datetime) -> bool:
    """A visitor may have reported in a colleague's place: then there is nothing left to do."""
    questions = questions_on(session, planned.day)
    filing = Filing(days.officer.id, planned.day, days.officer.id, _answers(questions, planned))
    try:
        with session.begin_nested():
            file_report(session, filing, questions, moment)
    except (AlreadyReported, NotThereThatDay):
        return False
    return True


def _answers(questions: Sequence[Question], planned: PlannedDay) -> dict[str, Answer]:
    counts = zip(questions, planned.led, planned.joined, strict=True)
    return {question.key: Answer(led, joined) for question, led, joined in counts}
