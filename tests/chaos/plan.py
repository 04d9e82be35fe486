"""The plan of a run: everything that chance decides, drawn from the seed before anything begins."""

import enum
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.chaos import upheavals
from tests.chaos.deaths import Death, Point


@dataclass(frozen=True, slots=True)
class Stop:
    """An hour (WIB) at which something is due in some zone, and which wave of people follows; `later` days after."""

    hour: str
    wave: int | None = None
    later: int = 0


#: An evening and the morning after it.
STOPS: Final = (
    Stop("13:00:02"),
    Stop("15:00:02", 0),
    Stop("16:30:02"),
    Stop("17:45:02"),
    Stop("18:40:02"),
    Stop("19:40:02"),
    Stop("20:06:02"),
    Stop("21:00:02", 1),
    Stop("07:00:02", None, 1),
    Stop("08:30:02", 2, 1),
)
#: How many kills come in a wave for each one at a mere stop of the clock.
_A_WAVE = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """How large a run is."""

    officers: int = 200
    evenings: int = 1
    #: `kill -9`s on each kind of fleet.
    kills: int = 50
    #: How many officers are at it at the same moment.
    at_once: int = 16
    patience: float = 4.0
    #: Real seconds after which somebody gives an errand up.
    errand_seconds: float = 75
    #: Without Telegram's pace, on either side.
    hurried: bool = False
    stops: tuple[Stop, ...] = STOPS

    @property
    def waves(self) -> int:
        """How many waves of people an evening has."""
        return sum(stop.wave is not None for stop in self.stops)


#: For `make test`: seconds instead of minutes, which only Telegram's pace would take.
SMALL: Final = Scale(
    officers=8,
    kills=4,
    patience=0.8,
    errand_seconds=40,
    hurried=True,
    stops=(Stop("15:00:02", 0), Stop("21:00:02")),
)


class Way(enum.StrEnum):
    """How a report is filed."""

    BUTTONS = "buttons"
    TYPED = "typed numbers and words"
    SENTENCE = "one sentence"
    PASTED = "pasted from WhatsApp"
    NIL = "all nil"
    ABSENT = "absence instead"


class Turn(enum.StrEnum):
    """What goes differently on the way."""

    NONE = "straight on"
    DOUBLE_TAPS = "every tap twice"
    OLD_BUTTONS = "old buttons"
    PUT_AWAY = "/batal, and on"
    PHOTO = "a photo in between"
    LATER = "begun, and finished later"
    NEVER = "begun, and never finished"


class After(enum.StrEnum):
    """What follows the confirmation."""

    NOTHING = "nothing"
    CORRECTION = "a correction"
    ADDITION = "an addition"
    LOOK = "a look at the history"


@dataclass(frozen=True, slots=True)
class Errand:
    """What one officer is up to on one evening."""

    officer: int
    wave: int
    way: Way
    turn: Turn
    after: After
    #: Led and joined of the four indicators, in the order of the form; and as they are after the change.
    counts: tuple[tuple[int, int], ...]
    changed: tuple[tuple[int, int], ...]
    #: The date is the day before the evening.
    yesterday: bool
    seed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A run as it is meant."""

    seed: int
    scale: Scale
    evenings: tuple[tuple[Errand, ...], ...]
    migrating: tuple[Death, ...]
    #: By evening and stop.
    deaths: tuple[tuple[tuple[Death, ...], ...], ...]
    faults: tuple[dict[str, Any], ...]
    upheavals: upheavals.Upheavals


def plan(seed: int, scale: Scale) -> Plan:
    """Draw the plan of a seed: the same one every time."""
    chance = random.Random(seed)
    evenings = tuple(
        tuple(_errand(chance, officer, scale.waves) for officer in range(scale.officers)) for _ in range(scale.evenings)
    )
    migrating = tuple(Death(Point.MIGRATING, chance.randrange(2, 150)) for _ in range(min(3, scale.kills // 3)))
    deaths = _deaths(chance, scale.kills - len(migrating), scale)
    faults = tuple(_faults(chance))
    overturned = upheavals.draw(chance, scale.officers, scale.evenings, len(scale.stops))
    return Plan(seed, scale, evenings, migrating, deaths, faults, overturned)


def _deaths(chance: random.Random, kills: int, scale: Scale) -> tuple[tuple[tuple[Death, ...], ...], ...]:
    """Deal the deaths out over the stops: most come while people are at it."""
    in_waves = [stop.wave is not None for stop in scale.stops]
    stops = [(evening, stop) for evening in range(scale.evenings) for stop in range(len(scale.stops))]
    weights = [_A_WAVE if in_waves[stop] else 1 for _, stop in stops]
    where = Counter(chance.choices(stops, weights, k=kills))
    return tuple(
        tuple(
            tuple(_death(chance, in_wave=in_waves[stop]) for _ in range(where[evening, stop]))
            for stop in range(len(scale.stops))
        )
        for evening in range(scale.evenings)
    )


def _errand(chance: random.Random, officer: int, waves: int) -> Errand:
    way = _drawn(chance, _WAYS)
    turn = Turn.NONE if way == Way.ABSENT else _drawn(chance, _TURNS)
    counts = tuple(_count(chance, place) for place in range(4))
    if way == Way.NIL:
        counts = ((0, 0),) * 4
    after = _drawn(chance, _AFTERS)
    changed = tuple(
        (led + chance.randrange(1, 4), joined) if chance.random() < 0.5 or place == 0 else (led, joined)
        for place, (led, joined) in enumerate(counts)
    )
    return Errand(
        officer=officer,
        wave=chance.randrange(waves),
        way=way,
        turn=turn,
        after=after,
        counts=counts,
        changed=changed,
        yesterday=chance.random() < 0.08,
        seed=chance.randrange(2**32),
    )


def _count(chance: random.Random, place: int) -> tuple[int, int]:
    led = chance.choice((0, 0, 1, 1, 2, 3, 4, 6, 9, 12, 25))
    joined = chance.choice((0, 0, 0, 0, 0, 0, 1, 2)) if place == 0 else 0
    return led, joined


def _death(chance: random.Random, *, in_wave: bool) -> Death:
    point = _drawn(chance, _POINTS if in_wave else _POINTS_OF_THE_CLOCK)
    return Death(point, chance.randrange(*_PASSES[point]), seconds=chance.uniform(1.0, 2.6))


def _faults(chance: random.Random) -> Sequence[dict[str, Any]]:
    """Every fault of the simulator, each with its chance at every call or update, for as long as the run lasts."""
    chance.shuffle(mixed := [dict(one) for one in _EVERY_FAULT])
    return [{"times": None, **one} for one in mixed]


def _drawn(chance: random.Random, weights: dict[Any, int]) -> Any:
    return chance.choices(list(weights), list(weights.values()))[0]


_WAYS = {Way.BUTTONS: 30, Way.TYPED: 20, Way.SENTENCE: 18, Way.PASTED: 10, Way.NIL: 14, Way.ABSENT: 8}
_TURNS = {
    Turn.NONE: 40,
    Turn.DOUBLE_TAPS: 14,
    Turn.OLD_BUTTONS: 14,
    Turn.PUT_AWAY: 10,
    Turn.PHOTO: 8,
    Turn.LATER: 8,
    Turn.NEVER: 6,
}
_AFTERS = {After.NOTHING: 50, After.CORRECTION: 22, After.ADDITION: 18, After.LOOK: 10}
_POINTS = {
    Point.CONNECTING: 3,
    Point.BEFORE_COMMIT: 18,
    Point.AFTER_COMMIT: 24,
    Point.BEFORE_CALL: 11,
    Point.AFTER_CALL: 16,
    Point.SENDING: 4,
    Point.SENT: 4,
    Point.OUTSIDE: 20,
}
#: Where only the clock is at work.
_POINTS_OF_THE_CLOCK = {Point.SENDING: 35, Point.SENT: 40, Point.OUTSIDE: 25}
#: How often the point is passed alive: from, to.
_PASSES = {
    Point.CONNECTING: (0, 3),
    Point.BEFORE_COMMIT: (2, 20),
    Point.AFTER_COMMIT: (2, 20),
    Point.BEFORE_CALL: (2, 25),
    Point.AFTER_CALL: (2, 25),
    Point.SENDING: (0, 6),
    Point.SENT: (0, 6),
    Point.OUTSIDE: (5, 60),
}
#: What a 429 says that comes of a fault: one without these words comes of the pace.
ORDERED = "Too Many Requests: retry after 1 (ordered)"
#: Those of the way out befall whatever is called, but for the polls, which have their own.
_EVERY_FAULT: tuple[dict[str, Any], ...] = (
    *(
        fault
        for method, share in (
            ("sendMessage", 1.0),
            ("editMessageText", 1.0),
            ("answerCallbackQuery", 0.4),
            ("sendPhoto", 4.0),
            ("editMessageMedia", 2.0),
            ("editMessageReplyMarkup", 0.5),
            ("sendChatAction", 1.0),
        )
        for fault in (
            {
                "kind": "refuse",
                "method": method,
                "code": 429,
                "seconds": 1,
                "description": ORDERED,
                "chance": 0.008 * share,
            },
            {"kind": "refuse", "method": method, "code": 500, "chance": 0.006 * share},
            {"kind": "refuse", "method": method, "code": 502, "html": True, "chance": 0.006 * share},
            {"kind": "lose", "method": method, "code": 504, "chance": 0.01 * share},
            {"kind": "delay", "method": method, "seconds": 0.8, "chance": 0.02 * share},
            {"kind": "cut", "method": method, "chance": 0.008 * share},
            {"kind": "cut_after", "method": method, "chance": 0.012 * share},
            {"kind": "hang", "method": method, "seconds": 2.5, "chance": 0.003 * share},
        )
    ),
    {"kind": "refuse", "method": "getMe", "code": 502, "chance": 0.03},
    {"kind": "cut", "method": "deleteWebhook", "chance": 0.1},
    {"kind": "cut", "method": "setWebhook", "chance": 0.1},
    {"kind": "refuse", "method": "getUpdates", "code": 502, "chance": 0.006},
    {"kind": "cut", "method": "getUpdates", "chance": 0.008},
    {"kind": "cut_after", "method": "getUpdates", "chance": 0.012},
    {"kind": "hang", "method": "getUpdates", "seconds": 1.5, "chance": 0.004},
    {"kind": "twice", "chance": 0.06},
    {"kind": "swap", "chance": 0.02},
)
