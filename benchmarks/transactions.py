"""Transactions: one form step through `database.write`, beside a bare INSERT through the same door on the same file."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.figures import Figures, ratio, whole
from benchmarks.ground import FIRST_OFFICER_ID, Ground, settle
from benchmarks.scale import Scale
from benchmarks.scene import AFTERNOON
from models.clock import local_date
from models.database import Database
from models.drafts import Press, open_form, press
from models.form import Back, Count, Move
from models.form_card import FormCard
from models.members import identify
from models.permissions import Person

#: How many people step at the same time: enough to keep every writer busy.
PEOPLE = 16
_NOW = datetime.fromisoformat(AFTERNOON)
_INSERT = text("INSERT INTO bench_bare (note) VALUES (:note)")

Work = Callable[[int], Awaitable[object]]

_NOTES = """\
{scale.transactions} of each kind in each of {scale.rounds} rounds, in turns, {people} people at once; medians. All are
on the disk before anybody is told; on SQLite those that wait together share a commit. The ratio is what the rule costs.
"""


async def measure(ground: Ground, scale: Scale) -> Figures:
    """Measure both databases, steps and bare INSERTs in turns."""
    rows = [await _measure(ground.database(kind), kind, scale) for kind in ("SQLite", "PostgreSQL")]
    return Figures(
        "Transactions a second through `database.write`",
        ("database", "form steps/s", "bare INSERTs/s", "ratio"),
        tuple(rows),
        _NOTES.format(scale=scale, people=PEOPLE),
    )


async def _measure(url: str, kind: str, scale: Scale) -> tuple[str, ...]:
    await asyncio.to_thread(settle, url, PEOPLE, _NOW)
    database = Database(url)
    try:
        people = [database.write_now(_open, FIRST_OFFICER_ID + place) for place in range(PEOPLE)]
        database.write_now(_make_bare_table)
        steps, bare = [], []
        for _ in range(scale.rounds):
            steppers = [_Stepper(database, *one) for one in people]
            steps.append(await _rate(lambda place, them=steppers: them[place].step(), scale.transactions))  # type: ignore[misc]
            people = [(one.person, one.card) for one in steppers]
            bare.append(await _rate(lambda place: database.write(_insert, place), scale.transactions))
    finally:
        database.close()
    ratios = [one / other for one, other in zip(steps, bare, strict=True)]
    return kind, whole(median(steps)), whole(median(bare)), ratio(median(ratios), 1)


async def _rate(work: Work, times: int) -> float:
    """Give how often a second the work was done, by everybody at the same time."""

    async def often(place: int) -> None:
        for _ in range(times // PEOPLE):
            await work(place)

    begun = time.perf_counter()
    await asyncio.gather(*(often(place) for place in range(PEOPLE)))
    return times // PEOPLE * PEOPLE / (time.perf_counter() - begun)


class _Stepper:
    """Somebody who answers the first question and goes back, to and fro."""

    def __init__(self, database: Database, person: Person, card: FormCard) -> None:
        self._database = database
        self.person = person
        self.card = card

    async def step(self) -> None:
        first = self.card.question == self.card.questions[0]
        move: Move = Count(3) if first else Back()
        button = Press(self.card.draft_id, self.card.state.version, self.card.state.step)
        moved = await self._database.write(press, self.person, button, move, _NOW)
        assert moved is not None  # noqa: S101 - their own form
        assert not moved.stale  # noqa: S101 - every step must be one
        self.card = moved


def _open(session: Session, telegram_id: int) -> tuple[Person, FormCard]:
    person = identify(session, telegram_id, _NOW + timedelta(0))
    assert person is not None  # noqa: S101 - just settled
    return person, open_form(session, person, local_date(_NOW, person.zone), _NOW)


def _make_bare_table(session: Session) -> None:
    session.execute(text("CREATE TABLE bench_bare (note INTEGER)"))


def _insert(session: Session, note: int) -> None:
    session.execute(_INSERT, {"note": note})
