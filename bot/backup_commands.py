"""`backup` and `restore` on the command line."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.backup import restore_backup, write_backup
from bot.backup_manifest import UnusableBackup
from bot.settings import data_dir, database_url
from bot.shell import migrated_database, stop, telling_of_the_database, telling_of_the_settings
from models.database import Database

console = Console(markup=False, emoji=False)  # names are people's: never markup


def backup(
    output: Annotated[Path, typer.Option(help="The folder for the file.")] = Path("backups"),
) -> None:
    """Write everything that the bot keeps into one file, while it runs."""
    now = datetime.now(UTC)
    with migrated_database() as database:
        output.mkdir(parents=True, exist_ok=True)
        target = output / f"lapor-cegah-{now:%Y%m%dT%H%M%SZ}.zip"
        manifest = write_backup(database, data_dir() / "photos", target, now)
    console.print(f"{target}: {manifest.rows} rows, {manifest.photos} photos.", soft_wrap=True)
    console.print(f"Head of the trail, to be noted elsewhere: {manifest.head or 'none yet'}", soft_wrap=True)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `backup` has written.", exists=True, dir_okay=False)],
    force: Annotated[bool, typer.Option("--force", help="Replace what is in the database.")] = False,
) -> None:
    """Put a backup into an empty database, of either kind. Stop the bot before."""
    with telling_of_the_settings(), telling_of_the_database(), closing(Database(database_url())) as database:
        try:
            restored = restore_backup(database, data_dir() / "photos", file, force=force)
        except UnusableBackup as error:
            stop(str(error), code=1)
    manifest, verdict = restored.manifest, restored.verdict
    console.print(f"Restored what {file.name} held at {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC:")
    console.print(
        f"{restored.rows} rows of {len(manifest.entries) - manifest.photos} tables, {restored.photos} photos."
    )
    console.print(f"Checksums are right. The trail is sound: {verdict.events} events under {verdict.seals} seals.")
