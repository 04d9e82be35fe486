"""A flood of one person: bounded, said once, and of no cost to anybody else."""

import asyncio

from telegram import Update

from bot.intake import MOST_WAITING
from handlers.context import Context
from handlers.reply import Reply, say
from tests.roads.conftest import Entrance, entrance
from tests.roads.updates import message, tap
from views import guidance
from views.screen import Card

__all__ = ["entrance"]

BUDI, SARI, STRANGER = 11, 12, 6666


class Gate:
    """A handler that lets nobody of the flood through until it is opened."""

    def __init__(self, shut_for: int) -> None:
        self.opened = asyncio.Event()
        self._shut_for = shut_for
        self.through: list[int] = []

    async def handle(self, _update: Update, context: Context) -> Reply:
        if context.telegram_id == self._shut_for:
            await self.opened.wait()
        self.through.append(context.telegram_id)
        return say(Card("Tercatat"))


async def test_a_flood_costs_nobody_else_anything(entrance: Entrance) -> None:
    gate = Gate(BUDI)
    intake = entrance.intake(gate.handle)
    flood = [asyncio.create_task(intake.accept(message(BUDI, "x"))) for _ in range(5 * MOST_WAITING)]
    await asyncio.sleep(0)
    await intake.accept(message(SARI, "halo"))
    assert gate.through == [SARI], "while the flood still waits"
    gate.opened.set()
    await asyncio.gather(*flood)


async def test_what_is_beyond_the_bound_is_dropped_and_said_once(entrance: Entrance) -> None:
    gate = Gate(BUDI)
    intake = entrance.intake(gate.handle)
    sent = [message(BUDI, "x") for _ in range(2 * MOST_WAITING)] + [tap(BUDI) for _ in range(MOST_WAITING)]
    flood = [asyncio.create_task(intake.accept(update)) for update in sent]
    await asyncio.sleep(0)
    gate.opened.set()
    await asyncio.gather(*flood)
    await intake.settle()
    assert MOST_WAITING <= len(gate.through) <= MOST_WAITING + 1
    assert entrance.replies.texts.count(guidance.too_much_at_once()) == 1
    await intake.accept(message(BUDI, "lagi"))
    assert entrance.replies.texts[-1] == "Tercatat", "afterwards they are read as ever"


async def test_a_stranger_who_floods_reads_nothing_of_it(entrance: Entrance) -> None:
    gate = Gate(STRANGER)
    intake = entrance.intake(gate.handle)
    flood = [asyncio.create_task(intake.accept(message(STRANGER, "x"))) for _ in range(2 * MOST_WAITING)]
    await asyncio.sleep(0)
    gate.opened.set()
    await asyncio.gather(*flood)
    await intake.settle()
    assert guidance.too_much_at_once() not in entrance.replies.texts
