"""The file of the links that `import members` hands out: whole before anybody is invited, in its place afterwards.

It is written as a neighbour (`tautan.csv.part`) before the commit, and renamed after it. A process that is killed
between the two leaves the neighbour: the next run sees by its tokens whether they were stored, and puts it in place.
"""

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from models.member_imports import Invited
from views.files.cells import safe_text
from views.roles import ROLE_NAMES

COLUMNS = ("baris", "nama", "satuan", "peran", "tautan")
_START = "?start="


def waiting_file(output: Path) -> Path:
    """Give where the links wait until they are stored."""
    return output.with_name(f"{output.name}.part")


def write_links(output: Path, invited: Sequence[Invited], bot_name: str) -> None:
    """Write the links where they wait, down to the disk; for the owner alone, as links let people in.

    What an earlier run has left there is written over. Raises `OSError`.
    """
    handle = os.open(waiting_file(output), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in invited:
            told = (one.member.name, one.member.unit, ROLE_NAMES[one.member.role])
            link = f"https://t.me/{bot_name}{_START}{one.token}"
            writer.writerow((one.member.row_number, *(safe_text(text) for text in told), link))
        file.flush()
        os.fsync(file.fileno())


def put_in_place(output: Path) -> None:
    """Give the links their name, now that they are stored. Raises `OSError`."""
    waiting_file(output).rename(output)


def tokens_waiting(output: Path) -> list[str]:
    """Give the tokens that an earlier run has left, as far as it came; none where it left no file. Raises `OSError`."""
    try:
        with waiting_file(output).open(encoding="utf-8-sig", errors="replace", newline="") as file:
            links = [row[-1] for row in csv.reader(file) if row]
    except FileNotFoundError:
        return []
    return [link.partition(_START)[2] for link in links if _START in link]
