"""The command line: one small function for each command."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session
from telegram.error import InvalidToken

from bot import importing_people  # noqa: F401 - adds its commands to `import`
from bot.audit_commands import audit
from bot.backup_commands import backup, restore
from bot.doctor import doctor
from bot.exporting import exports, letterhead
from bot.importing import imports
from bot.logs import start_logging
from bot.ports import PortTaken
from bot.setting_commands import setting
from bot.settings import ADVICE, Settings, load_settings
from bot.shell import (
    stop,
    tell_of_the_database,
    telling_of_the_database,
    telling_of_the_settings,
    with_database,
)
from bot.structure_commands import agency, unit
from models import organisation
from models.clock import SystemClock
from models.indicators import questions_on
from models.invitations import VALID, Offer, create_invitation
from models.migrate import DatabaseNewer
from models.schema import Role

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Lapor Cegah")
indicator = typer.Typer(no_args_is_help=True, help="Indicators: what is counted.")
cli.add_typer(agency, name="agency")
cli.add_typer(unit, name="unit")
cli.add_typer(indicator, name="indicator")
cli.add_typer(audit, name="audit")
cli.add_typer(imports, name="import")
cli.add_typer(exports, name="export")
cli.add_typer(letterhead, name="letterhead")
cli.add_typer(setting, name="setting")
cli.command()(backup)
cli.command()(restore)
cli.command()(doctor)

console = Console(markup=False, emoji=False)  # names are people's: never markup


@cli.command()
def run() -> None:
    """Run the bot against Telegram, by the settings in `.env`."""
    settings = _settings()
    from bot.program import Circumstances, Program  # noqa: PLC0415 - whoever made a slip need not wait for it

    start_logging(settings.log_format)
    with telling_of_the_database():
        program = Program(settings, Circumstances(SystemClock()))
    until_stopped(program.run())


@cli.command()
def demo(port: Annotated[int, typer.Option(help="Where the chat page is; 0 takes a free port.")] = 8081) -> None:
    """Show everything on this machine: a made-up desk, a simulated Telegram, and a chat page."""
    from bot.demo.show import SimulatorError, show  # noqa: PLC0415

    start_logging("text", quiet=True)
    try:
        until_stopped(show(port))
    except SimulatorError as error:
        stop(str(error), code=1)


@cli.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    with_database(lambda _session: None)
    console.print("The database is up to date.")


@cli.command()
def invite(
    role: Annotated[Role, typer.Option(help="What the guest will be.")],
    agency_code: Annotated[str, typer.Option("--agency", help="The agency's code.")],
    unit_code: Annotated[str, typer.Option("--unit", help="The unit's code.")] = organisation.HEADQUARTERS,
    uses: Annotated[int, typer.Option(min=1, max=500, help="How many officers or operators may come in by it.")] = 1,
    days: Annotated[int, typer.Option(min=1, max=90, help="For how many days it opens.")] = VALID.days,
) -> None:
    """Make an invitation, and print what its guest sends to the bot."""

    def work(session: Session) -> str:
        place = organisation.unit_by_code(session, organisation.agency_by_code(session, agency_code), unit_code)
        return create_invitation(session, Offer(role, place.id, uses, timedelta(days=days)), inviter=None, now=_now())

    token = with_database(work)
    console.print("Ask your guest to open this link, with the bot's name in it, or to send the line below it:")
    console.print(f"https://t.me/BOT?start={token}\n/start {token}", soft_wrap=True)


@indicator.command("list")
def list_indicators() -> None:
    """List what is counted today."""
    table = Table("Key", "Label", "Measure", "Maximum")
    for question in with_database(lambda session: questions_on(session, _now().date())):
        table.add_row(question.key, question.label, question.measure, str(question.maximum))
    console.print(table)


def until_stopped(program: Coroutine[Any, Any, None]) -> None:
    """Run until SIGINT or SIGTERM, and end in order.

    A token that Telegram does not know, and a database that can't be opened, end it with a sentence.
    """
    try:
        asyncio.run(_stoppable(program))
    except (DatabaseError, DatabaseNewer) as error:
        tell_of_the_database(error)
    except PortTaken as error:
        stop(f"WEB_HOST and WEB_PORT can't be served at now: {error}. {ADVICE['WEB_PORT']}", code=1)
    except InvalidToken:
        stop(f"TELEGRAM_BOT_TOKEN is wrong: Telegram does not know it. {ADVICE['TELEGRAM_BOT_TOKEN']}")


async def _stoppable(program: Coroutine[Any, Any, None]) -> None:
    task = asyncio.ensure_future(program)
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


def _settings() -> Settings:
    with telling_of_the_settings():
        return load_settings()


def _now() -> datetime:
    return datetime.now(UTC)
