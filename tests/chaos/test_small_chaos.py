"""A small chaos, in seconds: the long one is `make chaos`."""

from pathlib import Path

import psutil

from tests.chaos.deaths import Point
from tests.chaos.ground import SQLITE
from tests.chaos.plan import SMALL, Scale, plan
from tests.chaos.run import run
from tests.chaos.table import column, proven, table


async def test_nothing_is_lost_and_nothing_comes_twice(tmp_path: Path) -> None:
    outcome = await run(plan(7, SMALL), SQLITE, tmp_path, lambda _: None)
    assert proven(outcome) == []
    assert len(outcome.kills) == SMALL.kills
    assert outcome.stored.reports, "people reported"
    assert any(one["happened"] for one in outcome.faults), "and not everything went well"
    shown = table("Seed 7", {SQLITE: column(outcome, [])}).as_markdown()
    assert f"| kill -9 | {SMALL.kills} |" in shown
    assert not [one for one in psutil.Process().children(recursive=True) if str(tmp_path) in _folder_of(one)]


def _folder_of(process: psutil.Process) -> str:
    try:
        return str(process.cwd())
    except psutil.Error:
        return ""


def test_the_same_seed_gives_the_same_plan() -> None:
    assert plan(7, Scale()) == plan(7, Scale())
    assert plan(7, Scale()) != plan(8, Scale())


def test_the_long_form_kills_a_hundred_times_and_ten_seeds_at_every_point() -> None:
    plans = [plan(seed, Scale()) for seed in range(10)]
    deaths = [[*one.migrating, *(each for evening in one.deaths for stop in evening for each in stop)] for one in plans]
    assert {len(one) for one in deaths} == {Scale().kills}
    assert 2 * Scale().kills >= 100, "on two fleets"
    assert {each.point for one in deaths for each in one} == set(Point)
