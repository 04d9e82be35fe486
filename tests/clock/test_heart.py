"""Who lives and who heard Telegram: told by counters and one's own seconds, whatever the clock on the wall does."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models.heartbeats import KEPT, Watch, forget_old_beats
from models.running_totals import count_report
from models.schema import DailyReport, Heartbeat, Outage, Outbox, Role, UnitDay, UnitDayTotal
from scheduler.due import Kind
from scheduler.heart import Heart
from scheduler.planning import plan_what_is_due
from scheduler.sender import Outgoing
from tests.clock.courier import Courier
from tests.clock.lives import Seconds, heart_of
from tests.clock.roster import MONDAY, Roster

EVENING, BACK = "2025-09-15T19:40:00+07:00", "2025-09-15T20:10:00+07:00"


def outages(roster: Roster) -> list[tuple[str, str]]:
    """Every outage, from when to when in WIB."""

    def work(session: Session) -> Sequence[Outage]:
        return session.scalars(select(Outage).order_by(Outage.began_at)).all()

    wib = timedelta(hours=7)
    rows = roster.database.read_now(work)
    return [(f"{row.began_at + wib:%d %H:%M}", f"{row.ended_at + wib:%d %H:%M}") for row in rows]


async def live(roster: Roster, seconds: Seconds, name: str, *spans: timedelta) -> None:
    """Let an incarnation hear Telegram now and after each of the spans, which pass on every clock."""
    heart = heart_of(roster, name, seconds)
    await heart.hear()
    await heart.beat()
    for span in spans:
        roster.clock.set((roster.clock.now() + span).isoformat())
        seconds.now += span.total_seconds()
        await heart.hear()
        await heart.beat()


MINUTE = timedelta(minutes=1)


async def test_who_hears_all_the_time_has_no_outage(roster: Roster, seconds: Seconds) -> None:
    await live(roster, seconds, "one", *[MINUTE] * 5)
    assert outages(roster) == []


async def test_a_process_that_heard_nothing_for_a_while_was_deaf(roster: Roster, seconds: Seconds) -> None:
    roster.clock.set(EVENING)
    await live(roster, seconds, "one", MINUTE, 30 * MINUTE, MINUTE)
    assert outages(roster) == [("15 19:41", "15 20:11")]


async def test_nobody_was_deaf_while_another_one_heard(roster: Roster, seconds: Seconds) -> None:
    roster.clock.set(EVENING)
    one, other = (heart_of(roster, name, seconds) for name in ("one", "other"))
    for heart in (one, other):
        await heart.hear()
    for _ in range(30):
        roster.clock.set((roster.clock.now() + MINUTE).isoformat())
        seconds.now += 60
        await other.hear()
        await other.beat()
    await one.hear()
    assert outages(roster) == []


async def test_what_lies_between_two_lives_was_an_outage(roster: Roster, seconds: Seconds) -> None:
    roster.clock.set(EVENING)
    await live(roster, seconds, "one", MINUTE)
    roster.clock.set(BACK)
    await live(roster, Seconds(), "two")
    assert outages(roster) == [("15 19:41", "15 20:10")]


async def test_a_short_restart_is_none(roster: Roster, seconds: Seconds) -> None:
    await live(roster, seconds, "one", MINUTE)
    roster.clock.set((roster.clock.now() + MINUTE).isoformat())
    await live(roster, Seconds(), "two")
    assert outages(roster) == []


@pytest.mark.parametrize("jump", [timedelta(hours=5), -timedelta(hours=5), timedelta(days=3), -timedelta(days=3)])
async def test_a_clock_that_jumps_is_no_outage(roster: Roster, seconds: Seconds, jump: timedelta) -> None:
    heart = heart_of(roster, "one", seconds)
    await heart.hear()
    for span in (MINUTE, jump, MINUTE):
        roster.clock.set((roster.clock.now() + span).isoformat())
        seconds.now += 30
        await heart.hear()
        await heart.beat()
    assert outages(roster) == []


async def test_two_that_come_back_together_note_one_outage(roster: Roster, seconds: Seconds) -> None:
    roster.clock.set(EVENING)
    await live(roster, seconds, "one", MINUTE)
    roster.clock.set(BACK)
    for name in ("two", "three"):
        await live(roster, Seconds(), name)
    assert len(outages(roster)) == 1


async def test_the_last_life_is_remembered_however_long_ago(roster: Roster, seconds: Seconds) -> None:
    await live(roster, seconds, "one")
    roster.clock.set((roster.clock.now() + KEPT * 2).isoformat())
    roster.database.write_now(forget_old_beats, roster.clock.now())
    await live(roster, Seconds(), "two")
    assert len(outages(roster)) == 1
    roster.database.write_now(forget_old_beats, roster.clock.now())
    assert roster.database.read_now(lambda session: session.scalars(select(Heartbeat.id)).all()) == ["two"]


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 10)), max_size=40))
def test_whoever_beats_is_never_given_up(looks: list[tuple[bool, float]]) -> None:
    watch, now, beats, rested = Watch(20.0), 0.0, 0, 0.0
    for has_beaten, pause in looks:
        now += pause
        rested = 0.0 if has_beaten else rested + pause
        beats += has_beaten
        living = watch.look({"one": beats}, now)
        assert rested > 19 or "one" in living


def test_whoever_rests_is_given_up_after_a_while() -> None:
    watch = Watch(20.0)
    assert [bool(watch.look({"one": 7}, now)) for now in (0, 10, 19, 20, 40)] == [True, True, True, False, False]
    assert watch.look({"one": 8}, 41.0), "and counts again when it beats"


def test_an_observer_that_stood_still_gives_nobody_up() -> None:
    watch = Watch(20.0)
    watch.look({"one": 7}, 0.0)
    assert watch.look({"one": 7}, 500.0), "the observer may have slept, too"


async def test_who_reports_within_the_grace_is_on_time_and_counts_so(roster: Roster, seconds: Seconds) -> None:
    for name in ("Ani", "Budi", "Citra"):
        roster.member(name, "BAKAMLA/BATAM")
    roster.clock.set(EVENING)
    await live(roster, seconds, "one", MINUTE)
    roster.clock.set(BACK)
    await live(roster, Seconds(), "two")
    roster.report("Ani")
    roster.clock.set("2025-09-15T21:10:00+07:00")
    roster.report("Budi")
    roster.clock.set("2025-09-15T21:10:01+07:00")
    roster.report("Citra")
    assert on_time(roster) == {"Ani": True, "Budi": True, "Citra": False}
    counted = roster.database.read_now(lambda session: session.scalars(select(UnitDay)).one())
    assert (counted.reported, counted.on_time) == (3, 2)
    assert recounted(roster) == totals(roster)


@contextmanager
def no_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing can be written as long as this lasts."""

    def refuse(*_: object) -> None:
        raise OperationalError("UPDATE", {}, ConnectionRefusedError("refused"), connection_invalidated=True)

    with monkeypatch.context() as patched:
        for name in ("beat", "hear"):
            patched.setattr(f"scheduler.heart.{name}", refuse)
        yield


async def pass_together(roster: Roster, seconds: Seconds, hearts: Sequence[Heart], minutes: int) -> None:
    """Let every incarnation beat, and hear Telegram, each minute, as far as the database lets them."""
    for _ in range(minutes):
        roster.clock.set((roster.clock.now() + MINUTE).isoformat())
        seconds.now += MINUTE.total_seconds()
        for heart in hearts:
            await heart.keep_beating()
        for heart in hearts:
            with suppress(OperationalError):
                await heart.hear()


@pytest.mark.parametrize("processes", [1, 3])
async def test_without_a_database_nobody_is_heard_although_telegram_is(
    roster: Roster, seconds: Seconds, monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T19:40:00+07:00")
    hearts = [heart_of(roster, f"process {number}", seconds) for number in range(processes)]
    await pass_together(roster, seconds, hearts, 10)
    with no_database(monkeypatch):
        await pass_together(roster, seconds, hearts, 19)
    await pass_together(roster, seconds, hearts, 3)
    assert outages(roster) == [("15 19:50", "15 20:10")]
    roster.report("Ani")
    assert on_time(roster) == {"Ani": True}


async def test_a_database_that_is_away_for_a_moment_is_no_outage(
    roster: Roster, seconds: Seconds, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearts = [heart_of(roster, "one", seconds)]
    for _ in range(3):
        await pass_together(roster, seconds, hearts, 5)
        with no_database(monkeypatch):
            await pass_together(roster, seconds, hearts, 1)
    await pass_together(roster, seconds, hearts, 5)
    assert outages(roster) == []


def on_time(roster: Roster) -> dict[str, bool]:
    names = {member_id: name for name, member_id in roster.members.items()}
    rows = roster.database.read_now(lambda session: session.scalars(select(DailyReport)).all())
    return {names[row.member_id]: row.on_time for row in rows}


def totals(roster: Roster) -> set[tuple[object, ...]]:
    def work(session: Session) -> set[tuple[object, ...]]:
        days = session.execute(select(UnitDay.unit_id, UnitDay.report_date, UnitDay.reported, UnitDay.on_time))
        return {tuple(row) for row in days}

    return roster.database.read_now(work)


def recounted(roster: Roster) -> set[tuple[object, ...]]:
    """The running totals, counted anew from the reports."""

    def work(session: Session) -> None:
        session.execute(delete(UnitDayTotal))
        session.execute(delete(UnitDay))
        for report in session.scalars(select(DailyReport)).all():
            count_report(session, report)

    roster.database.write_now(work)
    return totals(roster)


async def test_the_warning_after_an_outage_says_until_when(
    roster: Roster, seconds: Seconds, courier: Courier, outgoing: Outgoing
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T19:30:00+07:00")
    await live(roster, seconds, "one")
    await outgoing.tick()
    roster.clock.set(BACK)
    await live(roster, Seconds(), "two")
    await outgoing.tick()
    first, again = [letter.card.text for letter in courier.delivered]
    assert "pukul 20.00 WIB tercatat terlambat" in first
    assert "Bot sempat terganggu" in again
    assert "pukul 21.10 WIB tercatat terlambat" in again
    await outgoing.tick()
    assert len(courier.delivered) == 2


async def test_who_wrote_into_a_long_silence_is_told_to_send_again_once(
    roster: Roster, seconds: Seconds, courier: Courier, outgoing: Outgoing
) -> None:
    for name in ("Ani", "Budi", "Citra"):
        roster.member(name, "BAKAMLA/BATAM")
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.excuse("Citra", MONDAY, date(2025, 9, 30))
    roster.clock.set("2025-09-15T12:00:00+07:00")
    await live(roster, seconds, "one")
    roster.clock.set("2025-09-18T09:00:00+07:00")
    await live(roster, Seconds(), "two")
    for _ in range(3):
        await outgoing.tick()
    told = [letter for letter in courier.delivered if "tidak dapat dihubungi" in letter.card.text]
    assert {letter.chat_id for letter in told} == {roster.telegram_id(name) for name in ("Ani", "Budi")}
    assert len(told) == 2
    text = told[0].card.text
    assert "Sejak Senin, 15 September 2025 pukul 12.00 WIB sampai Kamis, 18 September 2025 pukul 09.00 WIB" in text
    assert "sebelum Rabu, 17 September 2025 pukul 09.00 WIB tidak sampai" in text
    assert "sampai Kamis, 18 September 2025 pukul 10.00 WIB tetap tercatat tepat waktu" in text
    assert told[0].card.buttons[0][0].label == "Isi laporan Selasa, 16 September"


async def test_after_a_silence_of_less_than_a_day_nothing_was_lost(
    roster: Roster, seconds: Seconds, outgoing: Outgoing
) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    await live(roster, seconds, "one")
    roster.clock.set((roster.clock.now() + timedelta(hours=23)).isoformat())
    await live(roster, Seconds(), "two")
    await outgoing.plan()
    assert all(row.kind != Kind.SILENCE_TOLD for row in roster.outbox())


async def test_a_silence_is_told_whoever_plans(roster: Roster, seconds: Seconds) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    await live(roster, seconds, "one")
    roster.clock.set((roster.clock.now() + timedelta(hours=30)).isoformat())
    await live(roster, Seconds(), "two")

    def rows(session: Session) -> int | None:
        return session.scalar(select(func.count()).where(Outbox.kind == Kind.SILENCE_TOLD))

    with ThreadPoolExecutor(4) as planners:
        plans = [planners.submit(roster.database.write_now, plan_what_is_due, roster.clock.now()) for _ in range(4)]
        for one in plans:
            one.result()
    assert roster.database.read_now(rows) == 1
