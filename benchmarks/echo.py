"""The yardstick: PTB's stock echo bot, as its first example builds it. `python -m benchmarks.echo`."""

import os
import sys
from typing import Annotated, Any

import typer
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

App = Application[Any, Any, Any, Any, Any, Any]


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say what was said."""
    message = update.effective_message
    if message is not None and message.text:
        await message.reply_text(message.text)


async def say_ready(_application: App) -> None:
    """Tell whoever started this process that it listens."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def main(
    concurrent: Annotated[int, typer.Option(help="How many updates at once; 0 leaves PTB as it comes.")] = 0,
) -> None:
    """Echo until stopped."""
    address = os.environ["TELEGRAM_API_URL"]
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"]).base_url(f"{address}/bot")
    if concurrent:
        builder = builder.concurrent_updates(concurrent)
    application = builder.post_init(say_ready).build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    typer.run(main)
