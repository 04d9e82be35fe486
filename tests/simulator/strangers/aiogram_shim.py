"""Runs an example bot of aiogram as it is: sets its server, and where its webhook listens.

Arguments: the example's path, and the port of its webhook. BOT_TOKEN and BOT_API are its environment.
"""

import os
import runpy
import sys
from importlib import import_module
from typing import Any

# Not among this project's packages: it comes from the folder that the test puts before them.
Bot: Any = import_module("aiogram").Bot
Session: Any = import_module("aiogram.client.session.aiohttp").AiohttpSession
Server: Any = import_module("aiogram.client.telegram").TelegramAPIServer
web: Any = import_module("aiohttp.web")

original_init, original_set, original_run = Bot.__init__, Bot.set_webhook, web.run_app


def init(bot: Any, *given: Any, **named: Any) -> None:
    """Speak to the server of the test."""
    session = Session(api=Server.from_base(os.environ["BOT_API"]))
    original_init(bot, *given, session=session, **named)


async def set_webhook(bot: Any, url: str, **named: Any) -> Any:
    """Be reached on this machine instead of under a public name."""
    path = "/" + url.split("/", 3)[3]
    return await original_set(bot, f"http://127.0.0.1:{sys.argv[2]}{path}", **named)


def run_app(application: Any, **_: Any) -> None:
    """Listen on the test's port."""
    original_run(application, host="127.0.0.1", port=int(sys.argv[2]), print=None)


if __name__ == "__main__":
    Bot.__init__, Bot.set_webhook, web.run_app = init, set_webhook, run_app
    runpy.run_path(sys.argv[1], run_name="__main__")
