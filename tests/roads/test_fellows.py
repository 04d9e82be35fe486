"""Several processes: who lives, how they share Telegram's pace, and that only one need plan."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.allowance import Allowance, Limits
from bot.fellows import Fellows
from models import processes
from models.database import Database
from models.leadership import Duty, try_lead
from models.migrate import migrate
from models.schema import RunningProcess
from tests.databases import NewUrl
from tests.desk import SetClock

CLOCK = SetClock("2025-09-15T15:00:00+07:00")


@pytest.fixture
def shared(new_postgresql: NewUrl) -> Iterator[Database]:
    """What several processes share."""
    found = Database(new_postgresql())
    yield found
    found.close()


def grow_silent(session: Session, process_id: str) -> None:
    """Nobody has heard of the process for a while."""
    session.get_one(RunningProcess, process_id).seen_at -= timedelta(seconds=60)


def living(shared: Database, process_id: str) -> int:
    """How many live, by what one of them learns when it says that it lives itself."""
    return shared.write_now(processes.beat, process_id, CLOCK.now()).living


def test_who_is_killed_is_counted_no_more_and_found_out_by_the_next(shared: Database) -> None:
    now = CLOCK.now()
    for name in ("a", "b"):
        assert shared.write_now(processes.arrive, name, now, alone=False) == 0
    assert living(shared, "a") == 2
    shared.write_now(grow_silent, "b")
    assert living(shared, "a") == 1
    assert shared.write_now(processes.arrive, "c", now, alone=False) == 1
    assert living(shared, "b") == 3, "it had only slept"
    shared.write_now(processes.leave, "b")
    assert living(shared, "a") == 2


def test_where_there_can_be_but_one_whatever_is_noted_was_killed(database: Database) -> None:
    now = CLOCK.now()
    assert database.write_now(processes.arrive, "a", now, alone=True) == 0
    assert database.write_now(processes.arrive, "b", now, alone=True) == 1
    database.write_now(processes.leave, "b")
    assert database.write_now(processes.arrive, "c", now, alone=True) == 0


async def test_each_is_told_how_many_live_and_begins_after_the_others_made_room(
    shared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fellows.BEAT_SECONDS", 0.02)
    told: dict[str, list[int]] = {"first": [], "second": []}
    in_company, alone_again = asyncio.Event(), asyncio.Event()

    def tell_first(living: int) -> None:
        told["first"].append(living)
        (alone_again if living == 1 else in_company).set()

    first = Fellows(shared, CLOCK, tell_first, alone=False)
    second = Fellows(shared, CLOCK, told["second"].append, alone=False)
    await first.arrive()
    await second.arrive()
    await in_company.wait()
    assert told == {"first": [2], "second": [2]}
    await second.leave()
    await alone_again.wait()
    await first.leave()


async def test_of_those_that_live_one_takes_care_once_of_what_a_killed_one_has_left(
    shared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fellows.BEAT_SECONDS", 0.02)
    cared = asyncio.Queue[str]()

    def fellow(name: str) -> Fellows:
        made = Fellows(shared, CLOCK, lambda _living: None, alone=False)

        async def care() -> None:
            cared.put_nowait(name)

        made.lost = care
        return made

    several = [fellow(name) for name in ("first", "second")]
    for one in several:
        await one.arrive()
    for dead in ("killed", "killed later"):
        shared.write_now(processes.arrive, dead, CLOCK.now(), alone=False)
        shared.write_now(grow_silent, dead)
        await cared.get()
    for _ in range(3):
        beaten = [await one._beat() for one in several]
        assert beaten == [False, False]
    for one in several:
        await one.leave()
    assert cared.empty()


async def test_who_comes_back_from_an_outage_of_the_database_takes_nobody_for_dead_at_once(
    shared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    one = Fellows(shared, CLOCK, told.append, alone=False)
    monkeypatch.setattr("bot.fellows.BEAT_SECONDS", 0.02)
    shared.write_now(processes.arrive, "other", CLOCK.now(), alone=False)
    await one.arrive()
    assert told == [2]
    shared.write_now(grow_silent, "other")
    one._unsure_until = asyncio.get_running_loop().time() + 60
    assert await one._beat() is False
    assert told == [2]
    one._unsure_until = 0.0
    await one._beat()
    assert told == [2, 1]
    await one.leave()


def test_a_duty_is_led_by_one_at_a_time(shared: Database) -> None:
    other = Database(shared.url.render_as_string(hide_password=False))

    def lead(session: Session) -> tuple[bool, bool, bool]:
        again = other.write_now(try_lead, Duty.PLANNING)
        return try_lead(session, Duty.PLANNING), again, other.write_now(try_lead, Duty.PLANNING)

    mine, before, meanwhile = shared.write_now(lead)
    assert (mine, before, meanwhile) == (True, True, False)
    assert other.write_now(try_lead, Duty.PLANNING)
    other.close()


async def test_many_processes_may_migrate_an_empty_database_at_once(new_postgresql: NewUrl) -> None:
    url = new_postgresql()
    emptied = Database(url)
    with emptied.engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    together = [Database(url) for _ in range(3)]
    await asyncio.gather(*(asyncio.to_thread(migrate, one) for one in together))
    for one in (emptied, *together):
        one.close()


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 30, 40])
def test_the_parts_of_all_processes_keep_within_telegrams_limits(count: int) -> None:
    part = Limits().shared_by(count)
    assert part.in_all * count <= max(30, count)
    assert part.group * count <= max(20, count)
    assert 0 <= part.for_answers < part.in_all
    assert (part == Limits()) is (count == 1)


def test_what_has_left_counts_on_when_the_part_becomes_smaller() -> None:
    allowance = Allowance(Limits())
    for chat in range(30):
        allowance.take(chat, 0.0)
    allowance.change(Limits().shared_by(3))
    assert allowance.wait(99, 0.5, scheduled=False) == pytest.approx(0.55)
    for chat in range(100, 110):
        assert allowance.wait(chat, 2.0, scheduled=False) == 0
        allowance.take(chat, 2.0)
    assert allowance.wait(99, 2.0, scheduled=False) > 1
    allowance.change(Limits())
    assert allowance.wait(99, 2.0, scheduled=False) == 0
