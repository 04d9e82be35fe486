"""Whom and what the bot can't reach: noted once, told once, and not tried again and again."""

import asyncio
from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.schema import CoordinationGroup, OutboxState, Role
from scheduler.letter import Letter, Lost, Refused
from scheduler.sender import Outgoing
from tests.clock.courier import Courier
from tests.clock.roster import Roster
from tests.results.test_operations import joint_patrol

AFTERNOON, EVENING, LIST = "2025-09-15T15:00:00+07:00", "2025-09-15T18:00:00+07:00", "2025-09-15T20:05:00+07:00"
NIGHT, NEXT_NIGHT = "2025-09-15T21:00:00+07:00", "2025-09-16T21:00:00+07:00"
FORUM, TOPIC = -1002, 7
BLOCKED = Refused("Forbidden: bot was blocked by the user", blocked=True)
KICKED = Refused("Forbidden: bot was kicked from the supergroup chat", blocked=True)


@pytest.fixture
def desk(roster: Roster) -> Roster:
    """Ani reports; Bakamla has its coordinator, and the desk has two people."""
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Pak Bakamla", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.member("Admin", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    return roster


async def at(roster: Roster, outgoing: Outgoing, moment: str) -> None:
    roster.clock.set(moment)
    await outgoing.tick()


def to(roster: Roster, courier: Courier, name: str, words: str) -> list[str]:
    """What somebody was told with these words."""
    mine = [one.card.text for one in courier.delivered if one.chat_id == roster.telegram_id(name)]
    return [text for text in mine if words in text]


def places(roster: Roster) -> list[CoordinationGroup]:
    def work(session: Session) -> list[CoordinationGroup]:
        return list(session.scalars(select(CoordinationGroup).order_by(CoordinationGroup.id)))

    return roster.database.read_now(work)


def to_forum(courier: Courier) -> list[Letter]:
    return [one for one in courier.delivered if one.chat_id == FORUM]


async def test_who_blocked_the_bot_is_told_to_their_coordinator_once(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    courier.refusing = {desk.telegram_id("Ani"): BLOCKED}
    await at(desk, outgoing, AFTERNOON)
    await at(desk, outgoing, EVENING)
    (told,) = to(desk, courier, "Pak Bakamla", "memblokir bot")
    assert "Lettu Ani" in told
    assert to(desk, courier, "Ketua", "memblokir bot") == []
    assert len([one for one in courier.delivered if one.chat_id == desk.telegram_id("Ani")]) == 1


async def test_whom_telegram_tells_to_have_blocked_is_told_as_well(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    for _ in range(2):
        desk.blocks("Ani")
    await outgoing.tick()
    assert len(to(desk, courier, "Pak Bakamla", "memblokir bot")) == 1


async def test_who_let_the_bot_write_again_meanwhile_is_no_news(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    for blocked in (True, False):
        desk.blocks("Ani", blocked=blocked)
    await outgoing.tick()
    assert to(desk, courier, "Pak Bakamla", "memblokir bot") == []


async def test_without_a_coordinator_of_their_own_the_desk_is_told(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.member("Tuti", "KKP/MERAUKE")
    desk.blocks("Tuti")
    await outgoing.tick()
    assert len(to(desk, courier, "Ketua", "Tuti")) == len(to(desk, courier, "Admin", "Tuti")) == 1


async def test_the_list_of_who_is_missing_says_who_blocked(desk: Roster, courier: Courier, outgoing: Outgoing) -> None:
    desk.blocks("Ani")
    await at(desk, outgoing, LIST)
    assert len(to(desk, courier, "Pak Bakamla", "– Lettu Ani · memblokir bot")) == 1


async def test_a_group_that_removed_the_bot_is_told_to_the_desk_once_and_tried_no_more(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.group("Ketua", FORUM)
    desk.clock.set(NIGHT)
    courier.refusing = {FORUM: KICKED}
    await outgoing.tick()
    await at(desk, outgoing, NEXT_NIGHT)
    (group,) = places(desk)
    assert not group.active
    assert group.removed_at is not None
    assert len(to_forum(courier)) == 1
    assert len(to(desk, courier, "Ketua", "Bot dikeluarkan dari grup Grup")) == 1
    assert len(to(desk, courier, "Admin", "Bot dikeluarkan dari grup Grup")) == 1
    assert [row.state for row in desk.outbox() if row.group_id] == [OutboxState.FAILED]


async def test_a_group_that_took_the_bot_back_and_is_bound_again_gets_its_posts(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.group("Ketua", FORUM)
    desk.clock.set(NIGHT)
    courier.refusing = {FORUM: Refused("Chat not found")}
    await outgoing.tick()
    courier.refusing = {}
    desk.group("Ketua", FORUM)
    await at(desk, outgoing, NEXT_NIGHT)
    assert to_forum(courier)[-1].card.text.startswith("<b>Rekap Selasa")
    assert places(desk)[0].removed_at is None


async def test_a_deleted_topic_falls_back_to_the_group_and_says_so(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.group("Ketua", FORUM, TOPIC)
    courier.topics_lost = {TOPIC}
    await at(desk, outgoing, NIGHT)
    await at(desk, outgoing, NEXT_NIGHT)
    first, again, next_day = [one for one in to_forum(courier) if "Rekap S" in one.card.text]
    assert (first.thread_id, again.thread_id, next_day.thread_id) == (TOPIC, None, None)
    assert "Topik untuk rekap sudah tidak ada" in again.card.text
    assert "Menggantikan" not in again.card.text
    assert "Topik" not in next_day.card.text, "it is said once"
    assert places(desk)[0].topic_lost_at is not None


async def test_a_post_in_a_topic_that_is_deleted_is_posted_anew_in_the_group(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.group("Ketua", FORUM, TOPIC)
    await at(desk, outgoing, NIGHT)
    desk.report("Ani")
    await outgoing.plan()
    desk.clock.set((desk.clock.now() + timedelta(seconds=15)).isoformat())
    courier.answers, courier.topics_lost = [Lost()], {TOPIC}
    await outgoing.tick()
    anew = to_forum(courier)[-1]
    assert (anew.thread_id, anew.edits) == (None, None)
    assert "Menggantikan rekap" in anew.card.text
    assert "Topik untuk rekap sudah tidak ada" in anew.card.text


async def test_a_post_that_was_posted_anew_in_its_topic_is_so_once_more_in_the_group_when_the_topic_is_no_more(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.member("Budi", "BAKAMLA/BATAM")
    desk.group("Ketua", FORUM, TOPIC)
    await at(desk, outgoing, NIGHT)
    for name, moment in (("Ani", "2025-09-15T21:00:40+07:00"), ("Budi", "2025-09-15T21:01:20+07:00")):
        desk.report(name)
        await outgoing.plan()
        courier.answers = [Lost()]
        await at(desk, outgoing, moment)
    assert [one.thread_id for one in to_forum(courier) if "Menggantikan" in one.card.text] == [TOPIC], "once there"

    courier.topics_lost = {TOPIC}
    for second in (0, 20, 40):
        await at(desk, outgoing, f"2025-09-16T07:00:{second:02}+07:00")
    anew = [one for one in to_forum(courier) if "Menggantikan" in one.card.text][-1]
    assert (anew.thread_id, anew.edits) == (None, None)
    assert "2 dari 2" in anew.card.text


async def test_of_two_posts_that_find_the_topic_deleted_the_first_says_so(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.clock.set("2025-09-30T20:00:00+07:00")
    desk.group("Ketua", FORUM, TOPIC)
    desk.set_hour("monthly_post", time(8, 0))
    courier.topics_lost = {TOPIC}
    await at(desk, outgoing, "2025-10-01T08:00:00+07:00")
    await at(desk, outgoing, "2025-10-01T08:00:20+07:00")
    came = [one for one in to_forum(courier) if one.thread_id is None]
    assert len(came) > 1
    assert ["Topik untuk rekap" in one.card.text for one in came] == [True] + [False] * (len(came) - 1)


async def test_the_post_that_said_that_the_topic_is_deleted_goes_on_saying_so_when_it_is_put_right(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.group("Ketua", FORUM, TOPIC)
    courier.topics_lost = {TOPIC}
    await at(desk, outgoing, NIGHT)
    await at(desk, outgoing, "2025-09-16T07:00:00+07:00")
    desk.report("Ani")
    await outgoing.plan()
    await at(desk, outgoing, "2025-09-16T07:00:20+07:00")
    edits = [one.card.text for one in to_forum(courier) if one.edits]
    assert len(edits) == 1
    assert "Topik untuk rekap sudah tidak ada" in edits[0]


async def test_a_group_with_its_own_binding_gets_no_second_post_for_a_lost_topic(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.group("Ketua", FORUM)
    desk.group("Ketua", FORUM, TOPIC)
    courier.topics_lost = {TOPIC}
    await at(desk, outgoing, NIGHT)
    assert [one.thread_id for one in to_forum(courier) if one.thread_id is None] == [None]
    assert [group.active for group in places(desk)] == [True, False]


async def test_the_summary_of_an_operation_goes_to_the_group_where_its_topic_is_no_more(
    desk: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    desk.group("Ketua", FORUM, TOPIC)
    joint_patrol(desk, "BAKAMLA")
    courier.topics_lost = {TOPIC}
    async with asyncio.timeout(60):
        await at(desk, outgoing, "2025-09-21T08:30:00+07:00")
        # What another post was told first waits a little (scheduler/settling.py): either may be the first.
        await at(desk, outgoing, "2025-09-21T08:30:30+07:00")
    told = [one.thread_id for one in to_forum(courier) if "Operasi selesai" in one.card.text]
    assert told[-1] is None
    assert len(told) <= 2


async def test_a_new_topic_takes_over(desk: Roster, courier: Courier, outgoing: Outgoing) -> None:
    desk.group("Ketua", FORUM, TOPIC)
    courier.topics_lost = {TOPIC}
    await at(desk, outgoing, NIGHT)
    desk.group("Ketua", FORUM, TOPIC + 1)
    await at(desk, outgoing, NEXT_NIGHT)
    tuesday = [one.thread_id for one in to_forum(courier) if "Rekap Selasa" in one.card.text]
    assert tuesday == [TOPIC + 1]
