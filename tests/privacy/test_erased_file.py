"""What was erased does not go on standing in the database's files: neither in free pages nor in the log of writes."""

from pathlib import Path

from models.database import Database
from models.erasing import forget
from tests.clock.roster import Roster
from tests.databases import NewUrl
from tests.privacy.marked import MARKS, marked_member


def marks_on_disk(database: Database) -> set[str]:
    """Give the marks that stand in the file of the database or beside it."""
    file = Path(database.url.database or "")
    written = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    return {mark for mark in MARKS if mark.encode() in written}


def test_nothing_erased_is_left_in_the_files_of_sqlite(new_sqlite: NewUrl) -> None:
    database = Database(new_sqlite())
    roster = Roster(database)
    member_id = marked_member(roster)
    assert {"Zulkarnain", "TANDA"} <= marks_on_disk(database)
    database.write_now(forget, member_id, roster.clock.now())
    assert "Zulkarnain" in marks_on_disk(database), "the log of writes still tells"
    database.empty_log_now()
    assert marks_on_disk(database) == set()
    database.close()
