"""Bringing a database to the present schema, from empty or from any earlier version."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from models.database import Database
from models.indicators import ship_indicators
from models.leadership import Duty, wait_to_lead
from models.statistics_views import NAMES, create_views

MIGRATIONS = Path(__file__).parent / "migrations"


class DatabaseNewer(Exception):
    """The tables are of a version that this program does not know: a newer one made them."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


def migrate(database: Database) -> None:
    """Run the migrations that are missing, in one transaction, and add what every database holds from the start.

    Several processes may do so at once: one does it, and the others wait and find it done. Raises `DatabaseNewer`.
    """
    database.write_now(_bring_up)


def revision_of(session: Session) -> str | None:
    """Give the version of the tables in the database; nothing where there are none."""
    return MigrationContext.configure(session.connection()).get_current_revision()


def newest_revision() -> str | None:
    """Give the version of the tables that this program makes."""
    return _migrations().get_current_head()


def is_known(revision: str) -> bool:
    """Tell whether this program knows a version of the tables, and so can go on from it."""
    try:
        return _migrations().get_revision(revision) is not None
    except CommandError:
        return False


def make_tables(session: Session, revision: str) -> None:
    """Make the tables of a version in an empty database, in the caller's transaction."""
    command.upgrade(_config(session), revision)


def bring_up_to_date(session: Session) -> None:
    """Run the migrations that are missing, in the caller's transaction. Raises `DatabaseNewer`.

    Views are made anew with every migration: whoever changes one adds a migration, if only an empty one.
    """
    present = revision_of(session)
    if present is not None and not is_known(present):
        raise DatabaseNewer(present)
    if not _is_present(session):
        command.upgrade(_config(session), "head")
        create_views(session.connection())


def draw_up(database: Database, message: str) -> None:
    """Write a new migration file from the difference between the tables in code and those in the database."""
    database.write_now(lambda session: command.revision(_config(session), message, autogenerate=True))


@cache
def _migrations() -> ScriptDirectory:
    """The migrations, read once: to know their order, Alembic runs every file of them."""
    return ScriptDirectory(str(MIGRATIONS))


def _is_present(session: Session) -> bool:
    connection = session.connection()
    present = MigrationContext.configure(connection).get_current_revision()
    return present == newest_revision() and set(NAMES) <= set(inspect(connection).get_view_names())


def _bring_up(session: Session) -> None:
    wait_to_lead(session, Duty.MIGRATING)
    bring_up_to_date(session)
    ship_indicators(session)


def _config(session: Session) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = session.connection()
    return config
