"""`python -m bot doctor`: looks at everything that the bot needs, changes nothing, and says what to do."""

import asyncio

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.checkup import examine
from bot.finding import Finding, Mark
from bot.settings import load_settings
from bot.shell import telling_of_the_settings

_SIGNS = {Mark.GOOD: ("✓", "green"), Mark.DOUBTFUL: ("!", "yellow"), Mark.BAD: ("✗", "red")}
console = Console(markup=False, emoji=False)  # titles of groups are people's: never markup


def doctor() -> None:
    """Look at settings, database, disk, clock, Telegram, groups and backups; the exit code is 1 if something is bad."""
    with telling_of_the_settings():
        settings = load_settings()
    findings = asyncio.run(examine(settings))
    console.print(_table(findings))
    if any(finding.mark == Mark.BAD for finding in findings):
        raise typer.Exit(1)


def _table(findings: list[Finding]) -> Table:
    table = Table("", "What", "Finding", box=None, pad_edge=False)
    for finding in findings:
        table.add_row(Text(*_SIGNS[finding.mark]), finding.what, finding.told)
    return table
