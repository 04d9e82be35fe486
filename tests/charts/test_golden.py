"""Every chart looks as it looked when somebody last looked at it; and a small change would be seen."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import pytest

from views.charts import style
from views.charts.data import Chart

from .examples import AGENCIES, evening
from .examples_periods import a_week, heat
from .golden_files import FOLDER, GOLDEN, NAMES, TOLERANCE, difference, drawn, golden, keep, kept


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_looks_as_it_was_approved(name: str, tmp_path: Path) -> None:
    found, stored = drawn(golden(name)), kept(name)
    apart = difference(found.marks, stored.marks)
    if apart > TOLERANCE or found.words != stored.words:
        keep(name, found, tmp_path)
        assert found.words == stored.words, f"look at {tmp_path}; `make golden` approves it"
        raise AssertionError(f"{name} differs by {apart} of 255: look at {tmp_path}; `make golden` approves it")


def test_nothing_is_stored_of_what_is_no_chart_any_more() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(NAMES)
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 400_000


def test_the_page_of_charts_shows_every_one_and_no_other() -> None:
    docs = Path(__file__).parents[2] / "docs"
    shown = re.findall(r"\(images/charts/([\w-]+)\.png\)", (docs / "charts.md").read_text())
    assert sorted(shown) == sorted(NAMES)
    assert {file.stem for file in (docs / "images" / "charts").iterdir()} == set(NAMES)


@pytest.mark.parametrize("hinting", ["none", "no_autohint", "force_autohint"])
@pytest.mark.parametrize("name", ["day", "week", "map"])
def test_however_letters_are_rasterised_the_marks_stay(name: str, hinting: str) -> None:
    with mpl.rc_context({"text.hinting": hinting, "text.antialiased": hinting != "none"}):
        found = drawn(GOLDEN[name])
    assert difference(found.marks, kept(name).marks) <= TOLERANCE
    assert found.words == kept(name).words


def one_more_patrol() -> Chart:
    return evening((AGENCIES[0], replace(AGENCIES[1], totals=(42, 52, 24, 12)), *AGENCIES[2:]))


def one_report_less() -> Chart:
    return evening((*AGENCIES[:4], replace(AGENCIES[4], reported=45), *AGENCIES[5:]))


def one_missing() -> Chart:
    return evening((*AGENCIES[:3], replace(AGENCIES[3], totals=(27, None, 19, 4)), *AGENCIES[4:]))


@pytest.mark.parametrize("changed", [one_more_patrol, one_report_less, one_missing])
def test_a_small_change_of_the_figures_is_seen(changed: Callable[[], Chart]) -> None:
    found, stored = drawn(changed()), kept("day")
    assert found.words != stored.words
    assert difference(found.marks, stored.marks) > TOLERANCE


def test_a_bar_that_is_a_little_longer_is_seen() -> None:
    chart = a_week()
    led = chart.slots[2].led
    assert led is not None
    slots = (*chart.slots[:2], replace(chart.slots[2], led=((led[0] or 0) + 5, *led[1:])), *chart.slots[3:])
    assert difference(drawn(replace(chart, slots=slots)).marks, kept("week").marks) > TOLERANCE


def test_one_cell_of_a_map_is_seen() -> None:
    chart = heat()
    cell = chart.rows[4].cells[7]
    assert cell is not None
    cells = (*chart.rows[4].cells[:7], replace(cell, reported=0), *chart.rows[4].cells[8:])
    rows = (*chart.rows[:4], replace(chart.rows[4], cells=cells), *chart.rows[5:])
    assert difference(drawn(replace(chart, rows=rows)).marks, kept("map").marks) > TOLERANCE


def test_another_colour_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(style.INDICATOR_COLOURS, "patrol", "#0a7abc")
    assert difference(drawn(GOLDEN["day"]).marks, kept("day").marks) > TOLERANCE
