"""The map of units and days, and the table of a unit's people, against a recount from the raw rows."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.period_parts import Grain, days_in
from models.periods import Period, PeriodKind
from models.permissions import Place
from models.provinces import Zone
from models.recap import Recap, RecapLine, recap
from models.recap_compliance import Compliance, ComplianceLine, compliance
from models.recap_members import member_lines, over_within
from models.recap_people import people_of
from models.schema import Agency, Membership, Unit
from tests.clock.roster import MONDAY, NIHIL, Roster
from tests.clock.stories import FIRST_DAY, STORY_DAYS, Event, Raw, figures, recount, relaxed, stories, told

PERIODS = [
    Period.week_of(FIRST_DAY),
    Period.between(FIRST_DAY - timedelta(days=2), FIRST_DAY + timedelta(days=STORY_DAYS)),
    Period.month_of(FIRST_DAY),
    Period.semester_of(FIRST_DAY),
]
Cells = list[tuple[int, int] | None]


def morning(ahead: int) -> datetime:
    """Nine o'clock in Jakarta: today does not count yet."""
    return datetime(2025, 6, 27, 9, tzinfo=Zone.WIB.tz).astimezone(UTC) + timedelta(days=ahead)


def cells_of(line: ComplianceLine) -> Cells:
    return [(cell.expected, cell.reported) if cell else None for cell in line.cells]


def recounted_cells(raw: Raw, parts: tuple[Period, ...], until: date, unit_id: int) -> Cells:
    """Each part of one unit's row, day by day from the raw rows."""
    cells: Cells = []
    for part in parts:
        if part.first > until:
            cells.append(None)
            continue
        days = [recount(raw, Period.day(day), day, unit_id=unit_id) for day in days_in(part) if day <= until]
        cells.append((sum(day["expected"] for day in days), sum(day["reported"] for day in days)))
    return cells


def mapped(session: Session, period: Period, agency_id: int, now: datetime) -> Compliance:
    found = recap(session, period, agency_id, now)
    return compliance(session, found, people_of(session, period, found.place))


@relaxed
@given(story=stories, ahead=st.integers(0, STORY_DAYS + 1))
def test_every_cell_of_the_map_is_what_a_recount_finds(desk_roster: Roster, story: list[Event], ahead: int) -> None:
    now, until = morning(ahead), FIRST_DAY + timedelta(days=ahead - 1)

    def check(session: Session) -> None:
        raw = Raw.of(session)
        for period in PERIODS:
            for agency in session.scalars(select(Agency)):
                found = mapped(session, period, agency.id, now)
                rows = {line.code: cells_of(line) for line in found.lines}
                for unit in session.scalars(select(Unit).where(Unit.agency_id == agency.id)):
                    cells = recounted_cells(raw, found.parts, until, unit.id)
                    due = any(cell and cell[0] for cell in cells)
                    assert rows.get(unit.code) == (cells if due else None), (period, unit.code)
                assert sum(line.expected for line in found.lines) == found.whole.expected
                assert sum(line.reported for line in found.lines) == found.whole.reported

    told(desk_roster, story, check)


def of_a_unit(session: Session, period: Period, unit: Unit, now: datetime) -> tuple[Recap, tuple[RecapLine, ...]]:
    found = recap(session, period, unit.agency_id, now, unit.id)
    return found, member_lines(session, found, over_within(found.period, found.counted_until))


def people_there(raw: Raw, period: Period, unit_id: int) -> set[int]:
    def touches(one: Membership) -> bool:
        return one.first_day <= period.last and (one.last_day is None or one.last_day >= period.first)

    return {one.member_id for one in raw.memberships if one.unit_id == unit_id and touches(one)}


@relaxed
@given(story=stories, ahead=st.integers(0, STORY_DAYS + 1))
def test_the_table_of_a_units_people_is_what_a_recount_finds(
    desk_roster: Roster, story: list[Event], ahead: int
) -> None:
    now, until = morning(ahead), FIRST_DAY + timedelta(days=ahead - 1)

    def check(session: Session) -> None:
        raw = Raw.of(session)
        assert local_date(now, Zone.WIB) == until + timedelta(days=1)
        for period in PERIODS:
            for unit in session.scalars(select(Unit)):
                found, lines = of_a_unit(session, period, unit, now)
                recounted = [
                    recount(raw, period, until, unit_id=unit.id, member_id=member_id)
                    for member_id in people_there(raw, period, unit.id)
                ]
                shown = sorted(tuple(sorted((+figures(line)).items())) for line in lines)
                told_of = sorted(tuple(sorted((+one).items())) for one in recounted)
                assert [one for one in shown if one] == [one for one in told_of if one], (period, unit.code)
                assert sum(map(figures, lines), Counter()) == +figures(found.total)

    told(desk_roster, story, check)


def test_the_map_of_a_week_has_its_days_and_the_fewest_first(roster: Roster) -> None:
    for name, unit in (("Ani", "BAKAMLA/BATAM"), ("Budi", "BAKAMLA/AMBON"), ("Citra", "BAKAMLA/AMBON")):
        roster.member(name, unit)
    roster.excuse("Citra", date(2025, 9, 16), date(2025, 9, 16))
    for ahead in range(3):
        roster.report("Ani", MONDAY + timedelta(days=ahead), NIHIL)
    roster.report("Budi", MONDAY)
    roster.clock.set("2025-09-18T08:00:00+07:00")
    found = roster.database.read_now(mapped, Period.week_of(MONDAY), agency_of(roster), roster.clock.now())
    assert (found.grain, len(found.parts), found.period.kind) == (Grain.DAY, 7, PeriodKind.WEEK)
    assert [(line.code, cells_of(line)) for line in found.lines] == [
        ("AMBON", [(2, 1), (1, 0), (2, 0), None, None, None, None]),
        ("BATAM", [(1, 1), (1, 1), (1, 1), None, None, None, None]),
    ]
    assert (found.whole.expected, found.whole.reported) == (8, 4)


def test_people_are_the_same_whichever_period_they_are_asked_for_with(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.excuse("Budi", date(2025, 9, 17), date(2025, 9, 22))
    whole, last = Period.month_of(MONDAY), date(2025, 9, 19)

    def both(session: Session) -> tuple[object, object, object]:
        cut = people_of(session, whole, Place()).until(last)
        asked = people_of(session, Period.between(whole.first, last), Place())
        return cut, asked, people_of(session, whole, Place()).until(whole.first - timedelta(days=1)).counted

    cut, asked, before = roster.database.read_now(both)
    assert cut == asked
    assert before is None


def agency_of(roster: Roster) -> int:
    return roster.database.read_now(
        lambda session: session.scalars(select(Agency.id).where(Agency.code == "BAKAMLA")).one()
    )
