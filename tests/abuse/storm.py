"""A storm of forged updates through the real way in: intake, handlers, transactions on a database; only the wire is
left out. After every few hundred all tables are compared with what they held before.
"""

import asyncio
import enum
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import delete
from telegram import Update

from bot.intake import Intake
from bot.replies import Origin
from bot.tries import Outcome
from handlers.reply import Notice, Reply, Show
from handlers.routes import routes
from models.schema import Guessing, Role
from models.unit_codes import read_code
from tests.abuse import buttons, comparing, forging
from tests.abuse.ground import Ground
from tests.permissions.world import COLLEAGUE, MARKS
from tests.roads import updates
from tests.roads.conftest import intake_of
from views import payloads
from views.joining import stranger_sentence
from views.screen import said

#: After so many everything is compared.
ROUND = 1000
_AT_ONCE = 50
_ON_OUR_SIDE = (Outcome.FAILED, Outcome.GIVEN_UP, Outcome.DATABASE_AWAY, Outcome.TURNED_AWAY)


class Sort(enum.StrEnum):
    """What is forged."""

    #: Buttons that read well: with others' numbers, with other versions and choices.
    BUTTONS = "forged buttons"
    #: Buttons that read as nothing: damaged, or never this program's.
    DAMAGED = "damaged buttons"
    LINKS = "deep links"
    TEXTS = "texts"


#: How many of all that somebody sends are of each sort.
SHARES = {Sort.BUTTONS: 0.4, Sort.DAMAGED: 0.3, Sort.LINKS: 0.15, Sort.TEXTS: 0.15}


@dataclass
class Heard:
    """In place of what sends: notes what anybody is told."""

    texts: set[str] = field(default_factory=set)

    def show(self, _origin: Origin, reply: Reply) -> None:
        for step in reply.steps:
            if isinstance(step, Show | Notice):
                self.texts.add(step.card.text if isinstance(step, Show) else step.text)


@dataclass
class Storm:
    """Attacks one ground, and keeps what it found."""

    ground: Ground
    seed: int
    #: The group in which all is sent; 0: each writes in private.
    place: int = 0
    heard: Heard = field(default_factory=Heard)
    sent: Counter[tuple[Role | None, Sort]] = field(default_factory=Counter)
    #: What should never be: rows that changed, sentences that tell too much, failures of ours.
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        world = self.ground.world
        self.intake: Intake = intake_of(self.ground.database, world.roster.clock, list(routes()), self.heard)
        self._failed: Counter[Outcome] = Counter()
        self._compared = comparing.tables(self.ground.database)
        self._before = comparing.snapshot(self.ground.database, self._compared)

    def outcomes(self) -> dict[Outcome, int]:
        """Give what became of the updates."""
        counted = {one: int(self.intake._meters.updates.labels(one)._value.get()) for one in Outcome}
        return {outcome: count for outcome, count in counted.items() if count}

    async def attack_in_every_way(self, role: Role | None, number: int) -> None:
        """Send so many as somebody: of each sort its share."""
        for sort, share in SHARES.items():
            await self.attack(role, sort, round(number * share))

    async def attack(self, role: Role | None, sort: Sort, number: int) -> None:
        """Send so many of a sort as somebody, and look at everything after each round."""
        forged = islice(self._updates(role, sort), number)
        while some := list(islice(forged, ROUND)):
            await self.send(some)
            self.sent[role, sort] += len(some)
            self._look(role, sort)

    async def send(self, forged: list[Update]) -> None:
        """Send updates, some at once."""
        bot = self.intake._application.bot
        for start in range(0, len(forged), _AT_ONCE):
            # The brake on guessing would keep most of them unread: what lies behind it is to hold, too.
            self.ground.database.write_now(lambda session: session.execute(delete(Guessing)))
            some = [Update.de_json(one.to_dict(), bot) for one in forged[start : start + _AT_ONCE]]
            await asyncio.gather(*map(self.intake.accept, some))

    def _new_failures(self) -> list[Outcome]:
        """What failed on our side since it was asked for last, each time by itself."""
        failed = Counter({outcome: count for outcome, count in self.outcomes().items() if outcome in _ON_OUR_SIDE})
        new, self._failed = failed - self._failed, failed
        return list(new.elements())

    def _updates(self, role: Role | None, sort: Sort) -> Iterator[Update]:
        make = updates.tap if sort in (Sort.BUTTONS, Sort.DAMAGED) else updates.message
        for attempt, forged in enumerate(_SORTS[sort](self.seed, self.ground, role)):
            yield make(self.ground.telegram_id(role, attempt), forged or "x", group=self.place)

    def _look(self, role: Role | None, sort: Sort) -> None:
        where = f"{role or 'stranger'}, {sort}, of the {ROUND} before number {self.sent[role, sort]}: "
        after = comparing.snapshot(self.ground.database, self._compared)
        made = comparing.changes(self._before, after, self._compared)
        member_id = self.ground.own[role]["member_id"] if role else None
        left = comparing.unexplained(made, member_id, typed=sort == Sort.TEXTS)
        self.found += [f"{where}{change}" for change in left]
        told = [text for text in self.heard.texts if _tells_too_much(role, text, in_a_group=self.place != 0)]
        self.found += [f"{where}told {text!r}" for text in told]
        self.found += [f"{where}{outcome}" for outcome in self._new_failures()]
        self._before = after
        self.heard.texts.clear()


def _tells_too_much(role: Role | None, text: str, *, in_a_group: bool) -> bool:
    """A stranger reads their one sentence; a member nothing of another agency, and an officer of no other unit."""
    if role is None and not in_a_group:
        return text not in (stranger_sentence(), said(stranger_sentence()))
    hidden = MARKS if role == Role.AGENCY_COORDINATOR and not in_a_group else (*MARKS, COLLEAGUE)
    return any(mark in text for mark in hidden)


def _damaged(seed: int, ground: Ground, _role: Role | None) -> Iterator[str]:
    """By turns one that was broken, and one that never was any."""
    strange = (one for one in forging.payloads(seed) if payloads.read(one) is None)
    for broken, odd in zip(buttons.spoilt(seed, ground), strange, strict=False):
        yield broken
        yield odd


def _links(seed: int, ground: Ground, _role: Role | None) -> Iterator[str]:
    """By turns a real one that is damaged, or long over, and one that somebody made up."""
    keys = (*ground.keys, *ground.dead_keys)
    for near, far in zip(forging.near(seed, keys), forging.deep_links(seed), strict=False):
        yield from (f"/start {one}" for one in (near, far) if not _opens(one, ground))


def _texts(seed: int, ground: Ground, role: Role | None) -> Iterator[str]:
    """What is typed; of a stranger, who knows no command, codes that were heard wrongly as well."""
    for text, near in zip(forging.texts(seed), forging.near(seed, ground.keys), strict=False):
        yield text
        if role is None and not _opens(near, ground):
            yield near


def _opens(link: str, ground: Ground) -> bool:
    """Tell whether a forger found the very link or code, however it is written."""
    return " ".join(link.split()) in ground.keys or read_code(link) in ground.keys


_SORTS: dict[Sort, Callable[[int, Ground, Role | None], Iterator[str]]] = {
    Sort.BUTTONS: buttons.forged,
    Sort.DAMAGED: _damaged,
    Sort.LINKS: _links,
    Sort.TEXTS: _texts,
}
