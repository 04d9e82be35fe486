"""What the doctor finds out about the database, without changing it."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.finding import Finding, Mark
from models.database import Database
from models.groups import GroupPlace, active_groups
from models.members import people_with_role
from models.migrate import is_known, newest_revision, revision_of
from models.outbox_counts import count_by_state
from models.permissions import NEVER_VACANT
from models.schema import Member, OutboxState
from models.troubles import trouble_of

FEWEST_ADMINISTRATORS = 2
_WHAT = "database"
_TOLD = (OutboxState.PENDING, OutboxState.UNKNOWN, OutboxState.FAILED)


def look_at_database(address: str) -> tuple[list[Finding], list[GroupPlace]]:
    """Look whether it can be reached, written, and is of this program's version; give the bound groups, too."""
    url = make_url(address)
    if url.drivername == "sqlite" and not Path(url.database or "").is_file():
        return [Finding(Mark.BAD, _WHAT, f"there is no file {url.database} yet: run python -m bot migrate")], []
    with closing(Database(address)) as database:
        return _look(database)


def _look(database: Database) -> tuple[list[Finding], list[GroupPlace]]:
    try:
        writable = _writable(database)
        version = database.read_now(_version)
        if version.mark == Mark.BAD:
            return [writable, version], []
        return [writable, version, *database.read_now(_contents)], database.read_now(_groups)
    except DBAPIError as error:
        return [Finding(Mark.BAD, _WHAT, f"{trouble_of(error) or type(error).__name__}: see DATABASE_URL")], []


def _writable(database: Database) -> Finding:
    """Write something, and take it back."""
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"

    def attempt(session: Session) -> None:
        session.execute(text("CREATE TABLE doctor_was_here (visit INTEGER)"))
        session.rollback()

    database.read_now(attempt)
    return Finding(Mark.GOOD, _WHAT, f"{kind} can be reached and written")


def _version(session: Session) -> Finding:
    present, newest = revision_of(session), newest_revision()
    if present == newest:
        return Finding(Mark.GOOD, "tables", f"of this program's version ({present})")
    if present is None:
        return Finding(Mark.BAD, "tables", "none yet: run python -m bot migrate")
    if not is_known(present):
        return Finding(Mark.BAD, "tables", f"of a newer program's version ({present}): install that one")
    return Finding(Mark.BAD, "tables", f"of version {present}, before {newest}: run python -m bot migrate")


def _contents(session: Session) -> list[Finding]:
    counts = count_by_state(session, datetime.now(UTC))
    members = session.scalar(select(func.count(Member.id))) or 0
    left = [f"{counts[state]} {state.value}" for state in _TOLD]
    doubtful = counts[OutboxState.UNKNOWN] or counts[OutboxState.FAILED]
    return [
        Finding(Mark.GOOD if members else Mark.DOUBTFUL, "members", str(members) if members else "none yet"),
        _administrators(session),
        Finding(Mark.DOUBTFUL if doubtful else Mark.GOOD, "outbox", f"of the last 48 hours: {', '.join(left)}"),
    ]


def _administrators(session: Session) -> Finding:
    """One alone can fall ill or lose a phone."""
    count = len(people_with_role(session, (NEVER_VACANT,), datetime.now(UTC)))
    told = (
        str(count)
        if count >= FEWEST_ADMINISTRATORS
        else f"{count or 'none'}: invite {'another' if count else 'them'}, there should be two"
    )
    return Finding(Mark.GOOD if count >= FEWEST_ADMINISTRATORS else Mark.DOUBTFUL, "administrators", told)


def _groups(session: Session) -> list[GroupPlace]:
    return [GroupPlace(group.chat_id, group.thread_id, group.title) for group in active_groups(session)]
