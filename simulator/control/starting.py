"""Links that start a bot: https://t.me/<bot>?start=<token> and tg://resolve?domain=<bot>&start=<token>."""

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from simulator.control.requests import ControlError
from simulator.parties import Bot
from simulator.world import World

HOSTS: Final = frozenset({"t.me", "www.t.me", "telegram.me"})
# Bot API: Deep linking.
TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")


def start_link(world: World, url: str) -> tuple[Bot, str]:
    """The bot and the token of a link; raises ControlError for one that Telegram would not start a bot by."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    inner = parts.scheme == "tg" and (parts.netloc or parts.path.strip("/")) == "resolve"
    if not inner and parts.hostname not in HOSTS:
        raise ControlError(f"{url} does not lead into Telegram")
    name = query.get("domain", [""])[0] if inner else parts.path.strip("/")
    bot = next((bot for bot in world.bots.values() if bot.username.lower() == name.lower()), None)
    token = query.get("start", [""])[0]
    if bot is None:
        raise ControlError(f"there is no bot {name}", 404)
    if not TOKEN.fullmatch(token):
        raise ControlError("a start parameter has at most 64 characters of A-Z, a-z, 0-9, _ and -")
    return bot, token
