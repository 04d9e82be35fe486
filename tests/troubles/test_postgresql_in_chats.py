"""What befalls PostgreSQL in the middle of a form: people are told once, nothing is lost, and it goes on by itself."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from simulator.people import Telegram
from simulator.running import RunningSimulator
from tests.desk import Desk, fill_in
from tests.troubles.server import Server, locked, only_readable

_FULL = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION no_room();
"""
_ROOM = "DROP FUNCTION no_room() CASCADE"


@contextmanager
def full(server: Server) -> Iterator[None]:
    """The server says of each row of a form what it says when its disk is full (SQLSTATE 53100)."""
    server.run(_FULL.format(table="draft"), inside=True)
    yield
    server.run(_ROOM, inside=True)


@contextmanager
def held(server: Server) -> Iterator[None]:
    """Another program holds the forms."""
    with locked(server, "draft"):
        yield


@pytest.fixture
async def desk(simulator: RunningSimulator, server: Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """A desk on PostgreSQL that loses no time with waiting."""
    monkeypatch.setattr("models.database.BUSY_MILLISECONDS", 50)
    monkeypatch.setattr("bot.polling._SHORTEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.polling._LONGEST_PAUSE", 0.05)
    monkeypatch.setattr("bot.intake.PATIENCE_SECONDS", 0.0)
    async with Telegram.connect(simulator.url) as telegram, Desk(simulator.url, str(server.url), telegram) as running:
        running.settle_units("BAKAMLA/BATAM")
        yield running


@pytest.mark.parametrize("befalls", [only_readable, held, full])
async def test_a_tap_waits_until_the_database_takes_it(
    desk: Desk, server: Server, befalls: Callable[[Server], Any]
) -> None:
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    sari = await desk.member("Sari", 1002, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await desk.telegram.idle()
    with befalls(server):
        await budi.tap("3")
        await sari.send("/lapor")
        assert "tidak perlu diulang" in (await sari.sees("Penyimpanan kami sedang terganggu")).words
    await budi.sees("2/4")
    await fill_in(sari, "1", "2", "3", "1")
    said = [message for message in await sari.messages() if "Penyimpanan" in message.words]
    assert len(said) == 1, "it is said once"
