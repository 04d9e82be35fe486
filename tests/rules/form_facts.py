"""What the database holds of forms and reports, what a card says of them, and what the totals must be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.members import Newcomer, person_by_id, take_in
from models.organisation import add_unit, agency_by_code, ship_agencies
from models.permissions import Person
from models.schema import DailyReport, Draft, Indicator, ReportAnswer, Role, UnitDay, UnitDayTotal

#: Each answer as (led, joined), by indicator.
Answers = dict[str, tuple[int | None, int]]
#: What was sent of a member for a date, and when.
Sent = dict[tuple[int, date], tuple[Answers, datetime]]

WIB = timedelta(hours=7)
JAKARTA = 31
LABELS = {
    "Patroli": "patrol",
    "Sambang": "community_visit",
    "Pemeriksaan/Pengawasan": "inspection",
    "Sosialisasi": "outreach",
}
ANSWER_LINE = re.compile(
    r"^[✓∅–] (.+?): (?:<b>(nihil|[\d.]+)</b>|—)[^·]*?(?:· ikut serta ([\d.]+)(?: \(.+\))?)?$", re.MULTILINE
)


@dataclass(frozen=True)
class Stored:
    """A draft's row."""

    id: int
    author_id: int
    day: date
    state: str
    step: str
    version: int
    answers: Answers


def let_two_in(session: Session, number: int, now: datetime) -> tuple[Person, Person]:
    """Take two officers into a unit of their own, nine days ago."""
    joined_at = now - timedelta(days=9)
    ship_agencies(session, joined_at)
    unit = add_unit(session, agency_by_code(session, "BAKAMLA"), f"U{number}", "Satuan", JAKARTA, now=joined_at)
    people = []
    for place in range(2):
        newcomer = Newcomer(10 * number + place, "Budi", None, Role.OFFICER, unit.id)
        person = person_by_id(session, take_in(session, newcomer, actor_id=None, now=joined_at), now)
        assert person is not None
        people.append(person)
    return people[0], people[1]


def drafts_of(session: Session, author_ids: Sequence[int]) -> dict[int, Stored]:
    """Give the drafts of these authors, by their numbers."""
    ours = select(Draft).where(Draft.author_id.in_(author_ids))
    return {
        row.id: Stored(
            row.id,
            row.author_id,
            row.report_date,
            row.state,
            row.step,
            row.version,
            {key: (one["led"], one["joined"]) for key, one in row.answers.items()},
        )
        for row in session.scalars(ours)
    }


def reports_of(session: Session, unit_id: int) -> list[tuple[Any, ...]]:
    """Give what is stored of every report of a unit, with the answers as they stand now."""
    ours = select(DailyReport).where(DailyReport.unit_id == unit_id)
    return [
        (one.member_id, one.report_date, one.submitted_at, one.on_time, one.nil, _raw_answers(session, one.id))
        for one in session.scalars(ours.order_by(DailyReport.member_id, DailyReport.report_date))
    ]


def running_totals(session: Session, unit_id: int) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Give the totals that are kept of a unit: of its reports by day, and of its answers by day and indicator."""
    days = select(UnitDay).where(UnitDay.unit_id == unit_id)
    sums = (
        select(UnitDayTotal, Indicator.key)
        .join(Indicator, Indicator.id == UnitDayTotal.indicator_id)
        .where(UnitDayTotal.unit_id == unit_id)
    )
    return (
        {one.report_date: (one.reports, one.reported, one.on_time, one.nil) for one in session.scalars(days)},
        {(one.report_date, key): (one.led, one.joined) for one, key in session.execute(sums)},
    )


def recounted(sent: Sent) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Give what the totals must be after these reports."""
    counts: dict[date, list[int]] = {}
    sums: dict[tuple[date, str], list[int]] = {}
    for (_, day), (answers, moment) in sent.items():
        row = (1, 1, int(moment <= deadline_of(day)), int(is_nil(answers)))
        counts[day] = [a + b for a, b in zip(counts.get(day, [0] * 4), row, strict=True)]
        for key, (led, joined) in answers.items():
            before = sums.get((day, key), [0, 0])
            sums[day, key] = [before[0] + (led or 0), before[1] + joined]
    return {day: tuple(row) for day, row in counts.items()}, {key: tuple(row) for key, row in sums.items()}


def answers_on(text: str) -> Answers:
    """Give the answers that a card says, by indicator."""
    return {LABELS[label]: (_number(led), _number(joined) or 0) for label, led, joined in ANSWER_LINE.findall(text)}


def _raw_answers(session: Session, report_id: int) -> Answers:
    rows = (
        select(Indicator.key, ReportAnswer.led, ReportAnswer.joined)
        .join(Indicator, Indicator.id == ReportAnswer.indicator_id)
        .where(ReportAnswer.report_id == report_id)
    )
    return {key: (led, joined) for key, led, joined in session.execute(rows)}


def deadline_of(day: date) -> datetime:
    """Give the last moment on a date at which a report of Jakarta's clock is on time."""
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC) - WIB


def is_nil(answers: Answers) -> bool:
    """Tell whether nothing at all was counted."""
    return all(answer == (0, 0) for answer in answers.values())


def _number(text: str) -> int | None:
    if not text:
        return None
    return 0 if text == "nihil" else int(text.replace(".", ""))
