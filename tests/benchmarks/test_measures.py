"""The benchmarks run: every measure yields its rows at a tiny size. What it measures is no matter here."""

from collections.abc import Iterator

import pytest

from benchmarks.__main__ import MEASURES
from benchmarks.figures import Figures, below, milliseconds
from benchmarks.ground import Ground
from benchmarks.scale import Scale
from tests.demonstration import Demonstration

TINY = Scale(
    people=2,
    rounds=1,
    officers=31,
    tappers=1,
    quiet_seconds=0.1,
    pictures=1,
    recaps=1,
    rest_seconds=0.0,
    steps=6,
    transactions=32,
)
ROWS = {"form": 4, "reminders": 6, "several": 5, "charts": 5, "recap": 3, "commands": 25, "memory": 5, "database": 2}


@pytest.fixture(scope="module")
def ground(demonstration: Demonstration) -> Iterator[Ground]:
    with Ground.prepare((demonstration.file, demonstration.cast)) as prepared:
        yield prepared


@pytest.mark.parametrize("name", MEASURES)
async def test_a_measure_yields_its_rows(name: str, ground: Ground) -> None:
    figures = await MEASURES[name](ground, TINY)
    assert len(figures.rows) == ROWS[name]
    assert {len(row) for row in figures.rows} == {len(figures.columns)}


def test_a_share_of_values_is_found_by_nearest_rank() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert [below(values, share) for share in (0.5, 0.95, 1.0)] == [50, 95, 100]
    assert milliseconds([0.001, 0.003, 0.004]) == "3.0"


def test_a_page_holds_table_and_notes() -> None:
    page = Figures("Steps", ("bot", "steps/s"), (("ours", "7"),), "One\nline.\n\nAnother.\n").as_markdown()
    assert page.splitlines() == [
        *("## Steps", "", "| bot | steps/s |", "| --- | ---: |", "| ours | 7 |"),
        *("", "One line.", "", "Another."),
    ]
