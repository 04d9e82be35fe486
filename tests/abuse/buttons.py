"""Forged buttons that read well: any kind, with other people's numbers, other versions and other choices.

What somebody's own screen may show them is no forgery, and is left out: it would rightly do what it says.
"""

import dataclasses
import random
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from models.periods import Period
from models.positions import Position
from models.schema import Role
from tests.abuse.forging import damaged
from tests.abuse.ground import NOBODY, Ground
from tests.clock.roster import MONDAY
from tests.permissions.sampling import KINDS, _of
from views import (
    activity_payloads,
    calendar_taps,
    days_off_taps,
    hour_taps,
    operation_taps,
    outbox_taps,
    payloads,
    privacy_taps,
    report_taps,
    steering_taps,
    target_taps,
)
from views.enforcement_taps import EventAct, EventTap
from views.report_taps import OpenTap

_DAYS = (MONDAY, MONDAY - timedelta(days=1), MONDAY + timedelta(days=1), MONDAY - timedelta(days=40), date(2030, 1, 1))
_WORDS: Mapping[str, Sequence[str]] = {
    "choice": ("skip", "yes", "no", "rank", "name"),
    "post": ("daily_post", "morning_addendum", "weekly_post", "semester_post", "x"),
    "key": ("deadline", "invitation", "patrol", "summary", "x"),
    "act": ("", "n", "x"),
    "step": ("patrol", "community_visit", "joined:patrol", "summary", "note", "x"),
}
_BY_TYPE: Mapping[Any, Sequence[Any]] = {
    types.NoneType: (None,),
    bool: (True, False),
    int: (0, 1, 2, 3, 7, 12, 96, 999, NOBODY),
    date: _DAYS,
    Position: (Position.of(1.15, 104.02), Position.of(-90.0, 180.0)),
    Period: (*map(Period.day, _DAYS), Period.semester(2025, 2), Period.semester(2024, 1), Period.month_of(MONDAY)),
}

#: Kinds that an officer's own screens show: about themselves, and about nobody else.
_OF_AN_OFFICER = (report_taps, activity_payloads, days_off_taps, privacy_taps)
#: Kinds that no screen of an agency's coordinator shows: the desk's alone.
_OF_THE_DESK = (hour_taps, calendar_taps, target_taps, operation_taps, outbox_taps)
_OF_THE_DESK_TOO = (steering_taps.BroadcastTap, steering_taps.SendBroadcastTap, steering_taps.DeliveryTap)
_OF_GROUPS = (steering_taps.GroupTap, steering_taps.PostTap, steering_taps.PostHourTap)
#: How far back or ahead of today no date is open, whoever asks.
_FAR = timedelta(days=30)


def readable(seed: int, ground: Ground) -> Iterator[str]:
    """Give payloads that this program could have written for somebody, without end."""
    chance, numbers = random.Random(seed), ground.numbers()
    while True:
        payload = _written(_made(chance, chance.choice(KINDS), numbers))
        if payload and payloads.read(payload) is not None:
            yield payload


def forged(seed: int, ground: Ground, role: Role | None) -> Iterator[str]:
    """Give payloads that read well and that nobody ever drew for whoever taps them; without end."""
    for payload in readable(seed, ground):
        if is_forged(payloads.read(payload), ground, role):
            yield payload


def spoilt(seed: int, ground: Ground) -> Iterator[str]:
    """Give payloads of this program with letters lost, turned and added, so that they read as nothing; without end."""
    chance = random.Random(seed)
    for payload in readable(seed, ground):
        broken = damaged(chance, payload)
        if payloads.read(broken) is None:
            yield broken


def is_forged(tap: payloads.Tap | None, ground: Ground, role: Role | None) -> bool:
    """Tell whether no screen of the role's own can hold the button as it is."""
    if tap is None or role is None:
        return True
    return _is_beyond(tap, role) or _names_others(tap, ground, role) or _is_outdated(tap, ground, role)


def _is_beyond(tap: payloads.Tap, role: Role) -> bool:
    home = type(tap).__module__
    if role == Role.OFFICER:
        return home not in {module.__name__ for module in _OF_AN_OFFICER}
    of_the_desk = home in {module.__name__ for module in _OF_THE_DESK}
    return of_the_desk or isinstance(tap, (*_OF_THE_DESK_TOO, *_OF_GROUPS))


def _names_others(tap: payloads.Tap, ground: Ground, role: Role) -> bool:
    if isinstance(tap, EventTap) and tap.act == EventAct.NEW:  # one's own new event, whichever number stands beside it
        return False
    given = {name: getattr(tap, name) for name in ground.world.foreign if hasattr(tap, name)}
    if given.get("unit_id") is not None:  # a unit has its agency: which one stands beside it is not even read
        given.pop("agency_id", None)
    theirs = (*ground.others(role), dict.fromkeys(given, NOBODY))
    return any(given[name] == numbers.get(name) for numbers in theirs for name in given)


def _is_outdated(tap: payloads.Tap, ground: Ground, role: Role) -> bool:
    """One's own form or activity in a version that it does not have, or a date that is long closed or far ahead."""
    own = ground.own[role]
    is_own = any(getattr(tap, name, None) == own[name] for name in ("draft_id", "activity_id"))
    if is_own and getattr(tap, "version", 1) != 1:
        return True
    return isinstance(tap, OpenTap) and abs(tap.day - MONDAY) > _FAR


def _made(chance: random.Random, kind: type, numbers: Mapping[str, Sequence[int]]) -> Any:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    return kind(**{name: _value(chance, name, hints[name], numbers) for name in names})


def _value(chance: random.Random, name: str, hint: Any, numbers: Mapping[str, Sequence[int]]) -> Any:
    part = chance.choice(typing.get_args(hint) or (hint,))
    if part in _BY_TYPE:
        return chance.choice(numbers[name] if part is int and name in numbers else _BY_TYPE[part])
    if part is str:
        return chance.choice(_WORDS.get(name, ("", "x")))
    if isinstance(part, type) and dataclasses.is_dataclass(part):
        return _made(chance, part, numbers)
    return chance.choice(_of(part))


def _written(tap: Any) -> str | None:
    """The payload of a button; nothing where its fields do not go together."""
    try:
        return payloads.write(tap)
    except (AttributeError, KeyError, StopIteration, TypeError, ValueError):
        return None
