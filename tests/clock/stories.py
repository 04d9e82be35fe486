"""Stories of a small task force, drawn at random, and a recount of what they come to, from the raw rows."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product

from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.answers import Answer
from models.clock import local_date
from models.indicators import questions_on
from models.members import Newcomer, identify, take_in
from models.periods import Period, PeriodKind
from models.provinces import Zone
from models.recap import RecapLine
from models.reports import (
    AlreadyReported,
    Filing,
    NotThereThatDay,
    Revising,
    file_report,
    report_of,
    revise_report,
)
from models.schema import Absence, Agency, DailyReport, Member, Membership, ReportAnswer, Role
from tests.clock.roster import NIHIL, Roster

#: Around the turn of a semester, so that a period's edge runs through every story.
FIRST_DAY = date(2025, 6, 27)
STORY_DAYS = 9
PLACES = {"BAKAMLA/BATAM": 21, "BAKAMLA/AMBON": 81, "KKP/BATAM": 21, "KKP/MERAUKE": 93}
PEOPLE = range(5001, 5005)

relaxed = settings(max_examples=8)


@dataclass(frozen=True)
class Event:
    """What a person does at an hour of a day, by the clock of Jakarta."""

    day: int
    hour: int
    person: int
    what: str
    place: int
    counts: tuple[int, ...]
    back: int

    @property
    def now(self) -> datetime:
        return datetime(2025, 6, 27, self.hour, 30, tzinfo=Zone.WIB.tz).astimezone(UTC) + timedelta(days=self.day)


#: All but the last person are there before the story begins.
START = [Event(-3, 9, person, "join", place, NIHIL * 2, 0) for place, person in enumerate(PEOPLE[:-1])]

counts = st.one_of(st.just(NIHIL * 2), st.tuples(*[st.integers(0, 9)] * 8))
stories = st.lists(
    st.builds(
        Event,
        day=st.integers(0, STORY_DAYS - 1),
        hour=st.sampled_from((9, 14, 23)),
        person=st.sampled_from(PEOPLE),
        what=st.sampled_from(("join", "report", "report", "correct", "leave", "be away", "coordinate")),
        place=st.integers(0, len(PLACES) - 1),
        counts=counts,
        back=st.integers(0, 2),
    ),
    min_size=5,
    max_size=30,
).map(lambda events: sorted(events, key=lambda event: (event.day, event.hour)))


def act(session: Session, roster: Roster, event: Event) -> None:
    """Let it happen, by the very functions that handlers call."""
    if event.what in ("join", "coordinate"):
        role = Role.OFFICER if event.what == "join" else Role.AGENCY_COORDINATOR
        unit_id = list(roster.units.values())[event.place]
        newcomer = Newcomer(event.person, f"Petugas {event.person}", None, role, unit_id)
        take_in(session, newcomer, actor_id=None, now=event.now)
        return
    person = identify(session, event.person, event.now)
    if person is None:
        return
    today = local_date(event.now, person.zone)
    if event.what == "leave":
        lasting = (Membership.member_id == person.member_id) & Membership.last_day.is_(None)
        session.execute(update(Membership).where(lasting).values(last_day=today))
    elif event.what == "be away":
        away = {"first_day": today, "last_day": today + timedelta(days=event.back), "reason": "sakit"}
        session.add(Absence(member_id=person.member_id, entered_by=person.member_id, entered_at=event.now, **away))
        session.flush()
    else:
        report(session, person.member_id, today - timedelta(days=event.back), event)


def report(session: Session, member_id: int, day: date, event: Event) -> None:
    questions = questions_on(session, day)
    answers = {q.key: Answer(event.counts[i], event.counts[i + 4]) for i, q in enumerate(questions)}
    filed = report_of(session, member_id, day)
    if event.what == "correct" and filed is not None:
        revise_report(session, filed, Revising(member_id, answers, None, "Salah hitung"), questions, event.now)
        return
    try:
        file_report(session, Filing(member_id, day, member_id, answers), questions, event.now)
    except (NotThereThatDay, AlreadyReported):
        return


def told(roster: Roster, story: list[Event], check: Callable[[Session], None]) -> None:
    """Let a story happen in a transaction that is undone, and look at what it comes to."""

    def work(session: Session) -> None:
        for event in (*START, *story):
            act(session, roster, event)
        check(session)

    roster.database.read_now(work)


def periods() -> Iterator[Period]:
    for ahead in range(STORY_DAYS):
        yield Period.day(FIRST_DAY + timedelta(days=ahead))
    for kind in (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.SEMESTER):
        yield Period.of(kind, FIRST_DAY)
        yield Period.of(kind, FIRST_DAY + timedelta(days=STORY_DAYS))


def counted_days(period: Period, until: date, begun: date) -> set[date]:
    """A single day counts once it has begun somewhere, a longer period until its last day that is over."""
    days = {period.first + timedelta(days=ahead) for ahead in range(period.days)}
    return {day for day in days if day <= (begun if period.kind == PeriodKind.DAY else until)}


@dataclass(frozen=True)
class Raw:
    """Every row that a recount looks at."""

    members: list[int]
    memberships: list[Membership]
    absences: list[Absence]
    reports: dict[tuple[int, date], DailyReport]
    answers: list[ReportAnswer]

    @classmethod
    def of(cls, session: Session) -> "Raw":
        reports = {(one.member_id, one.report_date): one for one in session.scalars(select(DailyReport))}
        return cls(
            list(session.scalars(select(Member.id))),
            list(session.scalars(select(Membership))),
            list(session.scalars(select(Absence))),
            reports,
            list(session.scalars(select(ReportAnswer))),
        )

    def is_expected(self, member_id: int, day: date, unit_id: int | None = None) -> bool:
        there = [one for one in self.memberships if one.member_id == member_id and lasts(one, day)]
        assert len(there) <= 1, "nobody is in two places on one day"
        return any(one.expected and unit_id in (None, one.unit_id) for one in there)

    def is_away(self, member_id: int, day: date) -> bool:
        return any(one.member_id == member_id and lasts(one, day) for one in self.absences)


def lasts(span: Membership | Absence, day: date) -> bool:
    return span.first_day <= day and (span.last_day is None or span.last_day >= day)


def recount(
    raw: Raw,
    period: Period,
    until: date,
    *,
    begun: date | None = None,
    unit_id: int | None = None,
    member_id: int | None = None,
) -> Counter[str]:
    """Count once more, from every member on every day; or only of one unit, or of one member there."""
    found: Counter[str] = Counter()
    members = raw.members if member_id is None else [member_id]
    filed = {
        one.id
        for (author, day), one in raw.reports.items()
        if author in members and period.contains(day) and unit_id in (None, one.unit_id)
    }
    found["reports"] = len(filed)
    for answer in raw.answers:
        if answer.report_id in filed:
            found["led"] += answer.led
            found["joined"] += answer.joined
    for member, day in product(members, counted_days(period, until, begun or until)):
        if not raw.is_expected(member, day, unit_id):
            continue
        one = raw.reports.get((member, day))
        if one is None and raw.is_away(member, day):
            found["excused"] += 1
            continue
        found["expected"] += 1
        found["reported"] += one is not None
        found["on_time"] += one is not None and one.on_time
        found["nil"] += one is not None and one.nil
    return found


def figures(line: RecapLine) -> Counter[str]:
    names = ("expected", "excused", "reports", "reported", "on_time", "nil")
    return Counter({name: getattr(line, name) for name in names} | {"led": sum(line.led), "joined": sum(line.joined)})


def agency_id(session: Session, code: str) -> int:
    return session.scalars(select(Agency.id).where(Agency.code == code)).one()


def is_possible(line: RecapLine) -> bool:
    return 0 <= max(line.on_time, line.nil) <= line.reported <= line.expected
