"""The desk's hours and windows on the command line: listing them, and setting them."""

from datetime import UTC, datetime, time
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.shell import look_at_database, with_database
from models.schedule_changes import SettingLine, list_settings, reset_setting, set_setting

setting = typer.Typer(no_args_is_help=True, help="The desk's hours and windows, such as how long photos are kept.")
console = Console(markup=False, emoji=False)

Key = Annotated[str, typer.Argument(help="What to set, as `setting list` names it, such as photo_days.")]


@setting.command("list")
def show_settings() -> None:
    """List every hour and window, and which of them were set."""
    table = Table("Key", "Value", "Usual")
    for line in look_at_database(list_settings):
        table.add_row(line.key, _told(line.value), _told(line.usual) if line.value != line.usual else "")
    console.print(table)


@setting.command("set")
def change(key: Key, value: Annotated[str, typer.Argument(help="An hour such as 20:30, or a number of days.")]) -> None:
    """Set one for the whole desk, from now on; an agency's own hours (/jadwal) stand before it."""
    _tell(with_database(lambda session: set_setting(session, key, value, datetime.now(UTC))))


@setting.command("reset")
def reset(key: Key) -> None:
    """Let the usual value hold again."""
    _tell(with_database(lambda session: reset_setting(session, key, datetime.now(UTC))))


def _tell(line: SettingLine) -> None:
    console.print(f"{line.key} is {_told(line.value)} now; usual is {_told(line.usual)}.")


def _told(value: time | int) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)
