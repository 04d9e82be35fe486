"""A small desk for tests: the bot in this process, over HTTP, against a simulator; people who write and tap."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Self

from pydantic import SecretStr
from sqlalchemy.orm import Session

from bot.allowance import Limits
from bot.program import Circumstances, Program
from bot.settings import Settings
from models import organisation
from models.invitations import Offer, create_invitation
from models.members import Newcomer, take_in
from models.operation_plans import Plan
from models.operation_plans import create as create_operation
from models.schema import Role
from simulator.people import Group, Message, Person, Telegram

TOKEN = "123456:TEST-TOKEN-OF-NOBODY"
ADMIN_ID = 900
#: Tests tap faster than people: Telegram's pace has tests of its own.
UNHURRIED = Limits(in_all=100_000, person_seconds=0.0, person_burst=100_000, group=100_000)
START = "2025-09-15T14:55:00+07:00"


class SetClock:
    """A clock that stands until it is set."""

    def __init__(self, moment: str) -> None:
        self.set(moment)

    def set(self, moment: str) -> None:
        self._moment = datetime.fromisoformat(moment).astimezone(UTC)

    def now(self) -> datetime:
        return self._moment


@dataclass
class Desk:
    """A running bot with its people."""

    url: str
    database_url: str
    telegram: Telegram
    clock: SetClock = field(default_factory=lambda: SetClock(START))
    units: dict[str, int] = field(default_factory=dict)
    #: Settings besides the usual ones.
    settings: dict[str, Any] = field(default_factory=dict)
    limits: Limits = UNHURRIED

    async def __aenter__(self) -> Self:
        await self.telegram.add_bot(token=TOKEN, username="lapor_cegah_bot", name="Lapor Cegah")
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start the bot, as after a restart."""
        circumstances = Circumstances(self.clock, synthetic=True, tick=None, limits=self.limits)
        self.program = Program(self._settings(), circumstances)
        ready = asyncio.Event()
        self._running = asyncio.create_task(self.program.run(ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait([self._running, waiting], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._running.done():
            await self._running

    async def stop(self) -> None:
        """End the bot in order."""
        self._running.cancel()
        await asyncio.wait([self._running])

    async def at(self, moment: str) -> None:
        """Let it be that moment, for Telegram and for the bot, and let the bot do what is due."""
        self.clock.set(moment)
        await self.telegram.clock.to(moment)
        await self.program.outgoing.tick()

    def settle_units(self, *codes: str, provinces: dict[str, int] | None = None) -> None:
        """Ship the agencies, and add units such as "BAKAMLA/AMBON"."""

        def work(session: object) -> None:
            organisation.ship_agencies(session, self.clock.now())  # type: ignore[arg-type]
            for code in codes:
                agency_code, unit_code = code.split("/")
                agency = organisation.agency_by_code(session, agency_code)  # type: ignore[arg-type]
                province = (provinces or {}).get(code, 31)
                name = f"{agency_code} {unit_code.title()}"
                unit = organisation.add_unit(
                    session,  # type: ignore[arg-type]
                    agency,
                    unit_code,
                    name,
                    province,
                    now=self.clock.now(),
                )
                self.units[code] = unit.id

        self.program.database.write_now(work)

    async def member(self, name: str, telegram_id: int, unit: str, role: Role = Role.OFFICER) -> Person:
        """Add a person who is a member already and has written to the bot before."""
        person = await self.telegram.add_person(name, id=telegram_id, started=True)
        newcomer = Newcomer(telegram_id, name, "Lettu", role, self.units[unit])
        self.program.database.write_now(take_in, newcomer, actor_id=None, now=self.clock.now())
        return person

    async def bound_group(self, members: list[Person], by: Person, group_id: int = -1001) -> Group:
        """Add a group with the bot in it, bound by a coordinator."""
        group = await self.telegram.add_group("Grup Koordinasi", id=group_id, members=[*members, by], admins=[by])
        await by.send("/grup", chat=group)
        await by.sees("grup koordinasi", chat=group)
        return group

    def operation(self, first: date, days: int, *codes: str) -> None:
        """Begin an operation, "Patroli Gabungan", in which these agencies take part."""

        def work(session: Session) -> None:
            ids = frozenset(organisation.agency_by_code(session, code).id for code in codes)
            create_operation(session, None, Plan("Patroli Gabungan", first, days, ids), self.clock.now())

        self.program.database.write_now(work)

    def invitation(self, unit: str, role: Role = Role.OFFICER, uses: int = 1) -> str:
        """Make an invitation; give its token."""
        offer = Offer(role, self.units[unit], uses)
        return self.program.database.write_now(create_invitation, offer, inviter=None, now=self.clock.now())

    def _settings(self) -> Settings:
        return Settings(
            _env_file=None,
            telegram_bot_token=SecretStr(TOKEN),
            telegram_api_url=self.url,
            database_url=self.database_url,
            admin_telegram_ids=frozenset({ADMIN_ID}),
            **self.settings,
        )


QUESTIONS = ("1/4", "2/4", "3/4", "4/4")


async def fill_in(person: Person, *labels: str) -> Message:
    """Answer the four questions of the open form by their buttons, send it, and give the confirmation."""
    for question, label in zip(QUESTIONS, labels, strict=True):
        await person.sees(question)
        await person.tap(label)
    await person.sees("Ringkasan")
    await person.tap("Kirim laporan")
    return await person.sees("Laporan diterima")


async def posts(desk: Desk, group: Group) -> list[str]:
    """Give the captions of all recaps that the bot ever sent to a group, as they stand now."""
    sent = await desk.telegram.sent(group)
    captions = [message["versions"][-1]["caption"] or "" for message in sent]
    return [caption for caption in captions if caption.startswith("Rekap")]
