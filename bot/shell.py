"""What all shell commands share: the database, and one sentence for whatever is wrong."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import NoReturn, TypeVar

import typer
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot.settings import ADVICE, SettingsError, database_url
from models.database import Database
from models.errors import LaporError
from models.migrate import DatabaseNewer, migrate
from models.troubles import Trouble, trouble_of
from views import refusals

T = TypeVar("T")
#: The program's exit codes: it may go well later; somebody has to change something.
LATER, WRONG_SETTING = 1, 2


def with_database(work: Callable[[Session], T]) -> T:
    """Run the work on the migrated database; an expected error ends the program with its sentence."""
    with migrated_database() as database:
        return database.write_now(work)


def look_at_database(work: Callable[[Session], T]) -> T:
    """Run work that only reads, and holds up nobody who writes."""
    with migrated_database() as database:
        return database.read_now(work)


@contextmanager
def migrated_database() -> Iterator[Database]:
    """Open the database of the settings, brought to the present schema; whatever is expected ends the program."""
    with telling_of_the_settings(), telling_of_the_database(), closing(Database(database_url())) as database:
        migrate(database)
        try:
            yield database
        except LaporError as error:
            stop(refusals.sentence(error), code=1)


@contextmanager
def telling_of_the_settings() -> Iterator[None]:
    """End the program with a sentence where a setting is missing or wrong."""
    try:
        yield
    except SettingsError as error:
        stop(str(error))


@contextmanager
def telling_of_the_database() -> Iterator[None]:
    """End the program with a sentence where there is no database, or none that it can work with."""
    try:
        yield
    except (DatabaseError, DatabaseNewer, OSError) as error:
        tell_of_the_database(error)


def tell_of_the_database(error: DatabaseError | DatabaseNewer | OSError) -> NoReturn:
    """End the program where there is no database; any other error is ours.

    The code tells whether starting again may help: 1 where it may, 2 where somebody has to do something.
    """
    if isinstance(error, DatabaseNewer):
        stop(_NEWER.format(error.revision))
    trouble = trouble_of(error) if isinstance(error, DatabaseError) else Trouble.NO_DATABASE
    if trouble is None:
        raise error
    stop(_SENTENCES[trouble], code=WRONG_SETTING if trouble in _BY_HAND else LATER)


_CANNOT_BE_OPENED = f"DATABASE_URL is wrong, or its database can't be opened now. {ADVICE['DATABASE_URL']}"
_SENTENCES = {
    Trouble.FULL: "The disk of the database is full. Make room, and start again; nothing that was confirmed is lost.",
    Trouble.HELD: "Another program holds the database of DATABASE_URL. End it, or wait until it has done.",
    Trouble.DAMAGED: "The file of DATABASE_URL is damaged. Put a backup in its place (docs/operations.md).",
    Trouble.NO_DATABASE: _CANNOT_BE_OPENED,
    Trouble.READ_ONLY: "The database of DATABASE_URL can only be read. Let this program write it, a file's folder too.",
    Trouble.NOT_LET_IN: f"The database of DATABASE_URL does not let this program in. {ADVICE['DATABASE_URL']}",
    Trouble.CROWDED: "The server of DATABASE_URL takes no more connections. End other programs, or let it take more.",
    Trouble.CONTENDED: "Other programs change the database of DATABASE_URL all the time. Wait until they have done.",
    Trouble.AWAY: _CANNOT_BE_OPENED,
}
_BY_HAND = (Trouble.DAMAGED, Trouble.NO_DATABASE, Trouble.NOT_LET_IN)
_NEWER = (
    "The database of DATABASE_URL was made by a newer version of Lapor Cegah (its tables are of version {}). "
    "Install that version, or restore the backup that was made before the upgrade."
)


def stop(sentence: str, code: int = WRONG_SETTING) -> NoReturn:
    """End the program with a sentence on standard error."""
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line speaks to whoever typed it
    raise typer.Exit(code)
