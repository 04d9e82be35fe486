"""Who has not reported for a date, by unit, since when; and reminding them, once for each date, whoever asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models import audit, outbox
from models.clock import local_date
from models.expectations import Missing, missing_on
from models.hours import schedule_for
from models.outbox import Planned
from models.permissions import Person, Place
from models.provinces import Zone
from models.recap_scope import Level, RecapScope
from models.schedule import load_schedule, moment
from models.schema import DailyReport, Member, Membership, Outbox

#: The kind of its rows in the outbox.
REMINDED = "reminded"
#: Nobody is woken for a report.
_MORNING, _NIGHT = time(6, 0), time(22, 0)
_WITHIN = timedelta(hours=12)
#: How many names a card tells.
PAGE = 20


@dataclass(frozen=True, slots=True)
class MissingLine:
    """Somebody who has not reported: the date of their last report before, and whether they were reminded by hand."""

    member_id: int
    name: str
    rank: str | None
    agency_code: str
    unit_name: str
    last_report: date | None
    reminded: bool
    #: They have a Telegram account and have not blocked the bot.
    reachable: bool
    #: The hour of the invitation has come by their clock: nobody is reminded of what was not asked of them yet.
    invited: bool


@dataclass(frozen=True, slots=True)
class MissingPage:
    """Who has not reported for a date in a place: some of the names, by unit; for the desk, numbers by agency."""

    scope: RecapScope
    day: date
    total: int
    #: (id, code, how many) of each agency where anybody is missing, most first; only for the desk.
    agencies: tuple[tuple[int, str, int], ...]
    units: tuple[tuple[str, tuple[MissingLine, ...]], ...]
    page: int
    pages: int
    #: How many can be reminded now.
    to_remind: int


def missing_page(session: Session, scope: RecapScope, day: date, page: int, now: datetime) -> MissingPage:
    """Give who has not reported for the date; `page` counts from 1, and the last one stands for those beyond."""
    found = missing_on(session, day, *_within(scope.place))
    lines = _lines(session, found, day, now)
    pages = max(1, -(-len(lines) // PAGE))
    page = min(page, pages)
    shown = lines[(page - 1) * PAGE : page * PAGE]
    return MissingPage(
        scope=scope,
        day=day,
        total=len(lines),
        agencies=_by_agency(found) if scope.level == Level.DESK else (),
        units=() if scope.level == Level.DESK else _by_unit(shown),
        page=page,
        pages=1 if scope.level == Level.DESK else pages,
        to_remind=len(_remindable(lines)) if _can_be_filed(session, day, now) else 0,
    )


def remind(session: Session, person: Person, scope: RecapScope, day: date, now: datetime) -> int:
    """Remind everybody there who is missing and was not reminded by hand for that date; give how many.

    In the night it waits for the morning. A date that nobody can file for any more reminds nobody.
    """
    if not _can_be_filed(session, day, now):
        return 0
    found = missing_on(session, day, *_within(scope.place))
    wanted = {line.member_id for line in _remindable(_lines(session, found, day, now))}
    planned = [_planned(one, day, person, now) for one in found if one.member_id in wanted]
    count = outbox.plan(session, planned, now)
    if count:
        content = {"date": day.isoformat(), "agency_id": scope.agency_id, "unit_id": scope.unit_id, "reminded": count}
        _trace(session, person, content, now)
    return count


def look_at(session: Session, person: Person, page: MissingPage, now: datetime) -> None:
    """Note in the trail that somebody is shown these names."""
    shown = [line.member_id for _, lines in page.units for line in lines]
    if shown:
        unit = page.scope.unit_id is not None
        audit.looked(
            session,
            audit.Look.LIST,
            at=now,
            actor_id=person.member_id,
            subject="unit" if unit else "agency",
            subject_id=(page.scope.unit_id if unit else page.scope.agency_id) or 0,
            about=shown,
            what="belum",
        )


def _within(place: Place) -> list[ColumnElement[bool]]:
    if place.unit_id is not None:
        return [Membership.unit_id == place.unit_id]
    return [] if place.agency_id is None else [Membership.agency_id == place.agency_id]


def _lines(session: Session, found: Sequence[Missing], day: date, now: datetime) -> list[MissingLine]:
    invitation = {
        agency_id: schedule_for(session, agency_id, day).invitation for agency_id in {one.agency_id for one in found}
    }
    numbers = [one.member_id for one in found]
    last = _last_reports(session, numbers, day)
    reminded = _reminded(session, day)
    blocked = set(session.scalars(select(Member.id).where(Member.id.in_(numbers), Member.blocked_at.is_not(None))))
    return [
        MissingLine(
            member_id=one.member_id,
            name=one.name,
            rank=one.rank,
            agency_code=one.agency_code,
            unit_name=one.unit_name,
            last_report=last.get(one.member_id),
            reminded=one.member_id in reminded,
            reachable=one.telegram_id is not None and one.member_id not in blocked,
            invited=moment(day, invitation[one.agency_id], one.zone) <= now,
        )
        for one in found
    ]


def _last_reports(session: Session, members: Sequence[int], day: date) -> dict[int, date]:
    newest = (
        select(DailyReport.member_id, func.max(DailyReport.report_date))
        .where(DailyReport.member_id.in_(members), DailyReport.report_date < day)
        .group_by(DailyReport.member_id)
    )
    return {row[0]: row[1] for row in session.execute(newest)}


def _reminded(session: Session, day: date) -> set[int | None]:
    rows = select(Outbox.member_id).where(Outbox.kind == REMINDED, Outbox.occasion == day.isoformat())
    return set(session.scalars(rows))


def _remindable(lines: Sequence[MissingLine]) -> list[MissingLine]:
    return [line for line in lines if line.reachable and line.invited and not line.reminded]


def _by_agency(found: Sequence[Missing]) -> tuple[tuple[int, str, int], ...]:
    counted = [
        (agency_id, code, sum(1 for _ in those))
        for (agency_id, code), those in groupby(found, key=lambda one: (one.agency_id, one.agency_code))
    ]
    return tuple(sorted(counted, key=lambda agency: -agency[2]))


def _by_unit(lines: Sequence[MissingLine]) -> tuple[tuple[str, tuple[MissingLine, ...]], ...]:
    return tuple((unit, tuple(those)) for unit, those in groupby(lines, key=lambda line: line.unit_name))


def _can_be_filed(session: Session, day: date, now: datetime) -> bool:
    """Whether somebody, on the country's last clock, can still file for the date, and it has come on its first."""
    today = local_date(now, Zone.WIB)
    return day <= local_date(now, Zone.WIT) and (today - day).days <= load_schedule(session).filing_days


def _planned(one: Missing, day: date, person: Person, now: datetime) -> Planned:
    due = _awake(one.zone, now)
    return Planned(
        kind=REMINDED,
        day=day,
        payload={"by": person.member_id},
        due_at=due,
        expires_at=due + _WITHIN,
        member_id=one.member_id,
    )


def _awake(zone: Zone, now: datetime) -> datetime:
    """Now, or the next morning where it is night."""
    hour, today = now.astimezone(zone.tz).time(), local_date(now, zone)
    if hour < _MORNING:
        return moment(today, _MORNING, zone)
    return moment(today + timedelta(days=1), _MORNING, zone) if hour >= _NIGHT else now


def _trace(session: Session, person: Person, content: Mapping[str, str | int | None], now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action="missing.reminded",
        subject="member",
        subject_id=person.member_id,
        content=content,
    )
