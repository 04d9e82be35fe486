"""The demonstration: who is in it, that its history is what the rules would have written, and that it runs and ends."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.demo.cast import GROUP_ID, Cast, cast_everybody
from bot.demo.crowd import report_between
from bot.demo.days import OfficerDays
from bot.demo.seeding import days_of, settle
from bot.demo.show import START
from models.database import Database
from models.opening_balances import Measure
from models.operations import list_operations
from models.periods import Period
from models.permissions import Place
from models.provinces import Zone, zone_of
from models.results import Results, of_period
from models.schema import DailyReport, ReportAnswer, ReportRevision, UnitDay, UnitDayTotal
from models.targets import Pace, pace
from tests.databases import NewUrl
from tests.demonstration import Demonstration
from tests.program.processes import ROOT

#: A day of the history whose reports have all come in.
DAY = date(2025, 9, 3)
#: Seconds until the process that draws is there: on a busy machine the page is open before.
PATIENCE = 30
Reports = dict[tuple[int, date], tuple[object, ...]]


@pytest.fixture(scope="module")
def seeded(demonstration: Demonstration) -> Iterator[tuple[Database, Cast]]:
    database = Database(f"sqlite:///{demonstration.file}")
    yield database, demonstration.cast
    database.close()


def reports_of(session: Session, day: date) -> Reports:
    """Everything that the reports of a date say, with answers and revisions."""
    found: Reports = {}
    for report in session.scalars(select(DailyReport).where(DailyReport.report_date == day)):
        answers = session.execute(
            select(ReportAnswer.indicator_id, ReportAnswer.led, ReportAnswer.joined)
            .where(ReportAnswer.report_id == report.id)
            .order_by(ReportAnswer.indicator_id)
        ).all()
        revision = session.get_one(ReportRevision, (report.id, 1))
        said = {key: (one["led"], one["joined"]) for key, one in revision.answers.items()}
        found[report.member_id, day] = (
            report.agency_id,
            report.unit_id,
            report.author_id,
            report.submitted_at,
            report.on_time,
            report.nil,
            report.expected,
            tuple(tuple(row) for row in answers),
            said,
        )
    return found


def totals_of(session: Session, day: date) -> tuple[set[tuple[int, ...]], set[tuple[int, ...]]]:
    """The running totals of a date."""
    days = session.scalars(select(UnitDay).where(UnitDay.report_date == day))
    sums = session.scalars(select(UnitDayTotal).where(UnitDayTotal.report_date == day))
    return (
        {(one.unit_id, one.agency_id, one.reports, one.reported, one.on_time, one.nil) for one in days},
        {(one.unit_id, one.agency_id, one.indicator_id, one.led, one.joined) for one in sums},
    )


def test_the_desk_is_as_large_as_it_should_be() -> None:
    cast = cast_everybody(first_unit_id=1)
    assert len({unit.agency_code for unit in cast.units}) >= 8
    assert len(cast.units) == 40
    assert {zone_of(unit.province) for unit in cast.units} == set(Zone)
    assert len(cast.officers) == 300
    assert len({member.telegram_id for member in cast.members}) == len(cast.members)


def test_the_same_people_do_the_same_things_every_time() -> None:
    once, again = cast_everybody(first_unit_id=1), cast_everybody(first_unit_id=1)
    assert once == again
    officer = once.officers[17]
    assert OfficerDays(officer).on(DAY) == OfficerDays(officer).on(DAY)


@pytest.mark.timeout(300)  # it may be the one that writes the demonstration, and then reports 250 times
def test_the_history_is_what_the_rules_would_have_written(seeded: tuple[Database, Cast], new_sqlite: NewUrl) -> None:
    history, cast = seeded
    before = datetime.combine(DAY, time(), Zone.WIT.tz).astimezone(UTC) - timedelta(hours=1)
    empty = Database(new_sqlite())
    empty.write_now(settle, before)
    by_rule = empty.write_now(report_between, days_of(cast), before, before + timedelta(days=3))
    assert by_rule > 250
    assert empty.read_now(reports_of, DAY) == history.read_now(reports_of, DAY)
    assert empty.read_now(totals_of, DAY) == history.read_now(totals_of, DAY)
    empty.close()


def test_totals_equal_a_recount_over_the_whole_history(seeded: tuple[Database, Cast]) -> None:
    def both(session: Session) -> tuple[object, object]:
        raw = session.execute(
            select(ReportAnswer.indicator_id, func.sum(ReportAnswer.led), func.sum(ReportAnswer.joined))
            .group_by(ReportAnswer.indicator_id)
            .order_by(ReportAnswer.indicator_id)
        ).all()
        kept = session.execute(
            select(UnitDayTotal.indicator_id, func.sum(UnitDayTotal.led), func.sum(UnitDayTotal.joined))
            .group_by(UnitDayTotal.indicator_id)
            .order_by(UnitDayTotal.indicator_id)
        ).all()
        return [tuple(row) for row in raw], [tuple(row) for row in kept]

    raw, kept = seeded[0].read_now(both)
    assert raw == kept


async def test_the_demo_shows_the_evenings_post_and_ends_without_a_trace(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0"),
        cwd=tmp_path,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert demo.stdout is not None
    lines = iter([await demo.stdout.readline() for _ in range(4)])
    async with asyncio.timeout(PATIENCE):  # the first picture need not wait
        while not any("spawn_main" in one for one in children_of(demo.pid)):  # noqa: ASYNC110 - it tells nothing
            await asyncio.sleep(0.05)
    address = next(word for line in lines for word in line.decode().split() if word.startswith("http://"))
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        state = (await client.get("/sim/state")).json()
        assert "sintetis" in state["note"]
        assert len(state["people"]) > 300
        await client.post("/sim/clock", json={"to": "2025-09-15T21:00:05+07:00"})
        desk = next(one for one in state["people"] if str(one.get("label")).startswith("Koordinator desk"))
        query = {"as": desk["id"], "after": 0, "seconds": 30}
        seen = (await client.get(f"/sim/chats/{GROUP_ID}/wait", params=query)).json()["messages"]
    captions = [message["caption"] or "" for message in seen]
    assert any(caption.startswith("Rekap Senin, 15 September 2025") for caption in captions)
    assert any("Data sintetis" in caption for caption in captions)
    demo.send_signal(signal.SIGINT)
    _, errors = await demo.communicate()
    assert (demo.returncode, errors.decode()) == (0, "")
    assert os.listdir(tmp_path) == []  # noqa: PTH208
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(address)


def children_of(pid: int) -> list[str]:
    """The commands of the processes that the main thread of a process has started."""
    numbers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [Path(f"/proc/{number}/cmdline").read_text() for number in numbers]


def test_the_desk_has_the_joint_patrol_the_release_events_and_targets(seeded: tuple[Database, Cast]) -> None:
    today = START.date()

    def work(session: Session) -> tuple[list[str], Results, Pace | None]:
        running = [f"{one.name}, {one.days} hari sampai {one.last_day}" for one in list_operations(session)]
        found = of_period(session, Period.semester(2025, 1), Place(), today)
        return running, found, pace(session, Period.semester_of(today), Place(), today)

    running, found, aims = seeded[0].read_now(work)
    assert running == ["Patroli Bersama Pencegahan Penyelundupan, 55 hari sampai 2025-09-20"]
    assert {one.figure.measure: one.figure.amount for one in found.carried_on} == {
        Measure.GOODS_VALUE: 7_900_000_000_000,
        Measure.CASES: 1_152,
        Measure.SUSPECTS: 272,
        Measure.LOSS_PREVENTED: 125_900_000_000,
    }
    assert aims is not None
    assert all(one.share and 0.2 < one.share < 0.8 for one in aims.indicators)
