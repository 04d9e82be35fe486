"""Runs an example bot of python-telegram-bot as it is: sets its token, its server and how it gets its updates.

Arguments: the example's path, and the port of its webhook (0: it polls). BOT_TOKEN and BOT_API are its environment.
"""

import os
import runpy
import sys
from typing import Any

from telegram.ext import Application, ApplicationBuilder

original_token = ApplicationBuilder.token


def token(builder: Any, _: str) -> Any:
    """Take the token and the server of the test instead of "TOKEN" and Telegram."""
    here = os.environ["BOT_API"]
    named = original_token(builder, os.environ["BOT_TOKEN"])
    return named.base_url(f"{here}/bot").base_file_url(f"{here}/file/bot")


def run_webhook(application: Any, allowed_updates: Any) -> None:
    """Listen for updates instead of asking for them."""
    port = int(sys.argv[2])
    application.run_webhook(
        listen="127.0.0.1",
        port=port,
        url_path="hook",
        webhook_url=f"http://127.0.0.1:{port}/hook",
        secret_token="rahasia",
        allowed_updates=allowed_updates,
    )


if __name__ == "__main__":
    ApplicationBuilder.token = token  # type: ignore[assignment,method-assign]
    if sys.argv[2] != "0":
        Application.run_polling = run_webhook  # type: ignore[assignment,method-assign]
    runpy.run_path(sys.argv[1], run_name="__main__")
