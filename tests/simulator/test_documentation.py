"""The page about the simulator says of every method and limit what the simulator does."""

import re
from pathlib import Path
from typing import get_args

import pytest

from simulator import files, keyboards, limits, updates
from simulator.control import starting
from simulator.faults import Kind
from simulator.methods import (
    albums,
    answering,
    deleting,
    downloads,
    menu,
    parameters,
    passing_on,
    polling,
    receiving,
    wording,
)
from simulator.methods.table import METHODS, NOT_HERE, WAITING

PAGE = (Path(__file__).parents[2] / "docs" / "simulator.md").read_text(encoding="utf-8")
MEGABYTE = 1024 * 1024
HOUR = 3600


def section(title: str) -> str:
    """What stands under a heading."""
    return PAGE.split(f"### {title}\n", 1)[1].split("\n#", 1)[0]


def named(text: str, column: int) -> list[str]:
    """The names in one column of a table."""
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| ")]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row[column])]


def test_every_method_that_works_is_in_the_table() -> None:
    found = named(section("As Telegram"), 1)
    assert len(found) == len(set(found))
    assert {name.lower() for name in found} == METHODS.keys() | WAITING.keys()


def test_every_other_method_is_in_the_other_table() -> None:
    found = named(section("Refused by name"), 2)
    assert len(found) == len(set(found))
    assert {name.lower() for name in found} == NOT_HERE


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("text", [wording.LONGEST_TEXT, wording.LARGEST_BYTES]),
        ("caption", [wording.LONGEST_CAPTION]),
        ("answer to a tap", [answering.LONGEST_ANSWER]),
        ("callback data", [keyboards.LONGEST_DATA_BYTES]),
        ("inline keyboard", [keyboards.MOST_BUTTONS, keyboards.MOST_BUTTONS_A_ROW]),
        (
            "photo",
            [files.LARGEST_PHOTO_BYTES // MEGABYTE, files.LARGEST_PHOTO_SIDES, files.LARGEST_PHOTO_RATIO],
        ),
        ("upload by a bot", [parameters.LARGEST_UPLOAD // MEGABYTE]),
        ("download by a bot", [downloads.LARGEST_DOWNLOAD // MEGABYTE]),
        ("album", [albums.LARGEST_ALBUM]),
        ("messages in one call", [passing_on.MOST_MESSAGES]),
        ("poll", [polling.LONGEST_QUESTION, polling.LONGEST_OPTION, polling.MOST_OPTIONS]),
        ("commands", [menu.MOST_COMMANDS, menu.LONGEST_DESCRIPTION]),
        ("start parameter of a link", [int(starting.TOKEN.pattern.rpartition(",")[2].rstrip("}"))]),
        ("a tap waits for its answer", [answering.ANSWERABLE_SECONDS]),
        ("an update waits for its bot", [updates.KEPT_SECONDS // HOUR]),
        ("deletion", [deleting.DELETABLE_SECONDS // HOUR]),
        ("`getUpdates`", [receiving.MOST_UPDATES, receiving.LONGEST_POLL]),
        ("webhook", [receiving.MOST_CONNECTIONS, receiving.LONGEST_SECRET, *sorted(receiving.PORTS)]),
        ("pace, switched on", [limits.IN_ALL, limits.PRIVATE_BURST, limits.GROUP]),
    ],
)
def test_every_limit_is_the_one_that_is_enforced(row: str, values: list[int]) -> None:
    rows = {line.split("|")[1].strip(): line.split("|")[2] for line in section("Limits").splitlines() if "|" in line}
    said = [int(number.replace(" ", "")) for number in re.findall(r"\d[\d ]*\d|\d", rows[row])]
    assert set(values) <= set(said)


def test_every_fault_is_in_the_table() -> None:
    table = PAGE.split("| kind | what happens |")[1].split("\n\n", 1)[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(get_args(Kind))
