"""What keeps the program from starting: one sentence each, and nothing half done is left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from models.database import Database
from models.migrate import migrate, newest_revision, revision_of
from tests.databases import NewUrl
from tests.desk import TOKEN
from tests.roads.test_settings import ROOT, folder, here, run, sentence

__all__ = ["folder"]

#: Migrates, and stops for ever in the middle of it.
HALF_WAY = """
import sys, threading
from alembic import op
from models.database import Database
from models.migrate import migrate
create, left = op.create_table, [12]
def create_table(*args, **kwargs):
    made = create(*args, **kwargs)
    left[0] -= 1
    if not left[0]:
        print("half way", flush=True)
        threading.Event().wait()
    return made
op.create_table = create_table
migrate(Database(sys.argv[1]))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    new: NewUrl = request.getfixturevalue("new_postgresql")
    url = new()
    with closing(Database(url)) as database, database.engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    yield url


def tables(session: Session) -> list[str]:
    return inspect(session.connection()).get_table_names()


def test_a_migration_that_was_killed_half_way_is_not_there_and_is_done_at_the_next_start(empty: str) -> None:
    command = [sys.executable, "-c", HALF_WAY, empty]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half way\n"
        process.kill()
        assert process.wait() == -signal.SIGKILL
    with closing(Database(empty)) as database:
        assert database.read_now(tables) == []
        migrate(database)
        assert database.read_now(revision_of) == newest_revision()


def test_a_database_of_a_newer_program_is_told_in_one_sentence_and_left_alone(folder: Path, new_sqlite: NewUrl) -> None:
    url = new_sqlite()
    with closing(Database(url)) as database:
        database.write_now(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
        for arguments in (("agency", "list"), ("migrate",)):
            told = sentence(here(*arguments, DATABASE_URL=url))
            assert "was made by a newer version of Lapor Cegah (its tables are of version 9999)" in told
        told = sentence(run(folder, "run", TELEGRAM_BOT_TOKEN=TOKEN, DATABASE_URL=url))
        assert "newer version" in told
        assert database.read_now(revision_of) == "9999"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"TELEGRAM_BOT_TOKEN\x00=1\n", "Line 1 of the file .env"),
        (b"LOG_FORMAT=text\n\x00\x00\x00\x00\x00\x00\n", "Line 2 of the file .env"),
        (b"LOG_FORMAT=text\n\nTELEGRAM_BOT_TOKEN='12345:\n", "of the file .env can't be read. Write one setting"),
        (b"LOG_FORMAT=text\n= 5\n", "Line 2 of the file .env"),
        (b"\xff\xfe\x00", "The file .env is not written in UTF-8"),
        (b"", "TELEGRAM_BOT_TOKEN is missing"),
    ],
)
def test_a_damaged_env_file_is_told_in_one_sentence(folder: Path, content: bytes, said: str) -> None:
    (folder / ".env").write_bytes(content)
    assert said in sentence(here("run"))


@pytest.mark.usefixtures("folder")
def test_a_damaged_database_is_told_in_one_sentence(new_sqlite: NewUrl) -> None:
    path = Path(new_sqlite().removeprefix("sqlite:///"))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))
    assert "damaged" in sentence(here("agency", "list", DATABASE_URL=f"sqlite:///{path}"))
