"""An outage of Telegram: one message is in doubt, nothing is tried in vain, and afterwards everything leaves once."""

from collections import Counter
from datetime import datetime, timedelta

from models.schema import OutboxState
from scheduler.letter import RETRY_AFTER, MaybeSent, NotSent
from scheduler.sender import Outgoing
from tests.clock.courier import Courier
from tests.clock.roster import Roster

MANY = 70
MINUTE = timedelta(minutes=1)


def at(hour: str) -> datetime:
    return datetime.fromisoformat(f"2025-09-15T{hour}:00+07:00")


async def minutes(roster: Roster, outgoing: Outgoing, begins: str, ends: str) -> None:
    """Tick every minute from one hour until just before the other."""
    now = at(begins)
    while now < at(ends):
        roster.clock.set(now.isoformat())
        await outgoing.tick()
        now += MINUTE


def states(roster: Roster, kind: str) -> Counter[OutboxState]:
    return Counter(row.state for row in roster.outbox() if row.kind == kind)


async def test_an_hour_without_telegram_leaves_one_message_in_doubt_and_sends_the_others_once(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    for number in range(MANY):
        roster.member(f"Petugas {number}", "BAKAMLA/BATAM")
    courier.answering = False
    await minutes(roster, outgoing, "15:00", "16:00")
    assert states(roster, "invitation") == {OutboxState.UNKNOWN: 1, OutboxState.PENDING: MANY - 1}
    assert courier.asked <= 61, "and asked for by one small call a minute"

    courier.answering = True
    await minutes(roster, outgoing, "16:00", "16:05")
    assert states(roster, "invitation") == {OutboxState.UNKNOWN: 1, OutboxState.SENT: MANY - 1}
    assert max(Counter(letter.chat_id for letter in courier.delivered).values()) == 1


async def test_what_became_pointless_in_the_outage_is_not_sent_after_it(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    for number in range(3):
        roster.member(f"Petugas {number}", "BAKAMLA/BATAM")
    roster.member("Ani", "BAKAMLA/BATAM")
    courier.answering = False
    await minutes(roster, outgoing, "15:00", "15:10")
    roster.report("Ani")
    await minutes(roster, outgoing, "17:55", "18:05")
    courier.answering = True
    await minutes(roster, outgoing, "18:05", "18:10")
    assert states(roster, "invitation") == {OutboxState.UNKNOWN: 1, OutboxState.DROPPED: 3}
    assert roster.telegram_id("Ani") not in {letter.chat_id for letter in courier.delivered}
    assert len(courier.delivered) == len({letter.chat_id for letter in courier.delivered})


async def test_one_message_without_an_answer_holds_nobody_up_while_telegram_answers(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    for number in range(5):
        roster.member(f"Petugas {number}", "BAKAMLA/BATAM")
    courier.answers = [MaybeSent("TimedOut"), NotSent("no connection", unanswered=True)]
    await minutes(roster, outgoing, "15:00", "15:02")
    assert states(roster, "invitation") == {OutboxState.UNKNOWN: 1, OutboxState.SENT: 4}
    assert courier.asked == 2


async def test_a_clock_that_jumps_back_keeps_the_line_closed_no_longer(
    roster: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    for number in range(2):
        roster.member(f"Petugas {number}", "BAKAMLA/BATAM")
    courier.answering = False
    await minutes(roster, outgoing, "15:30", "15:31")
    courier.answering = True
    roster.clock.set((at("15:30") + RETRY_AFTER / 2).isoformat())
    await outgoing.tick()
    assert courier.delivered == [], "it was asked just now"
    roster.clock.set(at("15:20").isoformat())
    await outgoing.tick()
    roster.clock.set(at("15:31").isoformat())
    await outgoing.tick()
    assert states(roster, "invitation") == {OutboxState.UNKNOWN: 1, OutboxState.SENT: 1}
