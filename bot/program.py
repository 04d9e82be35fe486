"""The whole bot, wired together: the database, Telegram, the two roads, and their orderly end."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from telegram.ext import Application, ContextTypes

from bot.allowance import Limits
from bot.connection import connect, make_bot
from bot.delivery import Bot, Post
from bot.faults import Faults
from bot.fellows import Fellows
from bot.intake import App, Intake
from bot.jobs import Jobs
from bot.keeping import Keeping
from bot.laggards import Laggards
from bot.menus import Menus
from bot.meters import Meters, State
from bot.pacer import Pacer
from bot.photo_keeping import PhotoKeeping
from bot.polling import Polling
from bot.ports import listen
from bot.replies import Replies
from bot.settings import Settings
from bot.web.app import Standing, web_app
from bot.web.health import Pulse
from bot.web.registration import Place, Registration
from bot.web.server import serving
from bot.web.webhook import WebhookDoor
from handlers.context import Context, Services
from handlers.routes import routes
from models.clock import Clock
from models.database import Database
from models.faults import tell_waiting
from models.heartbeats import forget_old_beats
from models.migrate import migrate
from models.updates import forget_old_updates
from scheduler.heart import BEAT, Heart
from scheduler.sender import Outgoing
from views.charts.pool import ChartPool
from views.files.pool import FilePool

log = structlog.get_logger()

TICK = timedelta(seconds=15)
TIDY = timedelta(hours=1)
PHOTOS = timedelta(seconds=30)
MENUS = timedelta(seconds=15)
#: How long what is on its way may take when the program is told to end.
FAREWELL_SECONDS = 5
#: How many updates are tried one by one after a process was killed: one of them may have been the reason.
CAREFUL_WITH = 100
#: When is looked a second time for cards that nobody showed.
SECOND_LOOK = timedelta(seconds=20)
#: Where the webhook is served, if no port is set.
DEFAULT_PORT = 8080


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What differs between the real thing and a demonstration."""

    clock: Clock
    synthetic: bool = False
    #: How often is looked at what is due; never, without it: then somebody else calls `outgoing`.
    tick: timedelta | None = TICK
    limits: Limits = field(default_factory=Limits)
    #: Whether the process that draws starts at once: otherwise the first picture pays for it, and nobody before.
    draws_at_once: bool = False


class Program:
    """One running bot."""

    def __init__(self, settings: Settings, circumstances: Circumstances) -> None:
        self._settings = settings
        self._circumstances = circumstances
        self.meters = Meters()
        self.database = Database(settings.database_url)
        self.database.observe = self.meters.transaction
        self._charts = ChartPool()
        self._files = FilePool(settings.database_url)
        self._pacer = Pacer(circumstances.limits)
        self.bot = make_bot(settings, self._pacer)
        post = Post(self.bot, self._pacer, self._charts, self.meters, self._files)
        self.replies = Replies(self.bot, post, self.database, circumstances.clock)
        services = Services(
            self.database, circumstances.clock, settings.admin_telegram_ids, synthetic=circumstances.synthetic
        )
        self.faults = Faults(self.database, circumstances.clock)
        self._intake = Intake(_application(self.bot), routes(), services, self.replies, self.meters, self.faults)
        self._pulse = Pulse(_regular(settings, circumstances))
        self._intake.took_in = lambda: self._pulse.beat("update")
        self._heart = Heart(self.database, circumstances.clock, every=min(BEAT, circumstances.tick or BEAT))
        self._polling = Polling(self.bot, self._intake, lambda: self._pulse.beat("poll"), hear=self._heart.hear)
        self._door = _door(settings, self.bot, self._intake)
        if self._door is not None:
            self._door.hear = self._heart.hear
        self.replies.alone = alone = self._door is None or self.database.is_sqlite
        self._fellows = Fellows(self.database, circumstances.clock, self._pacer.share, alone=alone)
        self._laggards = Laggards(self.database, circumstances.clock, self.replies)
        self._fellows.lost = self._laggards.show
        self.outgoing = Outgoing(
            self.database, circumstances.clock, post, heart=self._heart, synthetic=circumstances.synthetic
        )
        self.replies.hasten = self.outgoing.hasten
        self.outgoing.broken = self.replies.broken = self.faults.note
        self._photos = PhotoKeeping(
            self.bot, self.database, circumstances.clock, settings.data_dir / "photos", keep=settings.keep_photos
        )
        self.keeping = Keeping(self.database, circumstances.clock)
        self.menus = Menus(self.bot, self.database, circumstances.clock)
        self._jobs = Jobs(self.faults.note)
        self.meters.registry.register(self._state())

    async def run(self, ready: asyncio.Event | None = None) -> None:
        """Run until cancelled. Raises `InvalidToken` when Telegram does not know the token, and `PortTaken`."""
        async with AsyncExitStack() as closing:
            closing.callback(self.database.close)
            await asyncio.to_thread(migrate, self.database)
            closing.push_async_callback(self._heart.stop)
            closing.push_async_callback(self._charts.close)
            closing.push_async_callback(self._files.close)
            closing.push_async_callback(self.bot.request.shutdown)  # also where it comes to no more than saying hello
            await self._serve(closing)
            await connect(self.bot, polls=self._door is None)
            closing.push_async_callback(self.bot.shutdown)
            if await self._fellows.arrive():
                self._intake.tries.careful_with = CAREFUL_WITH
            closing.push_async_callback(self._fellows.leave)
            closing.push_async_callback(self._say_farewell)
            if self._circumstances.draws_at_once:
                closing.callback(asyncio.create_task(self._charts.warm_up()).cancel)
            await self._laggards.show()
            self._start_jobs()
            closing.callback(self._jobs.stop)
            closing.callback(self._shut_door)
            if ready is not None:
                ready.set()
            log.info("bot.ready", username=self.bot.username)
            await self._take_in()

    async def _serve(self, closing: AsyncExitStack) -> None:
        """Serve what is to be served, from the start: whoever looks after the process sees it waiting, too."""
        port = self._settings.web_port or (DEFAULT_PORT if self._door else None)
        if port is None:
            return
        standing = Standing(self.database, self._circumstances.clock, self._pulse, self.meters)
        app = web_app(standing, self._door, self._settings.webhook_url or "")
        await closing.enter_async_context(serving(app, listen(self._settings.web_host, port)))

    async def _take_in(self) -> None:
        """Take updates in, by polling or by the webhook: for ever."""
        secret = self._settings.webhook_secret
        if self._door is None or self._settings.webhook_url is None or secret is None:
            await self._polling.run()
            return
        self._door.is_open = True
        place = Place(self._settings.webhook_url, secret.get_secret_value())
        await Registration(self.bot, place, self._heart.hear).keep()

    def _shut_door(self) -> None:
        """Take nothing in any more: Telegram brings it again, to another process or to the next one."""
        if self._door is not None:
            self._door.is_open = False

    def _start_jobs(self) -> None:
        every = self._jobs.every
        if self._circumstances.tick is not None:
            every(self._circumstances.tick, self._plan, "plan")
            every(self._circumstances.tick, self.outgoing.let_go, "send")
            every(min(self._circumstances.tick, BEAT), self._heart.keep_beating, "heart")
        every(TIDY, self._tidy, "tidy")
        every(PHOTOS, self._photos.look, "photos")
        every(MENUS, self.menus.look, "menus")
        if not self.replies.alone:
            self._jobs.later(SECOND_LOOK, self._laggards.show, "lagging")
        self.keeping.start(self._jobs)
        self._jobs.start()

    async def _plan(self) -> None:
        await self.outgoing.plan()
        self._pulse.beat("tick")

    async def _tidy(self) -> None:
        now = self._circumstances.clock.now()
        await self.database.write(forget_old_updates, now)
        await self.database.write(forget_old_beats, now)
        await self.database.write(tell_waiting, now)

    def _state(self) -> State:
        """What is measured by reading it where it stands."""
        return State(
            gauges={
                "lapor_persons_waiting": ("Persons whose updates wait.", lambda: self._intake.persons_waiting),
                "lapor_chats_waiting": ("Chats that are still to get answers.", lambda: self.replies.chats_waiting),
                "lapor_pacer_waiting": ("Messages that wait for their turn.", lambda: self._pacer.waiting),
            },
            counters={
                "lapor_too_many_requests": ("How often Telegram answered 429.", lambda: self._pacer.refused),
            },
        )

    async def _say_farewell(self) -> None:
        try:
            async with asyncio.timeout(FAREWELL_SECONDS):
                await self._intake.settle()
                await self.replies.settle()
                await self.outgoing.finish()
                await self.faults.settle()
        except TimeoutError:
            log.warning("bot.messages_left_behind")


def _door(settings: Settings, bot: Bot, intake: Intake) -> WebhookDoor | None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    return WebhookDoor(bot, intake, settings.webhook_secret.get_secret_value())


def _regular(settings: Settings, circumstances: Circumstances) -> frozenset[str]:
    """What the program does all the time, so that its absence is a fault."""
    ticks = {"tick"} if circumstances.tick is not None else set()
    polls = {"poll"} if settings.webhook_url is None else set()
    return frozenset(ticks | polls)


def _application(bot: Bot) -> App:
    """PTB's application: only for what its handlers ask of it; it neither polls nor dispatches."""
    return Application.builder().bot(bot).updater(None).context_types(ContextTypes(context=Context)).build()
