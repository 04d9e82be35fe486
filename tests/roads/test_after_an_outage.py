"""After an outage, on the wire: what has waited drains at Telegram's pace, and answers go before it."""

import asyncio
from collections import Counter
from itertools import count

from sqlalchemy import select

from bot.allowance import Limits
from models.members import Newcomer, take_in
from models.schema import Outbox, OutboxState, Role
from simulator.people import Person, Telegram
from simulator.running import RunningSimulator
from tests.databases import NewUrl
from tests.desk import Desk

OFFICERS = 70
FIRST_ID = 2000
TOO_MANY = 429
#: A machine that stalls for a moment brings messages closer together than they left.
FEW = OFFICERS // 7


async def settled(desk: Desk) -> list[Person]:
    """Officers of one unit, one more than leave at once, all of whom have written to the bot before."""
    ids = range(FIRST_ID, FIRST_ID + OFFICERS)
    people = await desk.telegram.add_people(
        [{"id": one, "first_name": f"Petugas {one}", "started": True} for one in ids]
    )
    for one in ids:
        newcomer = Newcomer(one, f"Petugas {one}", "Lettu", Role.OFFICER, desk.units["BAKAMLA/BATAM"])
        desk.program.database.write_now(take_in, newcomer, actor_id=None, now=desk.clock.now())
    return people


async def test_what_waited_for_telegram_drains_without_a_storm_and_answers_overtake_it(
    simulator: RunningSimulator, new_sqlite: NewUrl
) -> None:
    async with (
        Telegram.connect(simulator.url) as telegram,
        Desk(simulator.url, new_sqlite(), telegram, limits=Limits()) as desk,
    ):
        desk.settle_units("BAKAMLA/BATAM")
        first, *_ = await settled(desk)
        await telegram.limits(on=True)
        await telegram.fault("refuse", "sendMessage", code=502, times=None)
        await telegram.fault("refuse", "getMe", code=502, times=None)
        for minute in range(5):
            await desk.at(f"2025-09-15T15:0{minute}:00+07:00")
        assert len(await telegram.log("sendMessage")) == 1, "nothing is tried in vain"

        await telegram.no_faults()
        draining = asyncio.create_task(desk.at("2025-09-15T15:05:00+07:00"))
        await some_have_arrived(telegram)
        await first.send("/bantuan")
        await first.sees("/lapor")
        assert outbox(desk)[OutboxState.PENDING] > 0, "the answer did not wait for those that had waited longer"
        await draining
        calls = await telegram.log("sendMessage")
        assert [call["status"] for call in calls].count(TOO_MANY) <= FEW, "they have left as a storm"

        await desk.at("2025-09-15T15:06:00+07:00")
        assert outbox(desk) == {OutboxState.UNKNOWN: 1, OutboxState.SENT: OFFICERS - 1}
        calls = await telegram.log("sendMessage")
        arrived = Counter(call["parameters"]["chat_id"] for call in calls if call["status"] == 200)
        arrived[str(first.id)] -= 1
        assert sum(arrived.values()) == OFFICERS - 1, "the answer, and every invitation but the one in doubt"
        assert set(arrived.values()) <= {0, 1}, "none came twice"


async def some_have_arrived(telegram: Telegram) -> None:
    """Wait until a few of those that waited have left, so that many still wait."""
    for _ in count():
        if len(await telegram.log("sendMessage")) > OFFICERS // 5:
            return


def outbox(desk: Desk) -> Counter[OutboxState]:
    """Count the invitations by what became of them."""
    return Counter(desk.program.database.read_now(lambda session: session.scalars(select(Outbox.state)).all()))
