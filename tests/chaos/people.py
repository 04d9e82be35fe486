"""The simulated people at work: officers who file, coordinators who ask, strangers who try."""

import asyncio
import base64
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from simulator.control_client import ControlClient
from tests.chaos.conduct import Aim, Done, Purpose, Say, Step, Tap, counts_by_label, first_step, next_step
from tests.chaos.plan import After, Errand, Turn, Way
from tests.chaos.record import HandedIn
from tests.chaos.screens import Shown, counts_in
from tests.chaos.watch import Watch
from tests.pictures import picture

MOST_STEPS = 45
#: So often somebody tries an old button, or taps twice: more would only queue up behind Telegram's pace.
MOST_STRAYS = 3
#: For so long nothing changes on a screen before somebody acts; after stray taps longer than Telegram's second.
SETTLED_SECONDS, STRAYED_SECONDS = 0.3, 1.4
#: An errand that is begun only goes so far.
BEGUN_STEPS = 3


@dataclass(slots=True)
class Doings:
    """How much people did: for the table."""

    taps: int = 0
    texts: int = 0
    photos: int = 0
    confirmed: int = 0
    given_up: int = 0
    asked: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str) -> None:
        """Note one errand of a kind."""
        self.by_kind[kind] = self.by_kind.get(kind, 0) + 1


@dataclass(slots=True)
class Stage:
    """Where people act: the simulator, what they see of it, and what they hand in."""

    client: ControlClient
    watch: Watch
    labels: tuple[str, ...]
    patience: float
    errand_seconds: float
    hurried: bool = False
    handed_in: list[HandedIn] = field(default_factory=list)
    doings: Doings = field(default_factory=Doings)

    async def say(self, person_id: int, text: str, chat_id: int | None = None) -> None:
        """Write a text."""
        self.doings.texts += 1
        await self.client.post("/sim/send", {"from": person_id, "chat_id": chat_id or person_id, "text": text})

    async def tap(self, person_id: int, message_id: int, data: str) -> None:
        """Tap a button, or what was one."""
        self.doings.taps += 1
        body = {"from": person_id, "chat_id": person_id, "message_id": message_id, "data": data}
        await self.client.post("/sim/tap", body)

    async def send_photo(self, person_id: int, number: int) -> None:
        """Send a photo, of which no two are the same."""
        self.doings.photos += 1
        data = base64.b64encode(picture(number % 250)).decode()
        await self.client.post("/sim/send", {"from": person_id, "chat_id": person_id, "photo": {"data": data}})


@dataclass(slots=True)
class Officer:
    """Somebody at an errand: looks, acts, and looks again, until the screen confirms what they want."""

    stage: Stage
    person_id: int
    chance: random.Random
    turn: Turn = Turn.NONE
    old: list[tuple[int, str]] = field(default_factory=list)
    _steps: int = 0
    _strays: int = 0
    #: How often in a row nothing came of it: each time people wait longer before they try again.
    _in_vain: int = 0

    async def pursue(self, aim: Aim, *, most: int = MOST_STEPS, begin: bool = True) -> bool:
        """Go on until it is done; tell whether it is."""
        step = first_step(self.sees(), aim) if begin else next_step(self.sees(), aim)
        until = asyncio.get_running_loop().time() + self.stage.errand_seconds
        for _ in range(most):
            if isinstance(step, Done) or asyncio.get_running_loop().time() > until:
                break
            await self._stray()
            await self._act(step, aim)
            step = next_step(self.sees(), aim)
        return isinstance(step, Done)

    def sees(self) -> Shown | None:
        """Give the card in front."""
        return self.stage.watch.screens[self.person_id].newest

    async def _act(self, step: Step, aim: Aim) -> None:
        """Do it, and wait until the card in front has changed; on a screen that stands still, look again later."""
        before = self.sees()
        if isinstance(step, Say):
            await self.stage.say(self.person_id, step.text)
        elif isinstance(step, Tap) and before is not None:
            await self._tap(step, before, aim)
        await self.until_changed(before)

    async def _tap(self, step: Tap, shown: Shown, aim: Aim) -> None:
        data = shown.buttons.get(step.label)
        if data is None:
            return
        if step.hands_in:
            self.stage.handed_in.append(HandedIn(self.person_id, aim.day, shown.title, counts_in(shown.words)))
        self.old.append((shown.message_id, data))
        twice = self.turn == Turn.DOUBLE_TAPS and self._strays < MOST_STRAYS
        self._strays += twice
        for _ in range(1 + twice):
            await self.stage.tap(self.person_id, shown.message_id, data)

    async def _stray(self) -> None:
        """What goes differently on the way."""
        self._steps += 1
        if self.turn == Turn.OLD_BUTTONS and self.old and self._strays < MOST_STRAYS and self.chance.random() < 0.4:
            self._strays += 1
            await self.stage.tap(self.person_id, *self.chance.choice(self.old))
        elif self.turn == Turn.PUT_AWAY and self._steps == 3:
            await self.stage.say(self.person_id, "/batal")
            await self.until_changed(self.sees())
        elif self.turn == Turn.PHOTO and self._steps == 2:
            await self.stage.send_photo(self.person_id, self.chance.randrange(10**6))

    async def until_changed(self, before: Shown | None) -> None:
        """Wait until another card is in front, or the patience is over."""
        screen = self.stage.watch.screens[self.person_id]
        patience = self.stage.patience * self.chance.uniform(0.8, 1.4) * min(4.0, 1.6**self._in_vain)
        until = asyncio.get_running_loop().time() + patience
        while screen.newest == before:
            left = until - asyncio.get_running_loop().time()
            if left <= 0 or not await self.stage.watch.change(self.person_id, screen.changes, left):
                self._in_vain += 1
                return
        self._in_vain = 0
        # Whoever acts on each change would only run after a screen that is still catching up.
        still = STRAYED_SECONDS if self._strays and not self.stage.hurried else SETTLED_SECONDS
        while await self.stage.watch.change(self.person_id, screen.changes, still):
            if asyncio.get_running_loop().time() > until:
                return


async def run_errand(stage: Stage, person_id: int, errand: Errand, evening: date, *, resumed: bool = False) -> None:
    """Let an officer do what is planned for the evening, or go on with what they began."""
    officer = Officer(stage, person_id, random.Random(errand.seed + resumed), errand.turn)
    day = evening - timedelta(days=1) if errand.yesterday else evening
    aim = Aim(Purpose.FILE, day, errand.way, counts_by_label(stage.labels, errand.counts))
    if errand.way == Way.ABSENT:
        await _be_absent(officer, day)
    elif errand.turn in (Turn.LATER, Turn.NEVER) and not resumed:
        await officer.pursue(replace(aim, way=Way.BUTTONS), most=BEGUN_STEPS)
    elif await _counted(stage, officer.pursue(aim, begin=not resumed)):
        await _afterwards(officer, aim, errand)
    stage.doings.count(errand.way.value)
    stage.doings.count(errand.turn.value)


async def _counted(stage: Stage, pursuing: Any) -> bool:
    done: bool = await pursuing
    if done:
        stage.doings.confirmed += 1
    else:
        stage.doings.given_up += 1
    return done


async def _be_absent(officer: Officer, day: date) -> None:
    before = officer.sees()
    await officer.stage.say(officer.person_id, f"/izin {day:%d/%m/%Y} sakit")
    await officer.until_changed(before)


async def _afterwards(officer: Officer, filed: Aim, errand: Errand) -> None:
    stage = officer.stage
    changed = counts_by_label(stage.labels, errand.changed)
    if errand.after == After.CORRECTION:
        await _counted(stage, officer.pursue(replace(filed, purpose=Purpose.CORRECT, counts=changed)))
    elif errand.after == After.ADDITION:
        aim = replace(filed, purpose=Purpose.ADD, counts=changed, before=filed.counts)
        await _counted(stage, officer.pursue(aim))
    elif errand.after == After.LOOK:
        await stage.say(officer.person_id, "/riwayat")
    stage.doings.count(errand.after.value)


_QUESTIONS: tuple[Callable[[date], str], ...] = (
    lambda _: "/rekap",
    lambda day: f"/rekap {day:%d/%m/%Y}",
    lambda _: "/rekap kemarin",
    lambda _: "/rekap minggu",
    lambda _: "/grup",
    lambda _: "/bantuan",
)
_TRIES = ("/start", "/lapor", "/rekap", "3", "/start a-token-that-nobody-made", "/undang", "patroli 3, sambang 2")


async def ask_around(stage: Stage, coordinators: list[int], day: date, chance: random.Random, group: int) -> None:
    """Let coordinators ask, now and then and until cancelled; now and then in the group."""
    while True:
        await asyncio.sleep(chance.uniform(3.0, 7.0))
        person = chance.choice(coordinators)
        chat = group if chance.random() < 0.15 else None
        stage.doings.asked += 1
        await stage.say(person, "/rekap" if chat else chance.choice(_QUESTIONS)(day), chat)


async def try_the_door(stage: Stage, strangers: list[int], chance: random.Random) -> None:
    """Let strangers write whatever comes to their minds, until cancelled."""
    while True:
        await asyncio.sleep(chance.uniform(3.0, 6.0))
        await stage.say(chance.choice(strangers), chance.choice(_TRIES))
