"""Press release 226/SP/HM.01.02/POLKAM/7/2025 as an opening balance, and events for tests."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from models.enforcement import Event, Facts
from models.enforcement_changes import record
from models.goods import Goods
from models.members import person_by_id
from models.opening_balances import Measure, OpeningFigure, Publication, enter
from models.periods import Period
from models.permissions import Person, Place
from models.results import Results, of_period
from tests.clock.roster import Roster

SOURCE = "Siaran Pers No. 226/SP/HM.01.02/POLKAM/7/2025"
RELEASED = date(2025, 7, 24)
RELEASE = Publication(
    source=SOURCE,
    as_of=RELEASED,
    figures=(
        OpeningFigure(Measure.GOODS_VALUE, 7_900_000_000_000),
        OpeningFigure(Measure.CASES, 1_152),
        OpeningFigure(Measure.SUSPECTS, 272),
        OpeningFigure(Measure.LOSS_PREVENTED, 125_900_000_000, Period.semester(2025, 1)),
    ),
)
TODAY = date(2025, 9, 15)
FIRST_HALF, SECOND_HALF = Period.semester(2025, 1), Period.semester(2025, 2)


def person_of(roster: Roster, name: str) -> Person:
    def find(session: Session) -> Person | None:
        return person_by_id(session, roster.members[name], roster.clock.now())

    person = roster.database.read_now(find)
    assert person is not None
    return person


def enter_release(roster: Roster) -> None:
    roster.database.write_now(enter, None, RELEASE, roster.clock.now(), today=TODAY)


def event(
    roster: Roster,
    unit: str,
    day: date,
    *,
    value: int | None = None,
    loss: int | None = None,
    cases: int = 1,
    suspects: int = 0,
    goods: Sequence[Goods] = (),
    by: Person | None = None,
) -> Event:
    facts = Facts(day, roster.unit(unit), tuple(goods), value, cases, suspects, loss)
    return roster.database.write_now(record, by, facts, roster.clock.now(), today=TODAY)


def results(roster: Roster, period: Period, place: Place | None = None, today: date = TODAY) -> Results:
    return roster.database.read_now(of_period, period, place or Place(), today)
