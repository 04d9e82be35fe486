"""What is wrong with a database, told from its error; the same work may succeed later, whichever it is."""

import enum
import sqlite3

from sqlalchemy.exc import DBAPIError, OperationalError


class Trouble(enum.StrEnum):
    """What is wrong, in words for a log."""

    FULL = "the disk is full"
    HELD = "another program holds the database"
    READ_ONLY = "the database can only be read"
    DAMAGED = "the file is damaged"
    NO_DATABASE = "there is no such database"
    NOT_LET_IN = "the database does not let this program in"
    CROWDED = "the server takes no more connections"
    #: Another transaction was in the way of this one, which was undone: at once, it may succeed.
    CONTENDED = "transactions were in each other's way"
    AWAY = "the database can't be reached"


#: Those that nothing this program was asked to do can have brought about: they are waited for, however long.
OUTSIDE = frozenset(
    {Trouble.FULL, Trouble.HELD, Trouble.READ_ONLY, Trouble.NO_DATABASE, Trouble.NOT_LET_IN, Trouble.CROWDED}
)

_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_BUSY: Trouble.HELD,
    sqlite3.SQLITE_LOCKED: Trouble.HELD,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.NO_DATABASE,
    sqlite3.SQLITE_CANTOPEN: Trouble.NO_DATABASE,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
}
#: PostgreSQL: Appendix A, error codes.
_POSTGRESQL = {
    "53100": Trouble.FULL,  # disk_full
    "53300": Trouble.CROWDED,  # too_many_connections
    "55P03": Trouble.HELD,  # lock_not_available
    "25006": Trouble.READ_ONLY,  # read_only_sql_transaction
    "3D000": Trouble.NO_DATABASE,  # invalid_catalog_name
    "28000": Trouble.NOT_LET_IN,  # invalid_authorization_specification
    "28P01": Trouble.NOT_LET_IN,  # invalid_password
    "40001": Trouble.CONTENDED,  # serialization_failure
    "40P01": Trouble.CONTENDED,  # deadlock_detected
}
#: libpq tells no code of a connection that was refused, only the server's sentence; other languages count as away.
_ON_CONNECTING = (
    ("too many c", Trouble.CROWDED),
    ("remaining connection slots", Trouble.CROWDED),
    ("authentication failed", Trouble.NOT_LET_IN),
    ("no pg_hba.conf entry", Trouble.NOT_LET_IN),
    ('fatal:  role "', Trouble.NOT_LET_IN),
    ('fatal:  database "', Trouble.NO_DATABASE),
)
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
    if not error.connection_invalidated and not is_operational:
        return None
    return _told_on_connecting(str(error.orig)) if state is None and code is None else Trouble.AWAY


def _told_on_connecting(words: str) -> Trouble:
    said = words.lower()
    return next((trouble for part, trouble in _ON_CONNECTING if part in said), Trouble.AWAY)
