"""Sending what the outbox holds: once, whatever becomes of it on the way; and nothing that has become pointless."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.groups import GroupPlace, release_group
from models.heartbeats import Lives
from models.members import person_by_id
from models.outbox import Claimed, claim, settle, settle_waiting, start_sending, wait_longer
from models.schema import CoordinationGroup, Outage, Outbox, OutboxState, Role
from scheduler.letter import RETRY_AFTER, Letter, MaybeSent, Moved, NotSent, Pointless, Refused
from scheduler.letters import compose
from scheduler.planning import plan_what_is_due
from scheduler.sender import BATCH, WRITING_TRIES, Outgoing
from tests.clock.courier import Courier
from tests.clock.lives import Seconds, claim_elsewhere, heart_of, see_it_silent
from tests.clock.roster import Roster

AFTERNOON, EVENING, NIGHT = "2025-09-15T15:00:00+07:00", "2025-09-15T18:00:00+07:00", "2025-09-15T21:00:00+07:00"
LATE = "2025-09-15T19:40:00+07:00"
OLD_GROUP, NEW_GROUP = -77, -100_077


async def tick(roster: Roster, outgoing: Outgoing, moment: str) -> None:
    roster.clock.set(moment)
    await outgoing.tick()


def only_row(roster: Roster) -> Outbox:
    (row,) = roster.outbox()
    return row


def claim_one(roster: Roster) -> Claimed:
    """Plan, and claim elsewhere."""
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    (claimed,) = claim_elsewhere(roster)
    return claimed


def note_outage(session: Session, now: datetime) -> None:
    """Nothing arrived from 19.00 to now."""
    session.add(Outage(began_at=now - timedelta(minutes=40), ended_at=now))


def later(roster: Roster, span: timedelta) -> None:
    roster.clock.set((roster.clock.now() + span).isoformat())


def composed(roster: Roster, row: Claimed) -> Letter | Pointless:
    return roster.database.read_now(compose, row, roster.clock.now(), synthetic=True)


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


def test_what_has_become_pointless_is_not_written(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set(AFTERNOON)
    row = claim_one(roster)
    assert isinstance(composed(roster, row), Letter)
    later(roster, timedelta(hours=3))
    assert composed(roster, row) == Pointless("expired")
    roster.clock.set(AFTERNOON)
    roster.excuse("Ani")
    assert composed(roster, row) == Pointless("reported or excused")


def test_a_released_group_gets_no_post(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua", -1)
    roster.clock.set(NIGHT)
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    post = next(
        r for r in roster.database.write_now(claim, roster.clock.now(), Lives("here"), most=9) if r.group_id is not None
    )
    assert isinstance(composed(roster, post), Letter)
    release(roster)
    assert composed(roster, post) == Pointless("group released")


def test_a_group_bound_again_after_its_release_gets_its_posts(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua", -1)
    release(roster)
    roster.group("Ketua", -1)
    roster.clock.set(NIGHT)
    assert roster.database.write_now(plan_what_is_due, roster.clock.now()) == 2, "the post, and the coordinator's list"


def test_the_agency_list_names_its_own_people_only(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Budi", "KKP/BATAM")
    roster.member("Pak Bakamla", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.clock.set("2025-09-15T20:05:00+07:00")
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    rows = roster.database.write_now(claim, roster.clock.now(), Lives("here"), most=9)
    texts = {one.chat_id: one.card.text for one in (composed(roster, row) for row in rows) if isinstance(one, Letter)}
    own, desk = texts[roster.telegram_id("Pak Bakamla")], texts[roster.telegram_id("Ketua")]
    assert "Ani" in own
    assert "Budi" not in own
    assert "BAKAMLA: 1" in desk
    assert "Ani" not in desk


def release(roster: Roster) -> None:
    def work(session: Session) -> None:
        person = person_by_id(session, roster.members["Ketua"], roster.clock.now())
        assert person is not None
        release_group(session, person, GroupPlace(-1, None, "Grup"), roster.clock.now())

    roster.database.write_now(work)
