"""What all shell commands share: the database, and one sentence for whatever is wrong."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import NoReturn, TypeVar

import typer
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from bot.settings import ADVICE, SettingsError, database_url
from models.database import Database, cannot_be_opened
from models.errors import LaporError
from models.migrate import migrate
from views import refusals

T = TypeVar("T")
WRONG_SETTING = 2


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
    """End the program with a sentence where there is no database."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        tell_of_the_database(error)


def tell_of_the_database(error: DatabaseError | OSError) -> NoReturn:
    """End the program where there is no database; any other error is ours."""
    if isinstance(error, DatabaseError) and not cannot_be_opened(error):
        raise error
    stop(f"DATABASE_URL is wrong, or its database can't be opened now. {ADVICE['DATABASE_URL']}")


def stop(sentence: str, code: int = WRONG_SETTING) -> NoReturn:
    """End the program with a sentence on standard error."""
    print(sentence, file=sys.stderr)  # noqa: T201 - the command line speaks to whoever typed it
    raise typer.Exit(code)
