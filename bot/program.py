"""The whole bot, wired together: the database, Telegram, the two roads, and their orderly end."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, repeat

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from httpx_aiohttp import AiohttpTransport
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes, ExtBot
from telegram.request import HTTPXRequest

from bot.allowance import Limits
from bot.delivery import Address, Bot, Post
from bot.intake import App, Intake
from bot.pacer import Pacer
from bot.photo_keeping import PhotoKeeping
from bot.polling import Polling
from bot.replies import Origin, Replies
from bot.settings import Settings
from handlers.context import Context, Services
from handlers.reply import show_activity, show_form
from handlers.routes import routes
from models.activity_card import lagging_activities
from models.clock import Clock
from models.database import Database
from models.drafts import lagging_cards
from models.migrate import migrate
from models.updates import forget_old_updates
from scheduler.sender import Outgoing
from views.charts.pool import ChartPool

log = structlog.get_logger()

TICK = timedelta(seconds=15)
TIDY = timedelta(hours=1)
PHOTOS = timedelta(seconds=30)
#: How long what is on its way may take when the program is told to end.
FAREWELL_SECONDS = 5
_START_PAUSES = (1, 2, 5, 10, 30)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What differs between the real thing and a demonstration."""

    clock: Clock
    synthetic: bool = False
    #: How often is looked at what is due; never, without it: then somebody else calls `outgoing`.
    tick: timedelta | None = TICK
    limits: Limits = field(default_factory=Limits)


class Program:
    """One running bot."""

    def __init__(self, settings: Settings, circumstances: Circumstances) -> None:
        self._circumstances = circumstances
        self.database = Database(settings.database_url)
        self._charts = ChartPool()
        pacer = Pacer(circumstances.limits)
        self.bot = make_bot(settings, pacer)
        post = Post(self.bot, pacer, self._charts)
        self.replies = Replies(self.bot, post, self.database)
        services = Services(
            self.database, circumstances.clock, settings.admin_telegram_ids, synthetic=circumstances.synthetic
        )
        intake = Intake(_application(self.bot), routes(), services, self.replies)
        self._polling = Polling(self.bot, intake)
        self.outgoing = Outgoing(self.database, circumstances.clock, post, synthetic=circumstances.synthetic)
        self._photos = PhotoKeeping(
            self.bot, self.database, circumstances.clock, settings.data_dir / "photos", keep=settings.keep_photos
        )
        self._jobs = AsyncIOScheduler()

    async def run(self, ready: asyncio.Event | None = None) -> None:
        """Run until cancelled. Raises `InvalidToken` when Telegram does not know the token."""
        async with AsyncExitStack() as closing:
            closing.callback(self.database.close)
            await asyncio.to_thread(migrate, self.database)
            closing.push_async_callback(self._charts.close)
            closing.push_async_callback(self.bot.request.shutdown)  # also where it comes to no more than saying hello
            await self._connect()
            closing.push_async_callback(self.bot.shutdown)
            closing.push_async_callback(self._say_farewell)
            await self._show_what_lagged()
            self._start_jobs()
            closing.callback(self._jobs.shutdown, wait=False)
            if ready is not None:
                ready.set()
            log.info("bot.ready", username=self.bot.username)
            await self._polling.run()

    async def _connect(self) -> None:
        """Say hello to Telegram; wait for it as long as it can't be reached."""
        for pause in chain(_START_PAUSES, repeat(_START_PAUSES[-1])):
            try:
                await self.bot.initialize()
                break
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("telegram.unreachable", error=type(error).__name__, again_in_seconds=pause)
                await asyncio.sleep(pause)
        await self._prepare_telegram()

    async def _prepare_telegram(self) -> None:
        """What is good to have at the start and must not prevent it: no webhook beside the polling, no public menu."""
        for request in (self.bot.delete_webhook, self.bot.delete_my_commands):
            try:
                await request()
            except TelegramError as error:
                log.warning("start.request_failed", request=request.__name__, error=type(error).__name__)

    async def _show_what_lagged(self) -> None:
        """Show the cards again whose last change may not have reached the screen."""
        cards = await self.database.read(lagging_cards, self._circumstances.clock.now())
        for card in cards:
            person_id = card.person.telegram_id
            self.replies.show(Origin(Address(person_id), person_id), show_form(card, card.card_message_id))
        details = await self.database.read(lagging_activities, self._circumstances.clock.now())
        for detail in details:
            person_id = detail.acting.person.telegram_id
            self.replies.show(Origin(Address(person_id), person_id), show_activity(detail, detail.card_message_id))

    def _start_jobs(self) -> None:
        every = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        if self._circumstances.tick is not None:
            seconds = self._circumstances.tick.total_seconds()
            self._jobs.add_job(self.outgoing.plan, "interval", seconds=seconds, id="plan", **every)
            self._jobs.add_job(self.outgoing.let_go, "interval", seconds=seconds, id="send", **every)
        self._jobs.add_job(self._tidy, "interval", seconds=TIDY.total_seconds(), id="tidy", **every)
        self._jobs.add_job(self._photos.look, "interval", seconds=PHOTOS.total_seconds(), id="photos", **every)
        self._jobs.start()

    async def _tidy(self) -> None:
        await self.database.write(forget_old_updates, self._circumstances.clock.now())

    async def _say_farewell(self) -> None:
        try:
            async with asyncio.timeout(FAREWELL_SECONDS):
                await self.replies.settle()
                await self.outgoing.finish()
        except TimeoutError:
            log.warning("bot.messages_left_behind")


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


def _request(connections: int) -> HTTPXRequest:
    """Over aiohttp the pool's time-out is the one within which a connection has to be open: PTB's second is short."""
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=20,
        connect_timeout=10,
        pool_timeout=15,
        httpx_kwargs={"transport": AiohttpTransport()},
    )


def _application(bot: Bot) -> App:
    """PTB's application: only for what its handlers ask of it; it neither polls nor dispatches."""
    return Application.builder().bot(bot).updater(None).context_types(ContextTypes(context=Context)).build()
