"""The officers of a spreadsheet: members of the unit by their name, or somebody who stands for the rows.

Whoever is made here has no Telegram account and no membership: nobody expects anything of them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.report_sheets import comparable
from models.schema import DailyReport, Member, Membership

#: Stands for the rows of a unit that name no officer.
UNIT_ITSELF = "Rekap satuan (impor)"


@dataclass(frozen=True, slots=True)
class Who:
    """The member of whom a row tells, and whether a report was expected of them on its date."""

    member_id: int
    expected: bool


@dataclass(frozen=True, slots=True)
class _Stay:
    member_id: int
    first_day: date
    last_day: date | None
    expected: bool

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class PeopleOfSheet:
    """The people of an agency by unit and name."""

    def __init__(self, session: Session, agency_id: int, now: datetime) -> None:
        self._session = session
        self._now = now
        self._stays = _stays(session, agency_id)
        self._imported = _imported(session, agency_id)

    def known(self, unit_id: int, name: str, day: date) -> tuple[Who, ...]:
        """Give who a row may tell of, first choice first: a member of that day, and whoever stood for such rows before.

        Without a name it tells of the unit itself.
        """
        key = (unit_id, comparable(name or UNIT_ITSELF))
        there = [stay for stay in self._stays[key] if stay.covers(day)] if name else []
        members = [Who(stay.member_id, stay.expected) for stay in there if len(there) == 1]
        stand_in = self._imported.get(key)
        return (*members, *([] if stand_in is None else [Who(stand_in, expected=False)]))

    def make(self, unit_id: int, name: str) -> Who:
        """Make somebody who stands for the rows of such a name."""
        member_id = self._make(name or UNIT_ITSELF)
        self._imported[unit_id, comparable(name or UNIT_ITSELF)] = member_id
        return Who(member_id, expected=False)

    def _make(self, name: str) -> int:
        member = Member(telegram_id=None, name=name, joined_at=self._now)
        self._session.add(member)
        self._session.flush()
        return member.id


def _stays(session: Session, agency_id: int) -> defaultdict[tuple[int, str], list[_Stay]]:
    query = (
        select(Membership, Member.name)
        .join(Member, Member.id == Membership.member_id)
        .where(Membership.agency_id == agency_id)
    )
    stays: defaultdict[tuple[int, str], list[_Stay]] = defaultdict(list)
    for one, name in session.execute(query):
        stay = _Stay(one.member_id, one.first_day, one.last_day, one.expected)
        stays[one.unit_id, comparable(name)].append(stay)
    return stays


def _imported(session: Session, agency_id: int) -> dict[tuple[int, str], int]:
    """Who stood for imported rows before, and is no member."""
    query = (
        select(DailyReport.unit_id, Member.name, Member.id)
        .join(Member, Member.id == DailyReport.member_id)
        .where(DailyReport.agency_id == agency_id, DailyReport.import_id.is_not(None), ~DailyReport.expected)
        .distinct()
    )
    return {(unit_id, comparable(name)): member_id for unit_id, name, member_id in session.execute(query)}
