"""Agencies and units on the command line: shaped from a date on, by the same rules as in the chat."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from models.clock import local_date
from models.database import Database
from models.members import Newcomer, take_in
from models.provinces import Zone
from models.schema import Role, Unit
from tests.roads.test_settings import do, folder, here, url

__all__ = ["folder", "url"]


@pytest.fixture
def house(url: str) -> str:
    """The shipped agencies, with two units of Bakamla."""
    do(url, "agency", "ship")
    for code, province in (("AMBON", "81"), ("BATAM", "21")):
        do(url, "unit", "add", "BAKAMLA", code, f"Zona {code.title()}", "--province", province)
    return url


def unit_line(url: str, code: str) -> str:
    (line,) = (one for one in do(url, "unit", "list", "bakamla").splitlines() if code in one)
    return line


def day(ahead: int) -> str:
    return (local_date(datetime.now(UTC), Zone.WIB) + timedelta(days=ahead)).isoformat()


def test_a_unit_is_renamed_moved_closed_and_opened_again(house: str) -> None:
    assert "Done." in do(house, "unit", "rename", "bakamla", "ambon", "Zona Timur Ambon")
    assert "Zona Timur Ambon" in unit_line(house, "AMBON")
    assert "WIT" in unit_line(house, "AMBON")
    do(house, "unit", "move", "bakamla", "ambon", "--province", "73")
    assert re.search(r"73 Sulawesi Selatan\W+WITA", unit_line(house, "AMBON"))
    do(house, "unit", "close", "bakamla", "ambon")
    assert unit_line(house, "AMBON").rstrip(" │").endswith("no")
    do(house, "unit", "reopen", "bakamla", "ambon")
    assert unit_line(house, "AMBON").rstrip(" │").endswith("yes")


def test_what_begins_later_is_planned_and_nothing_changes_before(house: str) -> None:
    told = do(house, "unit", "rename", "bakamla", "ambon", "Zona Timur Ambon", "--from", day(3))
    assert f"Planned from {day(3)} on." in told
    assert "Zona Timur Ambon" not in unit_line(house, "AMBON")


def test_a_unit_is_added_from_a_day_to_come(house: str) -> None:
    add = ("unit", "add", "bakamla", "bitung", "Zona Bitung", "--province", "71")
    assert f"BAKAMLA/BITUNG added, from {day(3)} on." in do(house, *add, "--from", day(3))
    assert day(3) in unit_line(house, "BITUNG")
    do(house, "unit", "reopen", "bakamla", "bitung")
    assert unit_line(house, "BITUNG").rstrip(" │").endswith("yes")


def test_an_agency_is_added_from_a_day_to_come(house: str) -> None:
    told = do(house, "agency", "add", "basarnas", "Badan SAR Nasional", "--from", day(3))
    assert f"BASARNAS added, from {day(3)} on." in told
    assert re.search(rf"BASARNAS\W+Badan SAR Nasional\W+{day(3)}", do(house, "agency", "list"))
    assert do(house, "agency", "add", "bnpp", "Badan Perbatasan", "--from", day(0)).strip() == "BNPP added."


def test_nothing_is_added_from_a_day_that_is_over(house: str) -> None:
    for added in (("unit", "add", "bakamla", "bitung", "Zona", "--province", "31"), ("agency", "add", "bnpp", "Badan")):
        refused = here(*added, "--from", day(-1), DATABASE_URL=house)
        assert (refused.returncode, "Tanggal mulai harus antara" in refused.stderr) == (1, True)
    assert "BITUNG" not in do(house, "unit", "list")
    assert "BNPP" not in do(house, "agency", "list")


def test_an_agency_is_renamed_disabled_and_enabled_again(house: str) -> None:
    do(house, "agency", "rename", "bakamla", "Badan Keamanan Laut RI")
    do(house, "agency", "disable", "bakamla")
    assert re.search(r"Badan Keamanan Laut RI\W+no", do(house, "agency", "list"))
    do(house, "agency", "enable", "bakamla")
    assert re.search(r"Badan Keamanan Laut RI\W+yes", do(house, "agency", "list"))


def test_a_unit_with_members_is_closed_only_where_it_is_said_what_becomes_of_them(house: str) -> None:
    database = Database(house)

    def settle(session: object) -> None:
        ambon = session.query(Unit).filter_by(code="AMBON").one()  # type: ignore[attr-defined]
        newcomer = Newcomer(1001, "Budi", None, Role.OFFICER, ambon.id)
        take_in(session, newcomer, actor_id=None, now=datetime.now(UTC) - timedelta(days=9))  # type: ignore[arg-type]

    database.write_now(settle)
    database.close()
    refused = here("unit", "close", "bakamla", "ambon", DATABASE_URL=house)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert "anggota" in refused.stderr
    assert "Done." in do(house, "unit", "close", "bakamla", "ambon", "--move-to", "batam")
    assert unit_line(house, "AMBON").rstrip(" │").endswith("no")


def test_brackets_in_a_name_are_letters(house: str) -> None:
    do(house, "unit", "rename", "bakamla", "ambon", "A[/b][red] :smile:")
    assert "A[/b][red] :smile:" in do(house, "unit", "list", "bakamla")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("unit", "rename", "bakamla", "xyz", "Zona"), 1),
        (("unit", "move", "bakamla", "ambon", "--province", "99"), 2),
        (("unit", "close", "bakamla", "ambon", "--move-to", "xyz"), 1),
        (("agency", "rename", "xyz", "Badan"), 1),
        (("unit", "rename", "bakamla", "ambon", "Zona", "--from", "15-09-2025"), 2),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(house: str, arguments: tuple[str, ...], code: int) -> None:
    ended = here(*arguments, DATABASE_URL=house)
    assert ended.returncode == code
    assert ended.stderr
    assert "Traceback" not in ended.stderr
