"""A backup holds everything, is made while the bot works, and comes back on either database: proved by the seals."""

import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from bot.backup import MANIFEST, restore_backup, write_backup
from bot.backup_manifest import UnusableBackup
from bot.commands import cli
from models import archive
from models.audit_seals import seal_waiting
from models.audit_verification import verify
from models.database import Database
from models.members import person_by_id
from models.schema import Role
from tests.clock.roster import Roster
from tests.trail.hand import CLOCK, leave_event, tamper

NOW = CLOCK.now()
Rows = dict[str, list[str]]


@pytest.fixture
def roster(database: Database) -> Roster:
    """A desk with reports, an absence, a group, and something in the outbox' place."""
    roster = Roster(database)
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.member("Siti", "BAKAMLA/AMBON", province=81)
    roster.member("Ketua", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    roster.group("Ketua")
    roster.excuse("Siti")
    roster.clock.set("2025-09-15T16:00:00+07:00")
    roster.report("Budi")
    return roster


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "7.jpg").write_bytes(b"pixels")
    (folder / "8.jpg.part").write_bytes(b"unfinished")
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Another database, of each kind, into which is restored."""
    new: Callable[[], str] = request.getfixturevalue(f"new_{request.param}")
    found = Database(new())
    yield found
    found.close()


@pytest.fixture
def spare(database: Database, request: pytest.FixtureRequest) -> Iterator[Database]:
    """Another database, of the other kind."""
    new: Callable[[], str] = request.getfixturevalue("new_postgresql" if database.is_sqlite else "new_sqlite")
    found = Database(new())
    yield found
    found.close()


def contents(database: Database) -> Rows:
    def read(session: Session) -> Rows:
        return {table.name: list(archive.rows_of(session, table)) for table in archive.tables_of(session)}

    return database.read_now(read)


def test_everything_comes_back_on_either_database(
    roster: Roster, photos: Path, empty: Database, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    manifest = write_backup(roster.database, photos, file, NOW)
    before = contents(roster.database)
    restored = restore_backup(empty, tmp_path / "new", file, force=False)
    after = contents(empty)
    assert {name for name in before if before[name] != after[name]} == set()
    assert restored.rows == manifest.rows == sum(len(rows) for rows in before.values())
    assert restored.verdict.head == manifest.head
    assert (tmp_path / "new" / "7.jpg").read_bytes() == b"pixels"
    assert (restored.photos, sorted(one.name for one in (tmp_path / "new").iterdir())) == (1, ["7.jpg"])
    assert empty.read_now(verify, [manifest.head or ""]).is_sound
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_restored_bot_goes_on_counting_where_it_was(
    roster: Roster, photos: Path, spare: Database, tmp_path: Path
) -> None:
    write_backup(roster.database, photos, tmp_path / "backup.zip", NOW)
    restore_backup(spare, photos, tmp_path / "backup.zip", force=False)
    again = Roster(spare, roster.clock, dict(roster.units), dict(roster.members))
    again.member("Tono", "BAKAMLA/BATAM")
    again.report("Siti")
    while spare.write_now(seal_waiting, NOW):
        pass
    assert spare.read_now(verify).is_sound
    assert spare.read_now(person_by_id, again.members["Tono"], again.clock.now()) is not None


def test_a_database_in_use_is_replaced_only_by_force(
    roster: Roster, photos: Path, spare: Database, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    write_backup(roster.database, photos, file, NOW)
    other = Roster(spare)
    other.member("Orang lain", "KKP/MERAUKE")
    kept = contents(spare)
    with pytest.raises(UnusableBackup, match="--force"):
        restore_backup(spare, photos, file, force=False)
    assert contents(spare) == kept
    restore_backup(spare, photos, file, force=True)
    assert contents(spare) == contents(roster.database)
    with pytest.raises(Exception, match="the audit trail only grows"):
        spare.write_now(lambda session: session.execute(text("DELETE FROM audit_seal")))


def test_a_backup_while_everybody_writes_is_of_one_moment(
    roster: Roster, photos: Path, spare: Database, tmp_path: Path
) -> None:
    stop = Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            roster.database.write_now(leave_event, number)
            roster.database.write_now(seal_waiting, NOW)

    busy = Thread(target=work)
    busy.start()
    try:
        for count in range(2):
            write_backup(roster.database, photos, tmp_path / f"{count}.zip", NOW)
    finally:
        stop.set()
        busy.join()
    for count in range(2):
        restored = restore_backup(spare, photos, tmp_path / f"{count}.zip", force=True)
        assert restored.verdict.is_sound


def spoil(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write the archive anew, with other contents."""
    with zipfile.ZipFile(source) as file:
        pieces = {name: file.read(name) for name in file.namelist()}
    change(pieces)
    with zipfile.ZipFile(target, "w") as file:
        for name, piece in pieces.items():
            file.writestr(name, piece)
    return target


def damage(pieces: dict[str, bytes]) -> None:
    pieces["tables/daily_report.jsonl"] = pieces["tables/daily_report.jsonl"].replace(b"2025", b"2024", 1)


def lose(pieces: dict[str, bytes]) -> None:
    del pieces["tables/member.jsonl"]


def smuggle(pieces: dict[str, bytes]) -> None:
    pieces["photos/../../evil.jpg"] = b"x"


def come_from_later(pieces: dict[str, bytes]) -> None:
    manifest = json.loads(pieces[MANIFEST])
    pieces[MANIFEST] = json.dumps({**manifest, "revision": "9999"}).encode()


def forget_the_manifest(pieces: dict[str, bytes]) -> None:
    del pieces[MANIFEST]


DAMAGES = (
    (damage, "daily_report.jsonl in the backup is damaged"),
    (lose, "does not hold what its manifest says"),
    (smuggle, "does not hold what its manifest says"),
    (come_from_later, "newer version"),
    (forget_the_manifest, "is no backup"),
)


def test_a_damaged_backup_changes_nothing(roster: Roster, photos: Path, tmp_path: Path) -> None:
    write_backup(roster.database, photos, tmp_path / "good.zip", NOW)
    before = contents(roster.database)
    for change, told in DAMAGES:
        bad = spoil(tmp_path / "good.zip", tmp_path / "bad.zip", change)
        with pytest.raises(UnusableBackup, match=told):
            restore_backup(roster.database, photos, bad, force=True)
        assert contents(roster.database) == before


def test_a_backup_of_a_trail_that_was_touched_is_not_restored(
    roster: Roster, photos: Path, spare: Database, tmp_path: Path
) -> None:
    roster.database.write_now(seal_waiting, NOW)
    roster.database.write_now(lambda session: tamper(session, "UPDATE audit_event SET actor_id = 99 WHERE id = 2"))
    write_backup(roster.database, photos, tmp_path / "backup.zip", NOW)
    kept = contents(spare)
    with pytest.raises(UnusableBackup, match=r"not sound: event changed \(2\)"):
        restore_backup(spare, photos, tmp_path / "backup.zip", force=False)
    assert contents(spare) == kept


def test_what_is_no_file_of_ours_is_said_in_a_sentence(database: Database, tmp_path: Path) -> None:
    (tmp_path / "note.zip").write_text("hello")
    with pytest.raises(UnusableBackup, match=r"note\.zip is no backup"):
        restore_backup(database, tmp_path, tmp_path / "note.zip", force=False)


def test_the_commands_say_what_they_did(roster: Roster, spare: Database, tmp_path: Path) -> None:
    def run(database: Database, *words: str) -> tuple[int, str]:
        url = database.url.render_as_string(hide_password=False)
        env = {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "COLUMNS": "200"}
        result = CliRunner().invoke(cli, words, env=env)
        return result.exit_code, result.output

    code, told = run(roster.database, "backup", "--output", str(tmp_path / "backups"))
    assert code == 0, told
    (file,) = (tmp_path / "backups").iterdir()
    assert f"{file}: " in told
    assert "Head of the trail" in told
    code, told = run(spare, "restore", str(file))
    assert code == 0, told
    assert "Checksums are right. The trail is sound" in told
    assert run(spare, "audit", "verify")[0] == 0
    code, told = run(spare, "restore", str(file))
    assert code == 1
    assert "The database is not empty." in told
