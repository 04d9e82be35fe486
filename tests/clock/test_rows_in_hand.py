"""Who has a message in hand: after a crash, beside another process, and while a clock jumps."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from models.outbox import settle, settle_waiting, start_sending, wait_longer
from models.schema import OutboxState
from scheduler.letter import RETRY_AFTER
from scheduler.sender import Outgoing
from tests.clock.courier import Courier
from tests.clock.lives import Seconds, heart_of, see_it_silent
from tests.clock.roster import Roster
from tests.clock.rows import AFTERNOON, claim_one, later, only_row, tick


async def test_a_crash_on_the_way_leaves_it_unknown(
    roster: Roster, courier: Courier, outgoing: Outgoing, seconds: Seconds
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    row = claim_one(roster)
    assert roster.database.write_now(start_sending, row.id, 1, "elsewhere", roster.clock.now())
    await outgoing.tick()
    assert only_row(roster).state == OutboxState.SENDING, "another process is at it"
    await see_it_silent(outgoing, seconds)
    assert (only_row(roster).state, only_row(roster).outcome) == (OutboxState.UNKNOWN, "interrupted")
    assert courier.delivered == []


async def test_a_crash_before_it_left_is_made_good_once(
    roster: Roster, courier: Courier, outgoing: Outgoing, seconds: Seconds
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    claim_one(roster)
    await outgoing.tick()
    assert courier.delivered == [], "its worker may still come"
    for _ in range(2):
        await see_it_silent(outgoing, seconds)
        await outgoing.tick()
    assert len(courier.delivered) == 1


@pytest.mark.parametrize("jump", [timedelta(hours=2, minutes=59), -timedelta(days=3)])
async def test_a_clock_that_jumps_takes_nothing_out_of_anybodys_hands(
    roster: Roster, courier: Courier, outgoing: Outgoing, seconds: Seconds, jump: timedelta
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    row = claim_one(roster)
    assert roster.database.write_now(start_sending, row.id, 1, "elsewhere", roster.clock.now())
    elsewhere = heart_of(roster, "elsewhere", seconds)
    for _ in range(5):
        seconds.now += 10
        later(roster, jump / 5)
        await elsewhere.beat()
        await outgoing.plan()
        assert only_row(roster).state == OutboxState.SENDING
    assert courier.delivered == []


async def test_what_nobody_has_in_hand_any_more_is_doubted_at_once(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    courier.answers = [ZeroDivisionError()]
    await tick(roster, outgoing, AFTERNOON)
    await outgoing.plan()
    assert only_row(roster).state == OutboxState.UNKNOWN


async def test_what_is_on_its_way_here_is_not_doubted(roster: Roster, courier: Courier, outgoing: Outgoing) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    courier.closed[roster.telegram_id("Ani")] = asyncio.Event()
    await outgoing.plan()
    await outgoing.let_go()
    later(roster, timedelta(hours=2))
    await outgoing.plan()
    assert await outgoing.let_go() == 0, "nor claimed a second time"
    courier.closed[roster.telegram_id("Ani")].set()
    await outgoing.finish()
    assert only_row(roster).state == OutboxState.SENT


async def test_a_worker_that_comes_late_finds_its_row_sent(
    roster: Roster, outgoing: Outgoing, seconds: Seconds
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    overslept = claim_one(roster)
    await see_it_silent(outgoing, seconds)
    await outgoing.tick()
    assert not roster.database.write_now(start_sending, overslept.id, 1, "elsewhere", roster.clock.now())


@pytest.mark.parametrize("state", [OutboxState.SENDING, OutboxState.SENT])
async def test_what_another_process_sent_meanwhile_is_never_called_dropped(
    roster: Roster, courier: Courier, outgoing: Outgoing, state: OutboxState
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    await outgoing.plan()

    def elsewhere() -> None:
        now = roster.clock.now()
        assert roster.database.write_now(start_sending, only_row(roster).id, 1, "elsewhere", now)
        if state == OutboxState.SENT:
            roster.database.write_now(settle, only_row(roster).id, state, now, message_id=7)
        roster.report("Ani")

    courier.meanwhile = elsewhere
    await outgoing.let_go()
    await outgoing.finish()
    assert (only_row(roster).state, only_row(roster).message_id) == (state, 7 if state == OutboxState.SENT else None)
    assert courier.delivered == []


@pytest.mark.parametrize("change", [wait_longer, settle_waiting])
def test_who_could_not_write_it_leaves_alone_what_another_process_sent(roster: Roster, change: Any) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    row, now = claim_one(roster), roster.clock.now()
    roster.database.write_now(settle, row.id, OutboxState.SENT, now, message_id=7)
    more = (OutboxState.FAILED, now, "unwritable") if change is settle_waiting else (now + RETRY_AFTER,)
    assert not roster.database.write_now(change, row.id, *more)
    assert (only_row(roster).state, only_row(roster).message_id) == (OutboxState.SENT, 7)
