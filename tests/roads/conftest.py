"""An intake with handlers that the test chooses, on each database, without Telegram."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from telegram import Update, User
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, ExtBot, MessageHandler, filters

from bot.intake import Intake
from bot.replies import Origin
from handlers.context import Context, Services
from handlers.reply import Notice, Reply, Show
from models.database import Database
from models.members import Newcomer, take_in
from models.organisation import ship_agencies
from models.schema import AuditEvent, ProcessedUpdate, Role, Unit
from tests.desk import SetClock

#: Who belongs, by Telegram number.
MEMBERS = {11: "Budi", 12: "Sari"}
BOT = User(id=123456, first_name="Lapor", is_bot=True, username="lapor_cegah_bot")
Handle = Callable[[Update, Context], Coroutine[Any, Any, Reply]]


@dataclass
class Replies:
    """Notes who is to see what."""

    shown: list[tuple[int, Reply]] = field(default_factory=list)

    def show(self, origin: Origin, reply: Reply) -> None:
        if reply.steps:
            self.shown.append((origin.address.chat_id, reply))

    @property
    def texts(self) -> list[str]:
        """Everything that is said, in order."""
        steps = [step for _, reply in self.shown for step in reply.steps]
        said = (step for step in steps if isinstance(step, Show | Notice))
        return [step.card.text if isinstance(step, Show) else step.text for step in said]


def intake_of(database: Database, clock: SetClock, handlers: list[Any], replies: Any) -> Intake:
    """An intake over a bot that can reach nobody."""
    bot: ExtBot[Any] = ExtBot("123456:TEST-TOKEN-OF-NOBODY")
    bot._bot_user = BOT
    types = ContextTypes(context=Context)
    application: Any = Application.builder().bot(bot).updater(None).context_types(types).build()
    return Intake(application, handlers, Services(database, clock, frozenset()), replies)


@dataclass
class Entrance:
    """An intake whose every update goes to the one handler."""

    database: Database
    replies: Replies = field(default_factory=Replies)
    clock: SetClock = field(default_factory=lambda: SetClock("2025-09-15T15:00:00+07:00"))

    def intake(self, handle: Handle) -> Intake:
        handlers: list[Any] = [MessageHandler(filters.ALL, handle), CallbackQueryHandler(handle)]
        return intake_of(self.database, self.clock, handlers, self.replies)

    def __post_init__(self) -> None:
        """Two members are there; what their coming left in the trail is no effect of an update."""
        self.database.write_now(_settle, self.clock.now())
        self._before = self._count(AuditEvent.id)

    def effects(self) -> int:
        """How many effects are stored."""
        return self._count(AuditEvent.id) - self._before

    def processed(self) -> int:
        """How many updates count as processed."""
        return self._count(ProcessedUpdate.update_id)

    def _count(self, column: Any) -> int:
        def work(session: Session) -> int:
            return session.scalar(select(func.count(column))) or 0

        return self.database.read_now(work)


def _settle(session: Session, now: datetime) -> None:
    ship_agencies(session, now)
    unit = session.scalars(select(Unit).limit(1)).one()
    for telegram_id, name in MEMBERS.items():
        take_in(session, Newcomer(telegram_id, name, None, Role.OFFICER, unit.id), actor_id=None, now=now)


@pytest.fixture
def entrance(database: Database) -> Entrance:
    return Entrance(database)
