"""Bringing a database to the present schema, from empty or from any earlier version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.orm import Session

from models.database import Database
from models.indicators import ship_indicators

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Run the migrations that are missing, in one transaction, and add what every database holds from the start."""
    database.write_now(_upgrade)
    database.write_now(ship_indicators)


def draw_up(database: Database, message: str) -> None:
    """Write a new migration file from the difference between the tables in code and those in the database."""
    database.write_now(lambda session: command.revision(_config(session), message, autogenerate=True))


def _upgrade(session: Session) -> None:
    command.upgrade(_config(session), "head")


def _config(session: Session) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = session.connection()
    return config
