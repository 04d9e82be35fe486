"""Sending what the outbox holds: once, whatever becomes of it on the way; and nothing that has become pointless."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.schema import CoordinationGroup, Outage, OutboxState, Role
from scheduler.letter import RETRY_AFTER, MaybeSent, Moved, NotSent, Refused
from scheduler.planning import plan_what_is_due
from scheduler.sender import BATCH, WRITING_TRIES, Outgoing
from tests.clock.courier import Courier
from tests.clock.roster import Roster
from tests.clock.rows import AFTERNOON, EVENING, NIGHT, later, only_row, tick

LATE = "2025-09-15T19:40:00+07:00"


OLD_GROUP, NEW_GROUP = -77, -100_077


def note_outage(session: Session, now: datetime) -> None:
    """Nothing arrived from 19.00 to now."""
    session.add(Outage(began_at=now - timedelta(minutes=40), ended_at=now))


async def test_what_arrived_is_sent_and_never_again(roster: Roster, courier: Courier, outgoing: Outgoing) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    await tick(roster, outgoing, AFTERNOON)
    await outgoing.tick()
    (letter,) = courier.delivered
    assert letter.chat_id == roster.telegram_id("Ani")
    row = only_row(roster)
    assert (row.state, row.message_id, row.chat_id) == (OutboxState.SENT, 1, letter.chat_id)
    assert row.settled_at == roster.clock.now()


async def test_what_telegram_refuses_has_failed(roster: Roster, courier: Courier, outgoing: Outgoing) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    courier.answers = [Refused("Bad Request: chat not found")]
    await tick(roster, outgoing, AFTERNOON)
    await tick(roster, outgoing, EVENING)
    states = [(row.kind, row.state, row.outcome) for row in roster.outbox()]
    assert states == [
        ("invitation", OutboxState.FAILED, "Bad Request: chat not found"),
        ("nudge", OutboxState.SENT, None),
    ]


async def test_who_blocked_the_bot_is_tried_no_more(roster: Roster, courier: Courier, outgoing: Outgoing) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    courier.answers = [Refused("Forbidden: bot was blocked by the user", blocked=True)]
    await tick(roster, outgoing, AFTERNOON)
    await tick(roster, outgoing, EVENING)
    assert len(courier.delivered) == 1
    assert only_row(roster).state == OutboxState.FAILED


async def test_what_certainly_did_not_arrive_is_sent_later_once(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    courier.answers = [NotSent("no connection"), NotSent("too many requests", timedelta(seconds=90))]
    await tick(roster, outgoing, AFTERNOON)
    assert only_row(roster).state == OutboxState.PENDING
    for span, tries in (
        (RETRY_AFTER, 2),
        (timedelta(seconds=89), 2),
        (timedelta(seconds=1), 3),
        (timedelta(minutes=2), 3),
    ):
        later(roster, span)
        await outgoing.tick()
        assert len(courier.delivered) == tries
    assert only_row(roster).state == OutboxState.SENT


async def test_what_may_have_arrived_is_unknown_and_never_sent_again(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    courier.answers = [MaybeSent("TimedOut")]
    await tick(roster, outgoing, AFTERNOON)
    later(roster, timedelta(minutes=2))
    await outgoing.tick()
    assert len(courier.delivered) == 1
    assert only_row(roster).state == OutboxState.UNKNOWN


async def test_a_courier_that_breaks_down_leaves_it_unknown_and_stops_nobody_else(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    for name in ("Ani", "Budi"):
        roster.member(name, "BAKAMLA/BATAM")
    courier.answers = [ZeroDivisionError()]
    await tick(roster, outgoing, AFTERNOON)
    await outgoing.tick()
    assert len(courier.delivered) == 2
    assert sorted(row.state for row in roster.outbox()) == [OutboxState.SENT, OutboxState.UNKNOWN]


async def test_a_group_that_moved_keeps_its_binding_and_gets_the_post_once(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.OFFICER)
    roster.group("Ketua", OLD_GROUP)
    roster.report("Ketua")
    courier.answers = [Moved(NEW_GROUP)]
    await tick(roster, outgoing, NIGHT)
    await outgoing.tick()
    assert [letter.chat_id for letter in courier.delivered] == [OLD_GROUP, NEW_GROUP]
    assert only_row(roster).state == OutboxState.SENT
    bound = roster.database.read_now(lambda session: session.get(CoordinationGroup, only_row(roster).group_id))
    assert bound is not None
    assert (bound.chat_id, bound.active) == (NEW_GROUP, True)


async def test_a_group_that_moved_to_where_it_is_bound_already_gets_no_second_post(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.OFFICER)
    roster.report("Ketua")
    roster.group("Ketua", OLD_GROUP)
    roster.group("Ketua", NEW_GROUP)
    courier.answers = [Moved(NEW_GROUP)]
    await tick(roster, outgoing, NIGHT)
    assert sorted(row.state for row in roster.outbox()) == [OutboxState.DROPPED, OutboxState.SENT]


async def test_an_unwritable_message_is_tried_again_and_then_has_failed(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ketua", "POLKAM/PUSAT")
    roster.report("Ketua")
    roster.group("Ketua", -1)
    courier.drawing_fails = WRITING_TRIES
    for tried in range(1, WRITING_TRIES + 1):
        await tick(roster, outgoing, NIGHT) if tried == 1 else await outgoing.tick()
        assert only_row(roster).state == (OutboxState.PENDING if tried < WRITING_TRIES else OutboxState.FAILED)
        later(roster, RETRY_AFTER)
    assert only_row(roster).outcome == "unwritable: RuntimeError"


async def test_an_outage_of_the_network_uses_up_no_try_to_write(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ketua", "POLKAM/PUSAT")
    roster.report("Ketua")
    roster.group("Ketua", -1)
    courier.answers = [NotSent("no connection")] * WRITING_TRIES
    await tick(roster, outgoing, NIGHT)
    for _ in range(WRITING_TRIES):
        later(roster, RETRY_AFTER)
        await outgoing.tick()
    courier.drawing_fails = 1
    courier.answers = []
    later(roster, RETRY_AFTER)
    await outgoing.tick()
    assert only_row(roster).state in (OutboxState.PENDING, OutboxState.SENT)


async def test_a_picture_that_fails_once_costs_no_post(roster: Roster, courier: Courier, outgoing: Outgoing) -> None:
    for number in (1, 2):
        roster.member(f"Ketua {number}", "POLKAM/PUSAT")
        roster.report(f"Ketua {number}")
        roster.group(f"Ketua {number}", -number)
    courier.drawing_fails = 1
    await tick(roster, outgoing, NIGHT)
    assert len(courier.delivered) == 1, "an unwritable message stops no other"
    later(roster, RETRY_AFTER)
    await outgoing.tick()
    assert {letter.chat_id for letter in courier.delivered} == {-1, -2}


async def test_a_chat_that_must_wait_holds_up_nobody_else(roster: Roster, courier: Courier, outgoing: Outgoing) -> None:
    many = BATCH + 6
    for number in range(many):
        roster.member(f"Petugas {number}", "BAKAMLA/BATAM")
    slow = roster.telegram_id("Petugas 3")
    courier.closed[slow] = asyncio.Event()
    roster.clock.set(AFTERNOON)
    await outgoing.plan()
    async with asyncio.timeout(60):
        while len(courier.delivered) < many - 1:
            await outgoing.let_go()
            await asyncio.wait(outgoing._leaving, return_when=asyncio.FIRST_COMPLETED)
    assert slow not in {letter.chat_id for letter in courier.delivered}
    courier.closed[slow].set()
    await outgoing.finish()
    assert slow in {letter.chat_id for letter in courier.delivered}


async def test_who_reports_while_the_reminder_waits_for_its_turn_gets_none(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    courier.meanwhile = lambda: roster.report("Ani")
    await tick(roster, outgoing, AFTERNOON)
    assert courier.delivered == []
    assert (only_row(roster).state, only_row(roster).outcome) == (OutboxState.DROPPED, "reported or excused")


async def test_one_warning_says_a_deadline_that_moved_while_the_earlier_one_still_waited(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(LATE)
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    roster.database.write_now(note_outage, roster.clock.now())
    await outgoing.tick()
    assert sorted((row.state, row.occasion) for row in roster.outbox()) == [
        (OutboxState.DROPPED, "2025-09-15"),
        (OutboxState.SENT, "2025-09-15 +151340"),
    ]
    (letter,) = courier.delivered
    assert "20.40 WIB" in letter.card.text
