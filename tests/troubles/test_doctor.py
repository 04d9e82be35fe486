"""The doctor: one line for each thing, what to do about it, and an exit code; it changes nothing."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram import WebhookInfo

from bot.checkup import judge_webhook, look_at_backups, skew_of
from bot.checkup_database import look_at_database
from bot.finding import Finding, Mark
from models.schema import Role
from simulator.running import RunningSimulator
from tests.desk import TOKEN, Desk
from tests.roads.test_settings import folder, here

__all__ = ["folder"]

NOW = datetime(2025, 9, 15, 8, tzinfo=UTC)
HOOK = "https://bot.example.org/telegram"


def marks(findings: list[Finding]) -> dict[str, Mark]:
    return {finding.what: finding.mark for finding in findings}


async def test_one_administrator_is_too_few(desk: Desk) -> None:
    for name, telegram_id, told in (("Satu", 901, "1: invite another"), ("Dua", 902, "2")):
        await desk.member(name, telegram_id, "BAKAMLA/BATAM", Role.ADMINISTRATOR)
        found, _ = await asyncio.to_thread(look_at_database, desk.database_url)
        (about,) = (one for one in found if one.what == "administrators")
        assert about.told.startswith(told)
    assert about.mark == Mark.GOOD


@pytest.mark.usefixtures("folder")
async def test_everything_is_well_on_a_running_desk(desk: Desk) -> None:
    coordinator = await desk.member("Sari", 1002, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await desk.bound_group([], coordinator)
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": desk.url, "DATABASE_URL": desk.database_url}
    done = await asyncio.to_thread(here, "doctor", COLUMNS="200", **given)
    assert done.returncode == 0, done
    for told in ("it is @lapor_cegah_bot's", "can be reached and written", "they are polled", "the bot is in it"):
        assert told in done.stdout
    assert TOKEN not in done.stdout + done.stderr


def test_what_is_wrong_is_named_and_ends_with_an_exit_code(folder: Path, simulator: RunningSimulator) -> None:
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": simulator.url, "COLUMNS": "200"}
    done = here("doctor", **given)
    assert done.returncode == 1
    assert "Telegram does not know TELEGRAM_BOT_TOKEN" in done.stdout
    assert "there is no file data/lapor.db yet: run python -m bot migrate" in done.stdout
    assert not (folder / "data").exists(), "it changes nothing"
    nobody = here("doctor", **given | {"TELEGRAM_API_URL": "http://127.0.0.1:1"})
    assert "http://127.0.0.1:1 can't be reached" in nobody.stdout


def test_a_database_is_looked_at_and_not_changed(database_url: str, tmp_path: Path) -> None:
    found, groups = look_at_database(database_url)
    assert marks(found) == {
        "database": Mark.GOOD,
        "tables": Mark.GOOD,
        "members": Mark.DOUBTFUL,
        "administrators": Mark.DOUBTFUL,
        "outbox": Mark.GOOD,
    }
    assert groups == []
    (tmp_path / "empty.db").touch()
    assert marks(look_at_database(f"sqlite:///{tmp_path / 'empty.db'}")[0])["tables"] == Mark.BAD
    away, _ = look_at_database("postgresql+psycopg://me:geheim@127.0.0.1:1/lapor")
    assert [(one.mark, "geheim" in one.told) for one in away] == [(Mark.BAD, False)]


@pytest.mark.parametrize(
    ("info", "wanted", "mark"),
    [
        (WebhookInfo("", False, 0), None, Mark.GOOD),
        (WebhookInfo("", False, 3), HOOK, Mark.DOUBTFUL),
        (WebhookInfo(HOOK, False, 0), HOOK, Mark.GOOD),
        (WebhookInfo(HOOK, False, 0), None, Mark.BAD),
        (WebhookInfo("https://elsewhere.example.org/", False, 0), HOOK, Mark.BAD),
        (WebhookInfo(HOOK, False, 9, last_error_date=NOW - timedelta(minutes=1)), HOOK, Mark.BAD),
        (WebhookInfo(HOOK, False, 0, last_error_date=NOW - timedelta(days=1)), HOOK, Mark.GOOD),
    ],
)
def test_the_webhook_is_judged_by_what_telegram_knows(info: WebhookInfo, wanted: str | None, mark: Mark) -> None:
    assert judge_webhook(info, wanted, NOW).mark == mark


@pytest.mark.parametrize(
    ("seconds", "mark"), [(0, Mark.GOOD), (-5, Mark.GOOD), (20, Mark.DOUBTFUL), (-90, Mark.BAD), (7200, Mark.BAD)]
)
def test_a_clock_that_is_wrong_is_found(seconds: int, mark: Mark) -> None:
    assert skew_of(timedelta(seconds=seconds)).mark == mark


@pytest.mark.usefixtures("folder")
def test_the_age_of_the_newest_backup_is_told() -> None:
    assert look_at_backups(datetime.now(UTC)).mark == Mark.DOUBTFUL
    Path("backups").mkdir()
    Path("backups/lapor-cegah-20250915T080000Z.zip").touch()
    assert look_at_backups(datetime.now(UTC)).mark == Mark.GOOD
    assert look_at_backups(datetime.now(UTC) + timedelta(days=3)).mark == Mark.DOUBTFUL
