"""`import members` is ended between storing the links and naming their file, before it, and while it writes."""

import csv
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from bot import links_file
from bot.commands import cli
from models.database import Database
from models.invitations import hash_token
from models.organisation import ship_agencies
from models.schema import Invitation
from tests.databases import NewUrl
from tests.files.test_import_people import NOW, PEOPLE
from tests.roads.test_settings import here

#: The program, killed where the file of the links would get its name.
KILLED = """
import os, signal
from bot import links_file
links_file.put_in_place = lambda output: os.kill(os.getpid(), signal.SIGKILL)
from bot.commands import cli
cli()
"""
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def url(new_sqlite: NewUrl) -> str:
    found = new_sqlite()
    database = Database(found)
    database.write_now(ship_agencies, NOW)
    database.close()
    return found


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "anggota.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path / "tautan.csv"


@pytest.fixture
def run(url: str) -> Run:
    """Run `import members` in this process; give its exit code and what it says."""

    def ran(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli, words, env={"DATABASE_URL": url, "COLUMNS": "200"})
        return result.exit_code, result.output

    return ran


def command(output: Path) -> tuple[str, ...]:
    people = output.with_name("anggota.csv")
    return "import", "members", str(people), "--agency", "KKP", "--create-units", "--output", str(output)


def stored(url: str) -> set[bytes]:
    database = Database(url)
    try:
        return set(database.read_now(lambda session: session.scalars(select(Invitation.token_hash)).all()))
    finally:
        database.close()


def handed_out(output: Path) -> set[bytes]:
    with output.open(encoding="utf-8-sig", newline="") as file:
        return {hash_token(row["tautan"].partition("?start=")[2]) for row in csv.DictReader(file)}


def test_links_of_a_run_that_was_killed_right_after_it_had_invited_come_with_the_next(url: str, output: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *command(output)],
        env={"DATABASE_URL": url, "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed
    assert len(stored(url)) == 3
    assert not output.exists()
    again = here(*command(output), DATABASE_URL=url)
    assert again.returncode == 1
    assert "Its 3 links are in" in again.stderr
    assert handed_out(output) == stored(url)
    assert output.stat().st_mode & 0o077 == 0
    assert not links_file.waiting_file(output).exists()


def test_links_of_a_run_that_ended_before_it_had_invited_are_nothing(
    run: Run, url: str, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = links_file.write_links

    def end_after_writing(*given: object) -> None:
        write(*given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as ending:
        ending.setattr(links_file, "write_links", end_after_writing)
        run(*command(output))
    assert links_file.waiting_file(output).exists()
    assert stored(url) == set()
    code, told = run(*command(output))
    assert "3 invited, 0 there already, 4 left out." in told
    assert code == 1, "rows were left out"
    assert handed_out(output) == stored(url)
    assert len(stored(url)) == 3


def test_where_the_links_cannot_be_written_nobody_is_invited(run: Run, url: str, output: Path) -> None:
    links_file.waiting_file(output).mkdir()
    code, told = run(*command(output))
    assert code == 1
    assert "Nobody was invited" in told
    assert stored(url) == set()
    assert not output.exists()


def test_a_file_that_is_there_is_not_written_over(run: Run, url: str, output: Path) -> None:
    output.write_text("tautan lama", encoding="utf-8")
    assert run(*command(output))[0] == 1
    assert output.read_text(encoding="utf-8") == "tautan lama"
    assert stored(url) == set()
