"""The settings and the command line: one sentence for what is wrong, and never the token in any output."""

import asyncio
import logging
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
import structlog
from sqlalchemy import func, inspect, select
from typer.testing import CliRunner

from bot.commands import cli
from bot.logs import without_tokens
from bot.settings import Settings
from models.database import Database
from models.invitations import find_invitation
from models.schema import Agency, AuditEvent, Invitation, Role, Unit
from simulator.people import Telegram
from simulator.running import RunningSimulator
from tests.desk import TOKEN
from tests.logs import logs

ROOT = Path(__file__).parents[2]
SECRET = TOKEN.partition(":")[2]
LATER, WRONG_SETTING = 1, 2


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program is started: without any `.env`, and without settings in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def here(*arguments: str, **settings: str) -> Ended:
    """Run `python -m bot …` in this process, since starting one takes a second."""
    result = CliRunner().invoke(cli, arguments, env=settings, prog_name="bot")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Ended(result.exit_code, result.stdout, result.stderr)


def run(folder: Path, *arguments: str, **settings: str) -> Ended:
    """Run `python -m bot …` there, with these settings and no others."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "200"} | settings
    command = [sys.executable, "-m", "bot", *arguments]
    done = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    return Ended(done.returncode, done.stdout, done.stderr)


def sentence(result: Ended, code: int = WRONG_SETTING) -> str:
    """Give the one line that a program that ended for a wrong setting has said."""
    assert result.returncode == code, result
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert SECRET not in line
    return line


HOOK = "https://bot.example.org/telegram"
WRONG = [
    ({}, "TELEGRAM_BOT_TOKEN is missing. Ask @BotFather"),
    ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN is missing. Ask @BotFather"),
    ({"TELEGRAM_BOT_TOKEN": SECRET}, "TELEGRAM_BOT_TOKEN is wrong: it does not look like a bot token. Ask @BotFather"),
    ({"TELEGRAM_BOT_TOKEN": f"{TOKEN} "}, "TELEGRAM_BOT_TOKEN is wrong: it does not look like a bot token."),
    ({"TELEGRAM_API_URL": "telegram.org"}, "TELEGRAM_API_URL is wrong: it is no address that begins with http://"),
    ({"DATABASE_URL": "lapor.db"}, "DATABASE_URL is wrong: it is not the address of a database. Give sqlite:///"),
    ({"DATABASE_URL": "mysql://host/lapor"}, "DATABASE_URL is wrong: only SQLite and PostgreSQL (psycopg)"),
    ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL is wrong: it names no file"),
    (
        {"ADMIN_TELEGRAM_IDS": TOKEN},
        "ADMIN_TELEGRAM_IDS is wrong: it holds something else than numbers. Write to @user",
    ),
    ({"WEB_PORT": "http"}, "WEB_PORT is wrong: input should be a valid integer"),
    ({"WEB_PORT": "70000"}, "WEB_PORT is wrong: input should be less than or equal to 65535. Give a port"),
    ({"WEBHOOK_URL": "bot.example.org"}, "WEBHOOK_URL is wrong: it is no address that begins with https://"),
    ({"WEBHOOK_URL": "http://bot.example.org/x"}, "WEBHOOK_URL is wrong: updates come by https only"),
    ({"WEBHOOK_URL": "https://bot.example.org:8080/x"}, "WEBHOOK_URL is wrong: its port has to be 443, 80"),
    ({"WEBHOOK_URL": "https://bot.example.org/metrics"}, "WEBHOOK_URL is wrong: /metrics is where this program tells"),
    ({"WEBHOOK_URL": HOOK}, "WEBHOOK_SECRET is wrong: a webhook without a secret would take updates from anybody"),
    ({"WEBHOOK_URL": HOOK, "WEBHOOK_SECRET": "kurang-panjang"}, "WEBHOOK_SECRET is wrong: it has to be 24 to 256"),
    ({"WEBHOOK_URL": HOOK, "WEBHOOK_SECRET": "rahasia-rahasia rahasia?"}, "WEBHOOK_SECRET is wrong: it may hold A-Z"),
    ({"WEBHOOK_URL": HOOK, "WEBHOOK_SECRET": "abc" * 20}, "WEBHOOK_SECRET is wrong: it is too easy to guess. Make one"),
    ({"LOG_FORMAT": "xml"}, "LOG_FORMAT is wrong: input should be 'text' or 'json'. Give text or json."),
]


@pytest.mark.parametrize(
    ("settings", "beginning"), WRONG, ids=[" ".join(settings) or "nothing" for settings, _ in WRONG]
)
@pytest.mark.usefixtures("folder")
def test_a_wrong_setting_is_told_in_one_sentence(settings: dict[str, str], beginning: str) -> None:
    given = settings if not settings or "TELEGRAM_BOT_TOKEN" in settings else {"TELEGRAM_BOT_TOKEN": TOKEN} | settings
    assert sentence(here("run", **given)).startswith(beginning)


def test_the_program_says_it_too_and_nothing_else(folder: Path) -> None:
    assert sentence(run(folder, "run")).startswith("TELEGRAM_BOT_TOKEN is missing. Ask @BotFather")
    swapped = {"TELEGRAM_BOT_TOKEN": "1001", "ADMIN_TELEGRAM_IDS": TOKEN}
    assert "is wrong" in sentence(run(folder, "run", **swapped))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite:////proc/nowhere/lapor.db", WRONG_SETTING),
        # It may only be starting: whoever looks after the process starts it again.
        ("postgresql+psycopg://me:geheim@127.0.0.1:1/lapor", LATER),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(folder: Path, url: str, code: int) -> None:
    told = sentence(run(folder, "run", TELEGRAM_BOT_TOKEN=TOKEN, DATABASE_URL=url), code)
    assert told.startswith("DATABASE_URL is wrong, or its database can't be opened now. Give sqlite:///data/lapor.db")
    assert "geheim" not in told


def test_the_settings_are_read_from_a_file(folder: Path) -> None:
    (folder / ".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nLOG_FORMAT=xml\nSOMETHING_ELSE=1\n", encoding="utf-8")
    assert sentence(here("run")).startswith("LOG_FORMAT is wrong")


def test_a_file_in_another_alphabet_is_told_in_one_sentence(folder: Path) -> None:
    (folder / ".env").write_bytes("TELEGRAM_BOT_TOKEN=café".encode("latin-1"))
    assert sentence(here("run")).startswith("The file .env is not written in UTF-8.")


def test_a_command_that_needs_no_telegram_asks_for_no_token_but_for_a_database(folder: Path) -> None:
    (folder / "no.db").write_text("This is a letter and not a database. " * 50, encoding="utf-8")
    for url in ("lapor.db", "sqlite:///no.db"):
        assert sentence(here("agency", "list", DATABASE_URL=url)).startswith("DATABASE_URL is wrong")


async def test_a_token_that_telegram_does_not_know_is_told_in_one_sentence(
    folder: Path, simulator: RunningSimulator
) -> None:
    given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": simulator.url}
    result = await asyncio.to_thread(run, folder, "run", **given)
    assert sentence(result).startswith("TELEGRAM_BOT_TOKEN is wrong: Telegram does not know it. Ask @BotFather")


async def test_a_token_that_is_revoked_later_ends_the_program_too(folder: Path, simulator: RunningSimulator) -> None:
    async with Telegram.connect(simulator.url) as telegram:
        await telegram.add_bot(token=TOKEN, username="lapor_cegah_bot", name="Lapor Cegah")
        await telegram.fault("refuse", "getUpdates", code=401, description="Unauthorized")
        given = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": simulator.url}
        result = await asyncio.to_thread(run, folder, "run", **given)
    assert result.returncode == WRONG_SETTING
    assert "TELEGRAM_BOT_TOKEN is wrong: Telegram does not know it." in result.stderr
    assert "Traceback" not in result.stderr
    assert SECRET not in result.stdout + result.stderr


def test_the_example_names_exactly_what_can_be_set() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^#?([A-Z_]+)=", example, flags=re.MULTILINE)
    assert len(named) == len(set(named))
    assert {name.lower() for name in named} == set(Settings.model_fields)


def test_the_example_needs_only_a_token(folder: Path) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    (folder / ".env").write_text(example, encoding="utf-8")
    assert sentence(here("run")).startswith("TELEGRAM_BOT_TOKEN is missing")


def test_every_default_of_the_example_is_the_programs_own() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for name, value in re.findall(r"^#?([A-Z_]+)=(.+)$", example, flags=re.MULTILINE):
        assert str(Settings.model_fields[name.lower()].default).lower() == value.lower()


class Anything:
    """An object that shows the token when it is printed."""

    def __repr__(self) -> str:
        return f"<Bot https://api.telegram.org/bot{TOKEN}/getMe>"


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_log_ever_holds_the_token(
    style: Literal["text", "json"], capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    error = OSError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    with logs(style):
        log = structlog.get_logger()
        log.info("started", token=TOKEN, bot=Anything(), nested={"url": [TOKEN]}, escaped=TOKEN.replace(":", "%3a"))
        for name in ("httpx", "httpcore", "telegram.ext", "aiohttp.access", "asyncio"):
            library = logging.getLogger(name)
            caplog.set_level(logging.DEBUG, logger=name)
            library.debug("POST %s %r", f"/bot{TOKEN}/sendMessage", Anything())
            library.error("broken", exc_info=error)
        try:
            raise error
        except OSError:
            log.exception("failed")
        sys.excepthook(type(error), error, None)
    printed = capsys.readouterr()
    told = printed.out + printed.err
    assert SECRET not in told
    assert told.count("<token>") >= 18
    assert told.count("Traceback") >= 1 or style == "json"


def test_what_is_no_token_is_left_alone() -> None:
    for text in ("2025-09-15T14:55:00.123456+07:00", "127.0.0.1:54321", "pukul 20:00", '"update_id": 500000001'):
        assert without_tokens(text) == text


@pytest.fixture
def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'lapor.db'}"


def do(url: str, *arguments: str) -> str:
    """Run a command that goes well, and give what it prints."""
    result = here(*arguments, DATABASE_URL=url)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_an_administrator_makes_the_house_from_the_command_line(url: str) -> None:
    assert "19 agencies added" in do(url, "agency", "ship")
    assert "0 agencies added" in do(url, "agency", "ship")
    assert "KLH added" in do(url, "agency", "add", "klh", "Kementerian Lingkungan Hidup")
    do(url, "agency", "disable", "klh")
    listed = do(url, "agency", "list")
    assert re.search(r"KLH\W+Kementerian Lingkungan Hidup\W+no\W+1", listed)
    assert re.search(r"BAKAMLA\W+Badan Keamanan Laut\W+yes\W+1", listed)
    assert "BAKAMLA/AMBON added" in do(url, "unit", "add", "bakamla", "ambon", "Zona Timur", "--province", "81")
    assert re.search(r"AMBON\W+Zona Timur\W+81 Maluku\W+WIT", do(url, "unit", "list", "bakamla"))
    assert "Pemeriksaan/Pengawasan" in do(url, "indicator", "list")
    database = Database(url)
    with database.engine.connect() as connection:
        assert connection.scalar(select(func.count(AuditEvent.id))) == 2 * 20 + 1 + 2, "closing is asked for, then done"
        assert connection.scalar(select(Agency.enabled).where(Agency.code == "KLH")) is False
        assert connection.scalar(select(Unit.province).where(Unit.code == "AMBON")) == 81
    database.close()


def test_an_invitation_from_the_command_line_is_for_so_many_and_so_long(url: str) -> None:
    do(url, "agency", "ship")
    do(url, "invite", "--role", "officer", "--agency", "kkp", "--uses", "20", "--days", "30")
    database = Database(url)
    made = database.read_now(lambda session: session.scalars(select(Invitation)).one())
    database.close()
    assert (made.uses_left, made.expires_at - made.created_at) == (20, timedelta(days=30))


def test_an_invitation_of_somebody_who_invites_is_for_one_also_from_the_command_line(url: str) -> None:
    do(url, "agency", "ship")
    refused = here("invite", "--role", "administrator", "--agency", "polkam", "--uses", "2", DATABASE_URL=url)
    assert (refused.returncode, "satu orang saja" in refused.stderr) == (1, True)


def test_an_invitation_from_the_command_line_opens_the_door(url: str) -> None:
    do(url, "agency", "ship")
    printed = do(url, "invite", "--role", "desk_coordinator", "--agency", "polkam")
    (token,) = re.findall(r"^/start (\S+)$", printed, flags=re.MULTILINE)
    assert f"?start={token}" in printed
    database = Database(url)
    welcome = database.read_now(find_invitation, token, datetime.now(UTC))
    database.close()
    assert welcome is not None
    assert (welcome.role, welcome.agency_name) == (Role.DESK_COORDINATOR, "Kemenko Polkam")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("agency", "disable", "XYZ"), 'Tidak ada K/L dengan kode "XYZ".'),
        (("unit", "add", "XYZ", "A", "A", "--province", "31"), 'Tidak ada K/L dengan kode "XYZ".'),
        (("invite", "--role", "officer", "--agency", "XYZ"), 'Tidak ada K/L dengan kode "XYZ".'),
    ],
)
def test_what_does_not_exist_is_said_without_a_traceback(url: str, arguments: tuple[str, ...], told: str) -> None:
    result = here(*arguments, DATABASE_URL=url)
    assert result.returncode == 1
    assert result.stderr.startswith(told)
    assert len(result.stderr.splitlines()) == 1


def test_migrating_makes_every_table_and_may_be_repeated(folder: Path, url: str) -> None:
    assert "up to date" in do(url, "migrate")
    again = run(folder, "migrate", DATABASE_URL=url)
    assert (again.returncode, again.stdout) == (0, "The database is up to date.\n")
    database = Database(url)
    with database.engine.connect() as connection:
        assert {"member", "outbox", "audit_event"} <= set(inspect(connection).get_table_names())
    database.close()
