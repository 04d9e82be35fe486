"""What is wrong with a database, told from its error."""

import enum
import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError


class Trouble(enum.StrEnum):
    """What is wrong, in words for a log."""

    FULL = "the disk is full"
    HELD = "another program holds the database"
    DAMAGED = "the file is damaged"
    NO_DATABASE = "there is no such database"
    AWAY = "the database can't be reached"


_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.HELD,
    sqlite3.SQLITE_LOCKED: Trouble.HELD,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.NO_DATABASE,
    sqlite3.SQLITE_CANTOPEN: Trouble.NO_DATABASE,
    sqlite3.SQLITE_READONLY: Trouble.NO_DATABASE,
}
#: PostgreSQL: Appendix A, error codes: disk_full, invalid_catalog_name, lock_not_available.
_POSTGRESQL = {"53100": Trouble.FULL, "3D000": Trouble.NO_DATABASE, "55P03": Trouble.HELD}
#: SQLite's extended codes hold the plain one in their last byte.
_PLAIN = 0xFF


def trouble_of(error: DBAPIError) -> Trouble | None:
    """Tell what is wrong with the database; nothing where it is the statement that is wrong.

    SQLite calls also a statement that it can't understand "operational": that never succeeds.
    """
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None and code & _PLAIN in _SQLITE:
        return _SQLITE[code & _PLAIN]
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    is_operational = isinstance(error, OperationalError) and code != sqlite3.SQLITE_ERROR
    return Trouble.AWAY if error.connection_invalidated or is_operational else None
