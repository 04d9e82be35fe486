"""The demonstration's database with its twenty months, written once for a whole run of the tests: it takes seconds."""

import fcntl
import os
import pickle
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.demo.cast import Cast
from bot.demo.seeding import seed
from bot.demo.show import START
from models.database import Database
from models.migrate import migrate


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A database that is only read, or copied, and who is in it."""

    file: Path
    cast: Cast


def demonstration_of(factory: pytest.TempPathFactory) -> Demonstration:
    """Give the one of this run: whichever worker asks first writes it, and the others wait for it."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration"
    folder.mkdir(exist_ok=True)
    file, cast = folder / "demonstration.db", folder / "cast"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not cast.exists():
            file.unlink(missing_ok=True)
            cast.write_bytes(pickle.dumps(_written(file)))
    return Demonstration(file, pickle.loads(cast.read_bytes()))  # noqa: S301 - written above


def _written(file: Path) -> Cast:
    database = Database(f"sqlite:///{file}")
    try:
        migrate(database)
        return database.write_now(seed, START)
    finally:
        database.close()
