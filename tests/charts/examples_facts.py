"""An operation and the capaian as the program draws them: from facts in a database, by the road of the commands.

The facts are a joint patrol of 55 days from 28 July 2025 with the reports of its first twelve days, the figures of
press release 226/SP/HM.01.02/POLKAM/7/2025 as an opening balance, and the enforcement events after it.
"""

import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy.orm import Session

from models import operation_plans, operation_progress, operations, results
from models.database import Database
from models.enforcement import Facts
from models.enforcement_changes import record
from models.goods import Goods, GoodsKind, Quantity
from models.indicators import questions_on
from models.members import Newcomer, take_in
from models.migrate import migrate
from models.opening_balances import enter
from models.operation_plans import Plan
from models.organisation import add_unit, agency_by_code, ship_agencies
from models.periods import Period
from models.permissions import EVERYTHING
from models.provinces import Zone
from models.reports import Filing, file_report
from models.schedule import moment
from models.schema import Role
from tests.clock.roster import answers_of
from tests.results.release import RELEASE
from views.charts.data import Chart
from views.operations import closing_summary, progress_card
from views.result_taps import ResultsView
from views.results import results_cards

FIRST, LAST = date(2025, 7, 28), date(2025, 8, 8)
EVENING = moment(LAST, time(21, 0), Zone.WIB)
MORNING_AFTER = moment(LAST + timedelta(days=1), time(8, 0), Zone.WIB)
BEFORE = datetime(2025, 7, 1, tzinfo=UTC)
#: Of each agency that takes part: how many officers, and what one of them leads on a day.
CREWS = {
    "BAKAMLA": (4, (3, 2, 1, 1)),
    "KKP": (3, (2, 3, 2, 0)),
    "TNIAL": (3, (4, 1, 0, 0)),
    "DJBC": (2, (1, 1, 4, 0)),
}
#: Kind, quantity in whole measures, measure, value of the goods, cases, suspects, loss prevented; day by day.
EVENTS: tuple[tuple[str, GoodsKind, int | None, str, int | None, int, int, int | None], ...] = (
    ("DJBC", GoodsKind.TOBACCO, 1_840_000, "batang", 2_760_000_000, 3, 2, 1_780_000_000),
    ("DJBC", GoodsKind.TOBACCO, 960_000, "batang", 1_440_000_000, 1, 1, 929_000_000),
    ("KKP", GoodsKind.LOBSTER_SEED, 125_000, "ekor", 18_750_000_000, 2, 4, None),
    ("POLRI", GoodsKind.NARCOTICS, 38, "kg", 57_000_000_000, 4, 6, None),
    ("DJBC", GoodsKind.ALCOHOL, 4_200, "botol", 2_100_000_000, 1, 0, 1_050_000_000),
    ("DJBC", GoodsKind.TOBACCO, 2_400_000, "batang", None, 2, 1, None),
    ("DJBC", GoodsKind.ELECTRONICS, 620, "unit", 3_410_000_000, 1, 1, 410_000_000),
    ("KKP", GoodsKind.LOBSTER_SEED, 88_000, "ekor", 13_200_000_000, 1, 2, None),
    ("BARANTIN", GoodsKind.PLANT_SEED, 4, "ton", 320_000_000, 1, 0, None),
    ("BARANTIN", GoodsKind.WILDLIFE, None, "", None, 1, 1, None),
    ("DJBC", GoodsKind.TOBACCO, 3_100_000, "batang", 4_650_000_000, 2, 1, 2_990_000_000),
    ("POLRI", GoodsKind.NARCOTICS, 12, "kg", 18_000_000_000, 1, 2, None),
)


@cache
def an_operation() -> Chart:
    """The joint patrol on its 12th day, as `/operasi` shows it."""
    return _drawn(_running)


@cache
def a_closed_operation() -> Chart:
    """The same, closed on that day, as its summary shows it to the groups on the morning after."""
    return _drawn(_closed)


@cache
def a_capaian() -> Chart:
    """The second semester so far, as `/capaian` shows it."""
    return _drawn(_results)


def _drawn(look: Callable[[Session], Chart | None]) -> Chart:
    """Look at the facts; what looking changes is undone."""
    with tempfile.TemporaryDirectory() as folder, closing(Database(f"sqlite:///{folder}/facts.db")) as database:
        migrate(database)
        database.write_now(_enter_facts)
        chart = database.read_now(look)
    assert chart is not None
    return chart


def _running(session: Session) -> Chart | None:
    (operation,) = operations.list_operations(session)
    found = operation_progress.progress_of(session, operation, EVENING)
    return progress_card(found, now=EVENING, synthetic=True).chart


def _closed(session: Session) -> Chart | None:
    (operation,) = operations.list_operations(session)
    closed = operation_plans.close(session, None, operation.id, LAST, EVENING)
    found = operation_progress.progress_of(session, closed, MORNING_AFTER)
    return closing_summary(found, now=MORNING_AFTER, synthetic=True).chart


def _results(session: Session) -> Chart | None:
    found = results.of_period(session, Period.semester(2025, 2), EVERYTHING, LAST)
    first, *_ = results_cards(found, ResultsView.SUMMARY, now=EVENING, today=LAST, synthetic=True)
    return first.chart


def _enter_facts(session: Session) -> None:
    ship_agencies(session, BEFORE)
    units = {code: _unit(session, code) for code in (*CREWS, "POLRI", "BARANTIN")}
    ids = frozenset(agency_by_code(session, code).id for code in CREWS)
    operation_plans.create(session, None, Plan("Patroli Bersama Bakamla", FIRST, 55, ids), BEFORE)
    for code, (officers, led) in CREWS.items():
        for place in range(officers):
            _report_daily(session, code, units[code], place, led)
    enter(session, None, RELEASE, EVENING, today=LAST)
    for place, (code, kind, amount, measure, value, cases, suspects, loss) in enumerate(EVENTS):
        goods = Goods(kind, Quantity(amount * 1000, measure) if amount else None)
        facts = Facts(FIRST + timedelta(days=place % 12), units[code], (goods,), value, cases, suspects, loss)
        record(session, None, facts, EVENING, today=LAST)


def _unit(session: Session, code: str) -> int:
    return add_unit(session, agency_by_code(session, code), "BATAM", "Batam", 31, now=BEFORE).id


def _report_daily(session: Session, code: str, unit_id: int, place: int, led: tuple[int, ...]) -> None:
    """One officer reports daily, and forgets it on every ninth day; nobody of DJBC begins at once."""
    telegram_id = 10 * list(CREWS).index(code) + place + 5_000
    member_id = take_in(
        session, Newcomer(telegram_id, "Petugas", None, Role.OFFICER, unit_id), actor_id=None, now=BEFORE
    )
    for number in range((LAST - FIRST).days + 1):
        if (number + 2 * place) % 9 == 8 or (code == "DJBC" and number < 2):
            continue
        day = FIRST + timedelta(days=number)
        questions = questions_on(session, day)
        done = [max(0, count + (number * 3 + place + row) % 3 - 1) for row, count in enumerate(led)]
        filing = Filing(member_id, day, member_id, answers_of(questions, done))
        file_report(session, filing, questions, moment(day, time(18, 0), Zone.WIB))
