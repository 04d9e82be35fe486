"""`python -m bot …`."""

from bot.commands import cli

cli()
