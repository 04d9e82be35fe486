"""The connection to Telegram: PTB's bot over a transport that stays quick, and its first words."""

import asyncio
import ssl
from functools import cache
from itertools import chain, repeat

import httpx
import structlog
from httpx_aiohttp import AiohttpTransport
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.delivery import Bot
from bot.pacer import Pacer
from bot.settings import Settings

log = structlog.get_logger()

_START_PAUSES = (1, 2, 5, 10, 30)


def make_bot(settings: Settings, pacer: Pacer) -> Bot:
    """Give PTB's bot over the transport that stays quick with many open requests."""
    address = settings.telegram_api_url.rstrip("/")
    return ExtBot(
        settings.telegram_bot_token.get_secret_value(),
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=_request(connections=64),
        get_updates_request=_request(connections=1),
        rate_limiter=pacer,
    )


async def connect(bot: Bot, *, polls: bool) -> None:
    """Say hello to Telegram, and wait for it as long as it can't be reached. Raises `InvalidToken`."""
    for pause in chain(_START_PAUSES, repeat(_START_PAUSES[-1])):
        try:
            await bot.initialize()
            break
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("telegram.unreachable", error=type(error).__name__, again_in_seconds=pause)
            await asyncio.sleep(pause)
    await _prepare(bot, polls=polls)


async def _prepare(bot: Bot, *, polls: bool) -> None:
    """What is good to have at the start and must not prevent it: no webhook beside polling, no public menu."""
    polling = (bot.delete_webhook,) if polls else ()
    for request in (*polling, bot.delete_my_commands):
        try:
            await request()
        except TelegramError as error:
            log.warning("start.request_failed", request=request.__name__, error=type(error).__name__)


def _request(connections: int) -> HTTPXRequest:
    """Over aiohttp the pool's time-out is the one within which a connection has to be open: PTB's second is short."""
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=20,
        connect_timeout=10,
        pool_timeout=15,
        httpx_kwargs={"transport": AiohttpTransport(verify=_trusted())},
    )


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that vouch for Telegram, read once for all connections."""
    return httpx.create_ssl_context()
