"""What the demonstration's desk has besides reports: the joint patrol, published figures, events, and targets.

The patrol and the published figures are those of the press (release 226/SP/HM.01.02/POLKAM/7/2025); the events and the
targets are made up.
"""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.demo.cast import Cast, DemoUnit
from models.clock import local_date
from models.enforcement import Facts
from models.enforcement_changes import record
from models.goods import Goods, GoodsKind, Quantity
from models.indicators import questions_on
from models.opening_balances import Measure, OpeningFigure, Publication, enter
from models.operation_plans import Plan, create
from models.organisation import agency_by_code
from models.periods import Period
from models.provinces import Zone
from models.targets import Aim, set_target

PATROL = "Patroli Bersama Pencegahan Penyelundupan"
PATROL_BEGINS, PATROL_DAYS = date(2025, 7, 28), 55
PATROL_AGENCIES = ("BAKAMLA", "TNIAL", "POLRI", "DJBC", "KKP")
RELEASE = Publication(
    source="Siaran Pers No. 226/SP/HM.01.02/POLKAM/7/2025",
    as_of=date(2025, 7, 24),
    figures=(
        OpeningFigure(Measure.GOODS_VALUE, 7_900_000_000_000),
        OpeningFigure(Measure.CASES, 1_152),
        OpeningFigure(Measure.SUSPECTS, 272),
        OpeningFigure(Measure.LOSS_PREVENTED, 125_900_000_000, Period.semester(2025, 1)),
    ),
)
EVENTS = 24
#: For the desk and the second semester of 2025, in the order of the form.
TARGETS = (42_000, 23_000, 50_000, 13_000)
_MILLION = 1_000_000
#: What is seized, by how much at most, in what measure, and what one of it is worth in thousands of rupiah.
_GOODS = (
    (GoodsKind.TOBACCO, 400_000, "batang", 2),
    (GoodsKind.LOBSTER_SEED, 30_000, "ekor", 150),
    (GoodsKind.NARCOTICS, 12, "kg", 1_200_000),
    (GoodsKind.ELECTRONICS, 300, "unit", 4_000),
    (GoodsKind.ALCOHOL, 900, "botol", 700),
    (GoodsKind.WILDLIFE, 40, "ekor", 9_000),
    (GoodsKind.PLANT_SEED, 6_000, "pohon", 60),
)


def add_campaigns(session: Session, cast: Cast, now: datetime) -> None:
    """Write the operation, the published figures, the events until now, and the targets."""
    today = local_date(now, Zone.WIB)
    agencies = frozenset(agency_by_code(session, code).id for code in PATROL_AGENCIES)
    create(session, None, Plan(PATROL, PATROL_BEGINS, PATROL_DAYS, agencies), now)
    enter(session, None, RELEASE, now, today=today)
    for facts in _events(cast.units, today):
        record(session, None, facts, now, today=today)
    semester = Period.semester_of(today)
    for question, amount in zip(questions_on(session, today), TARGETS, strict=True):
        set_target(session, None, Aim(semester, question.indicator_id), amount, now)


def _events(units: Sequence[DemoUnit], today: date) -> list[Facts]:
    """The same ones in every demonstration, on days between the release and today."""
    chance = random.Random(226)
    days = (today - RELEASE.as_of).days
    return [_event(chance, chance.choice(units), today - timedelta(days=chance.randrange(days))) for _ in range(EVENTS)]


def _event(chance: random.Random, unit: DemoUnit, day: date) -> Facts:
    kind, most, measure, worth = chance.choice(_GOODS)
    amount = chance.randint(max(1, most // 20), most)
    value = amount * worth * 1_000 // _MILLION * _MILLION
    goods = (Goods(kind, Quantity(amount * 1_000, measure)),)
    return Facts(day, unit.id, goods, value, 1, chance.randint(0, 3), value * chance.randint(1, 4) // 10)
