"""What a backup says about itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from models.archive import Kind

#: Rises when an older program could no longer read the file.
FORMAT = 1


class UnusableBackup(Exception):
    """Why a backup can't be restored, as a sentence for whoever typed the command."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the archive: a table with its rows and columns, or a photo."""

    name: str
    rows: int
    sha256: str
    columns: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All pieces of an archive, and what they come from."""

    format: int
    #: UTC.
    made_at: datetime
    #: `sqlite` or `postgresql`: for the reader; it can be restored into either.
    database: str
    #: The version of the tables.
    revision: str
    #: The head of the trail, as hex; none where nothing was ever sealed.
    head: str | None
    seals: int
    entries: tuple[Entry, ...]

    @property
    def rows(self) -> int:
        """How many rows all tables hold."""
        return sum(entry.rows for entry in self.entries if entry.columns)

    @property
    def photos(self) -> int:
        """How many photos it holds."""
        return sum(entry.name.startswith("photos/") for entry in self.entries)

    def as_json(self) -> str:
        """Write it so that people can read it, too."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}, indent=1)


def read_manifest(written: bytes) -> Manifest:
    """Read a manifest. Raises `UnusableBackup` for anything else."""
    try:
        given = json.loads(written)
        if given["format"] > FORMAT:
            raise UnusableBackup("The backup is of a newer version of this program.")
        entries = tuple(_entry(entry) for entry in given.pop("entries"))
        return Manifest(**{**given, "made_at": datetime.fromisoformat(given["made_at"])}, entries=entries)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableBackup("The backup's manifest can't be read.") from error


def _entry(given: dict[str, Any]) -> Entry:
    columns = {name: Kind(kind) for name, kind in given["columns"].items()}
    return Entry(given["name"], given["rows"], given["sha256"], columns)
