"""Backups: everything that the bot keeps in one file, and back into an empty place.

The file is a ZIP archive: `tables/<name>.jsonl` with the rows (models/archive.py), `photos/<name>` where photos are
kept, and `manifest.json` with versions, counts, checksums and the head of the trail. It is read from one snapshot, so
the bot may go on writing meanwhile; it is written back in one transaction, all of it or nothing.
"""

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.backup_manifest import FORMAT, Entry, Manifest, UnusableBackup, read_manifest
from models import archive
from models.audit import Look, looked
from models.audit_heads import told_heads
from models.audit_seals import head, seal_waiting
from models.audit_verification import Verdict, verify
from models.database import Database
from models.migrate import bring_up_to_date, is_known, make_tables, revision_of
from models.schema import AuditEvent, Member
from models.snapshots import hold_still

MANIFEST = "manifest.json"
_PHOTO = re.compile(r"[0-9]{1,18}\.jpg")
_PIECE = 1024 * 1024
#: Only for whoever runs the bot: it holds names and Telegram numbers.
_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    manifest: Manifest
    rows: int
    photos: int
    verdict: Verdict


def write_backup(database: Database, photos: Path, target: Path, now: datetime) -> Manifest:
    """Write a backup to a file that is not there yet; what is unfinished never bears its name."""
    database.write_now(_note, now)
    while database.write_now(seal_waiting, now):
        pass
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.touch(mode=_PRIVATE, exist_ok=True)
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as file:
            manifest = database.read_now(_write, file, photos, now)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def restore_backup(database: Database, photos: Path, source: Path, *, force: bool) -> Restored:
    """Put a backup into an empty database, or with `force` in place of what is there. Raises `UnusableBackup`.

    Checksums are verified before anything is written, seals before it is committed.
    """
    try:
        with zipfile.ZipFile(source) as file:
            manifest = read_manifest(file.read(MANIFEST))
            _check(file, manifest)
            rows, verdict = database.write_now(_restore, file, manifest, force=force)
            database.write_now(bring_up_to_date)
            return Restored(manifest, rows, _unpack(file, manifest, photos), verdict)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise UnusableBackup(f"{source.name} is no backup of this program, or it is damaged.") from error


def _note(session: Session, now: datetime) -> None:
    looked(session, Look.BACKUP, at=now, actor_id=None, subject="desk", subject_id=0, what="backup")


def _write(session: Session, file: zipfile.ZipFile, photos: Path, now: datetime) -> Manifest:
    hold_still(session)
    entries = [_write_table(session, file, table) for table in archive.tables_of(session)]
    entries += [_write_photo(file, photo) for photo in sorted(photos.glob("*.jpg")) if _PHOTO.fullmatch(photo.name)]
    newest = head(session)
    manifest = Manifest(
        format=FORMAT,
        made_at=now,
        database=session.get_bind().dialect.name,
        revision=revision_of(session) or "",
        head=newest.hash if newest else None,
        seals=newest.number if newest else 0,
        entries=tuple(entries),
    )
    file.writestr(MANIFEST, manifest.as_json())
    return manifest


def _write_table(session: Session, file: zipfile.ZipFile, table: Any) -> Entry:
    contents = archive.contents_of(table)
    name, digest, count = f"tables/{table.name}.jsonl", hashlib.sha256(), 0
    with file.open(name, "w", force_zip64=True) as out:
        for line in archive.rows_of(session, table):
            written = f"{line}\n".encode()
            digest.update(written)
            out.write(written)
            count += 1
    return Entry(name, count, digest.hexdigest(), contents.columns)


def _write_photo(file: zipfile.ZipFile, photo: Path) -> Entry:
    file.write(photo, f"photos/{photo.name}", zipfile.ZIP_STORED)
    return Entry(f"photos/{photo.name}", 1, hashlib.sha256(photo.read_bytes()).hexdigest(), {})


def _check(file: zipfile.ZipFile, manifest: Manifest) -> None:
    """Hold every piece against its checksum. Raises `UnusableBackup` where one is missing, changed or added."""
    if {entry.name for entry in manifest.entries} | {MANIFEST} != set(file.namelist()):
        raise UnusableBackup("The backup does not hold what its manifest says.")
    for entry in manifest.entries:
        with file.open(entry.name) as piece:
            digest = hashlib.sha256()
            while read := piece.read(_PIECE):
                digest.update(read)
        if digest.hexdigest() != entry.sha256:
            raise UnusableBackup(f"{entry.name} in the backup is damaged: its checksum is another one.")


def _restore(session: Session, file: zipfile.ZipFile, manifest: Manifest, *, force: bool) -> tuple[int, Verdict]:
    if not is_known(manifest.revision):
        raise UnusableBackup(f"The backup is of a newer version of this program (tables {manifest.revision}).")
    if not force and _is_in_use(session):
        raise UnusableBackup("The database is not empty. With --force, the backup takes the place of what is in it.")
    archive.clear(session)
    make_tables(session, manifest.revision)
    rows = _fill(session, file, manifest)
    verdict = verify(session, (*told_heads(session), *([manifest.head] if manifest.head else [])))
    if not verdict.is_sound:
        first = verdict.findings[0]
        raise UnusableBackup(
            f"The trail in the backup is not sound: {first.fault.value} ({first.head or first.number})."
        )
    return rows, verdict


def _is_in_use(session: Session) -> bool:
    """Tell whether anybody is in there; what a first start ships is nothing that could be lost."""
    if revision_of(session) is None:
        return False
    return any(session.scalar(select(func.count()).select_from(table)) for table in (Member, AuditEvent))


def _fill(session: Session, file: zipfile.ZipFile, manifest: Manifest) -> int:
    tables = archive.tables_of(session)
    entries: Mapping[str, Entry] = {entry.name: entry for entry in manifest.entries}
    rows = 0
    for table in tables:
        entry = entries.get(f"tables/{table.name}.jsonl")
        if entry is not None:
            session.execute(table.delete())  # what a migration put there
            rows += archive.fill(session, table, archive.Contents(table.name, entry.columns), _lines(file, entry))
    archive.settle_counters(session, tables)
    session.expire_all()
    return rows


def _lines(file: zipfile.ZipFile, entry: Entry) -> Iterator[str]:
    with file.open(entry.name) as piece:
        for line in piece:
            yield line.decode()


def _unpack(file: zipfile.ZipFile, manifest: Manifest, photos: Path) -> int:
    names = [entry.name.removeprefix("photos/") for entry in manifest.entries if entry.name.startswith("photos/")]
    safe = [name for name in names if _PHOTO.fullmatch(name)]
    if safe:
        photos.mkdir(parents=True, exist_ok=True)
    for name in safe:
        (photos / name).write_bytes(file.read(f"photos/{name}"))
    return len(safe)
