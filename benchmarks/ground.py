"""Where the measures take place: a folder of their own that is removed at the end, and real databases in it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from sqlalchemy.orm import Session

from bot.demo.cast import Cast
from bot.demo.seeding import seed
from bot.demo.show import START
from models import organisation
from models.database import Database
from models.groups import GroupPlace, bind_group
from models.members import Newcomer, identify, take_in
from models.migrate import migrate
from models.schema import Role
from tests.databases import NewUrl, postgresql_databases, sqlite_databases

GROUP_ID = -1001
COORDINATOR_ID = 999
FIRST_OFFICER_ID = 1001


class Ground:
    """Databases for the measures; what is never asked for is never made."""

    def __init__(self, folder: Path, closing: ExitStack, written: tuple[Path, Cast] | None) -> None:
        self.folder = folder
        self._closing = closing
        self._written = written

    @classmethod
    @contextmanager
    def prepare(cls, demonstration: tuple[Path, Cast] | None = None) -> Iterator["Ground"]:
        """Give a ground that is cleared at the end, its servers ended; a demonstration that is there is used."""
        with tempfile.TemporaryDirectory(prefix="lapor-cegah-bench-") as folder, ExitStack() as closing:
            yield cls(Path(folder), closing, demonstration)

    def database(self, kind: str) -> str:
        """Give the address of a new, migrated database: `SQLite` or `PostgreSQL`."""
        return self._new_sqlite() if kind == "SQLite" else self._new_postgresql()

    def seeded(self) -> str:
        """Give the address of a copy of the demonstration's database."""
        source, _ = self.demonstration
        copy = Path(tempfile.mkdtemp(dir=self.folder)) / "seeded.db"
        shutil.copy(source, copy)
        return f"sqlite:///{copy}"

    @cached_property
    def demonstration(self) -> tuple[Path, Cast]:
        """The demonstration's database at its start, and who is in it."""
        if self._written is not None:
            return self._written
        file = self.folder / "demonstration.db"
        database = Database(f"sqlite:///{file}")
        try:
            migrate(database)
            return file, database.write_now(seed, START)
        finally:
            database.close()

    @property
    def postgresql_pid(self) -> int:
        """The process whose children serve PostgreSQL's connections."""
        return int((self._postgresql_folder / "postgresql" / "postmaster.pid").read_text().splitlines()[0])

    @cached_property
    def _new_sqlite(self) -> NewUrl:
        folder = self.folder / "sqlite"
        folder.mkdir()
        return self._closing.enter_context(sqlite_databases(folder))

    @cached_property
    def _new_postgresql(self) -> NewUrl:
        self._postgresql_folder.mkdir()
        return self._closing.enter_context(postgresql_databases(self._postgresql_folder))

    @property
    def _postgresql_folder(self) -> Path:
        return self.folder / "server"


def officers(count: int) -> range:
    """Give the Telegram numbers of that many officers."""
    return range(FIRST_OFFICER_ID, FIRST_OFFICER_ID + count)


def settle(url: str, count: int, now: datetime) -> None:
    """Write that many officers of one unit by Jakarta's clock, a coordinator and a bound group into a new database.

    All of them have been there for a week.
    """
    database = Database(url)
    try:
        database.write_now(_settle, count, now - timedelta(days=7))
    finally:
        database.close()


def _settle(session: Session, count: int, now: datetime) -> None:
    organisation.ship_agencies(session, now)
    agency = organisation.agency_by_code(session, "BAKAMLA")
    unit = organisation.add_unit(session, agency, "PRIOK", "Bakamla Tanjung Priok", 31, now=now)
    coordinator = Newcomer(COORDINATOR_ID, "Koordinator Desk", None, Role.DESK_COORDINATOR, unit.id)
    everybody = [Newcomer(number, f"Petugas {number}", None, Role.OFFICER, unit.id) for number in officers(count)]
    for newcomer in (coordinator, *everybody):
        take_in(session, newcomer, actor_id=None, now=now)
    desk = identify(session, COORDINATOR_ID, now)
    assert desk is not None  # noqa: S101 - just taken in
    bind_group(session, desk, GroupPlace(GROUP_ID, None, "Grup Koordinasi"), now)
