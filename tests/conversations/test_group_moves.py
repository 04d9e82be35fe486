"""A group becomes a supergroup: its binding, its choices and its posts go along, and nothing is posted twice."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.groups import GroupPlace, bind_group
from models.members import identify
from models.schema import CoordinationGroup, Outbox, OutboxState, Role
from simulator.people import Group, Person
from tests.desk import Desk, fill_in, posts

BATAM = "BAKAMLA/BATAM"
OLD, NEW = -77, -100_77


async def bound(desk: Desk) -> tuple[Person, Person, Group]:
    """Budi owns a plain group, in which Ratna, who may, has bound the bot."""
    ratna = await desk.member("Ratna", 2002, BATAM, Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, BATAM)
    group = await desk.telegram.add_group("Grup Koordinasi", id=OLD, kind="group", members=[budi, ratna], admins=[budi])
    await ratna.send("/grup", chat=group)
    await ratna.sees("grup koordinasi", chat=group)
    return budi, ratna, group


def bindings(desk: Desk) -> list[tuple[int, bool]]:
    def work(session: Session) -> list[tuple[int, bool]]:
        rows = session.scalars(select(CoordinationGroup).order_by(CoordinationGroup.id))
        return [(row.chat_id, row.active) for row in rows]

    return desk.program.database.read_now(work)


def waiting(desk: Desk) -> list[str]:
    kinds = select(Outbox.kind).where(Outbox.state == OutboxState.PENDING, Outbox.group_id.is_not(None))
    return desk.program.database.read_now(lambda session: list(session.scalars(kinds)))


def bind_unheard(desk: Desk, by: Person, chat_id: int) -> None:
    """Bind a group before anybody has told that it is another one's successor."""

    def work(session: Session) -> None:
        person = identify(session, by.id, desk.clock.now())
        assert person is not None
        bind_group(session, person, GroupPlace(chat_id, None, "Grup Koordinasi"), desk.clock.now())

    desk.program.database.write_now(work)


async def test_a_group_that_its_owner_made_a_supergroup_keeps_the_bot_and_gets_its_posts(desk: Desk) -> None:
    budi, ratna, group = await bound(desk)
    newer = await group.migrate(NEW)
    await desk.telegram.idle()
    assert bindings(desk) == [(NEW, True)]
    assert await desk.telegram.log("leaveChat") == [], "though its owner may bind no groups"
    await ratna.sees_nothing("menulis /grup agar rekap terbit", chat=newer)
    await desk.at("2025-09-15T21:00:00+07:00")
    await budi.sees("Rekap Senin", chat=newer)
    assert len(await posts(desk, newer)) == 1
    assert await posts(desk, group) == []


async def test_what_waits_goes_to_the_new_group_when_only_a_refusal_tells_of_it(desk: Desk) -> None:
    budi, _, group = await bound(desk)
    await desk.telegram.idle()
    await desk.telegram.fault("refuse", "getUpdates", times=None)
    newer = await group.migrate(NEW)
    await desk.at("2025-09-15T21:00:00+07:00")
    await budi.sees("Rekap Senin", chat=newer)
    assert bindings(desk) == [(NEW, True)]
    await desk.telegram.no_faults()
    await desk.telegram.idle()
    await desk.at("2025-09-15T21:01:00+07:00")
    assert bindings(desk) == [(NEW, True)], "who is told later of what is known changes nothing"
    assert len(await posts(desk, newer)) == 1


async def test_a_post_that_stood_in_the_old_group_is_put_right_in_the_new_one(desk: Desk) -> None:
    budi, _, group = await bound(desk)
    await desk.at("2025-09-15T21:00:00+07:00")
    await budi.sees("Rekap Senin", chat=group)
    newer = await group.migrate(NEW)
    await desk.telegram.idle()
    await desk.at("2025-09-16T07:00:00+07:00")
    others = [one.words for one in await budi.messages(chat=newer) if one.from_bot]
    await budi.send("/lapor kemarin")
    await fill_in(budi, "2", "1", "1", "1")
    await desk.at("2025-09-16T07:01:00+07:00")
    await desk.at("2025-09-16T07:01:20+07:00")
    anew = [text for text in await posts(desk, newer) if "Senin" in text]
    assert len(anew) == 1
    assert "Menggantikan rekap yang terbit sebelumnya" in anew[0]
    here = [one.words for one in await budi.messages(chat=newer) if one.from_bot]
    assert here[: len(others)] == others, "the number of the old message is another message here"
    await budi.send("/ubah kemarin")
    await desk.at("2025-09-16T07:02:20+07:00")
    assert len([text for text in await posts(desk, newer) if "Senin" in text]) == 1


async def test_who_has_bound_the_new_group_already_takes_over_what_the_old_one_had(desk: Desk) -> None:
    budi, ratna, group = await bound(desk)
    await ratna.send("/grup")
    await ratna.sees("Ketuk grup")
    await ratna.tap("Grup Koordinasi")
    await ratna.sees("Semua terbitan")
    await ratna.tap("✓ Rekap pekan")
    await ratna.sees("Tidak terbit di sini: rekap pekan.")
    await desk.telegram.idle()
    await desk.telegram.fault("refuse", "getUpdates", times=None)
    await desk.telegram.fault("refuse", "sendPhoto", code=429, seconds=60)
    await desk.at("2025-09-15T21:00:00+07:00")
    assert waiting(desk) == ["daily_post"], "it may not leave yet"
    newer = await group.migrate(NEW)
    bind_unheard(desk, ratna, NEW)
    await desk.telegram.no_faults()
    await desk.telegram.idle()
    await desk.at("2025-09-15T21:02:00+07:00")
    await budi.sees("Rekap Senin", chat=newer)
    assert bindings(desk) == [(OLD, False), (NEW, True)]
    await ratna.send("/grup")
    await ratna.sees("Ketuk grup")
    await ratna.tap("Grup Koordinasi")
    await ratna.sees("Tidak terbit di sini: rekap pekan.")
