"""The course of a run: evening by evening the clock goes on, people act, processes die; then all comes to rest."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.database import Database
from models.indicators import SHIPPED
from simulator.control_client import ControlClient
from tests.chaos import cast as casting
from tests.chaos.fleet import Fleet
from tests.chaos.people import Stage, ask_around, run_errand, try_the_door
from tests.chaos.plan import Errand, Plan, Turn
from tests.chaos.rest import at_rest
from tests.chaos.upheavals import Kind, Upheaval
from tests.chaos.watch import Watch

FIRST_DAY = date(2025, 9, 15)
START = "2025-09-15T12:00:00+07:00"
LABELS = tuple(label for _, label, *_ in SHIPPED)
WAVE_SECONDS = 240
REST_SECONDS = 30
#: In the end the clock goes on a little: the posts are put right.
LAST_STEPS, LAST_STEP_SECONDS = 2, 90
#: Until everything has settled after the last fault and the last kill.
FINAL_SECONDS = 90


@dataclass(slots=True)
class Course:
    """A run while it runs."""

    plan: Plan
    stage: Stage
    fleet: Fleet
    watch: Watch
    client: ControlClient
    database: Database
    cast: casting.Cast
    say: Callable[[str], None]
    #: Dates whose evenings were gone through, and the moments of the stops.
    days: list[date] = field(default_factory=list)
    looks: dict[str, int] = field(default_factory=dict)
    #: The moments at which everything that was due had been planned and sent.
    rests: list[datetime] = field(default_factory=list)
    #: Who blocks the bot, and who ever did; groups by their number before they became supergroups.
    blocked: set[int] = field(default_factory=set)
    ever_blocked: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    overturned: Counter[Kind] = field(default_factory=Counter)
    #: The faults of the simulator, with how often each happened.
    befell: list[dict[str, Any]] = field(default_factory=list)

    async def run(self) -> None:
        """Go through every evening; then let all faults end, and wait until everything has come to rest."""
        for number in range(self.plan.scale.evenings):
            await self._evening(number)
        await self._use_up_the_deaths()
        self.befell = await self.client.get("/sim/faults")
        await self.client.post("/sim/faults", {})
        self.say("all faults and kills are over")
        for _ in range(LAST_STEPS):
            await self.calm(FINAL_SECONDS)
            await self.client.post("/sim/clock", {"advance": LAST_STEP_SECONDS})
        await self.calm(FINAL_SECONDS)

    @property
    def group(self) -> int:
        """The number of the group in which coordinators ask."""
        return self.moved.get(casting.GROUP, casting.GROUP)

    async def _evening(self, number: int) -> None:
        day = FIRST_DAY + timedelta(days=number)
        self.days.append(day)
        errands = self.plan.evenings[number]
        by_stop = zip(self.plan.scale.stops, self.plan.deaths[number], self.plan.upheavals[number], strict=True)
        for stop, deaths, upheavals in by_stop:
            self.fleet.deaths.extend(deaths)
            self.say(f"{stop.hour[:5]} WIB, {len(self.fleet.kills)} kills, {self.stage.doings.confirmed} confirmed")
            await self._jump_to(f"{day + timedelta(days=stop.later)}T{stop.hour}+07:00")
            await asyncio.gather(*(self._overturn(one) for one in upheavals))
            if stop.wave is not None:
                await self._wave(day, stop.wave, errands)
            await self.calm(REST_SECONDS)

    async def _overturn(self, upheaval: Upheaval) -> None:
        await asyncio.sleep(upheaval.after_seconds)
        person = casting.FIRST_OFFICER + upheaval.officer
        match upheaval.kind:
            case Kind.BLOCK:
                self.blocked.add(person)
                self.ever_blocked.add(person)
                await self.client.post("/sim/block", {"person": person})
            case Kind.RETURN:
                self.blocked.discard(person)
                await self.client.post("/sim/unblock", {"person": person})
            case Kind.MOVE:
                await self.client.post("/sim/migrate", {"chat_id": casting.GROUP, "to": casting.MOVED})
                self.moved[casting.GROUP] = casting.MOVED
            case Kind.DELETE_TOPIC:
                await self.client.post("/sim/delete_topic", {"chat_id": casting.FORUM, "topic": casting.TOPIC})
        self.overturned[upheaval.kind] += 1

    async def _wave(self, day: date, wave: int, errands: Iterable[Errand]) -> None:
        """Those whose time it is act, so many at once; those who had begun earlier go on."""
        room = asyncio.Semaphore(self.plan.scale.at_once)

        async def act(errand: Errand, *, resumed: bool) -> None:
            async with room:
                person = casting.FIRST_OFFICER + errand.officer
                if person in self.blocked:
                    return
                await run_errand(self.stage, person, errand, day, resumed=resumed)

        acting = [act(one, resumed=False) for one in errands if one.wave == wave]
        acting += [act(one, resumed=True) for one in errands if one.wave == wave - 1 and one.turn == Turn.LATER]
        chance = random.Random(f"{self.plan.seed} {day} {wave}")
        around = [
            asyncio.create_task(ask_around(self.stage, list(self.cast.coordinators), day, chance, self.group)),
            asyncio.create_task(try_the_door(self.stage, list(self.cast.strangers), chance)),
        ]
        try:
            async with asyncio.timeout(WAVE_SECONDS):
                await self._beside_the_fleet(asyncio.gather(*acting))
        except TimeoutError:
            self.looks["a wave was broken off"] = self.looks.get("a wave was broken off", 0) + 1
        finally:
            for task in around:
                task.cancel()

    async def _beside_the_fleet(self, work: Awaitable[Any]) -> None:
        """Await it, and raise at once when a process of the fleet has ended by itself."""
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                await asyncio.wait([task], timeout=0.5)
                self.fleet.check()
            task.result()
        finally:
            task.cancel()

    async def _use_up_the_deaths(self) -> None:
        """Deaths that nobody met yet come now, while coordinators go on asking."""
        chance = random.Random(self.plan.seed)
        day = self.days[-1]
        asking = asyncio.create_task(ask_around(self.stage, list(self.cast.coordinators), day, chance, self.group))
        try:
            while self.fleet.deaths:
                await asyncio.sleep(0.2)
                self.fleet.check()
        finally:
            asking.cancel()

    async def _jump_to(self, moment: str) -> None:
        if datetime.fromisoformat(moment) > await self.now():
            await self.client.post("/sim/clock", {"to": moment})

    async def now(self) -> datetime:
        """The simulated moment."""
        return datetime.fromtimestamp((await self.client.get("/sim/clock"))["now"], UTC)

    async def calm(self, seconds: float = FINAL_SECONDS) -> None:
        """Wait until nothing that is due waits any more; no longer than so many seconds."""
        left = await at_rest(self.client, self.database, seconds, self.fleet.check)
        if not left:
            self.rests.append(await self.now())
        outcome = f"went on in spite of {left}" if left else "came to rest"
        self.looks[outcome] = self.looks.get(outcome, 0) + 1
