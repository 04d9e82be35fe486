"""Buttons of every kind, made from the fields of their payloads: with what is the other agency's in each of them."""

import dataclasses
import enum
import itertools
import random
import types
import typing
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from handlers.taps import _LEADS_TO
from models.activities import Act
from models.form import Back, Count
from models.invitation_terms import USUAL, Terms
from models.periods import Period
from models.positions import Position
from tests.clock.roster import MONDAY
from views import payloads
from views.enforcement_taps import EventAct, EventTap, Send
from views.invite_taps import NEW, WITHDRAW

#: Every kind of button that leads anywhere.
KINDS: tuple[type, ...] = tuple(_LEADS_TO)
_MOST = 8
#: Fields whose type does not say what they hold.
_BY_NAME: dict[str, Sequence[Any]] = {
    "choice": ("skip", "yes", *Act),
    "post": ("daily_post",),
    "key": ("deadline",),
    "act": ("", NEW, WITHDRAW),
    "to_place": (None,),
    "terms": (USUAL, Terms(7, 5)),
    "step": ("patrol", "summary"),
    "move": (None, Back(), Count(3), *Send),
}
#: Numbers are of things that have no row of the other agency here: a small one may well exist.
_BY_TYPE: dict[Any, Sequence[Any]] = {
    types.NoneType: (None,),
    bool: (True, False),
    int: (1, 2),
    date: (MONDAY,),
    Position: (Position.of(1.15, 104.02),),
    Period: (Period.day(MONDAY), Period.semester(2025, 2)),
}


def samples(kind: type, foreign: dict[str, int], seed: int, most: int = _MOST, *, unaimed: bool = False) -> list[str]:
    """Give some payloads of a kind that the program could have written, mostly about the other agency.

    With `unaimed` also such as leave out whom or what they are about, where their kind allows it.
    """
    hints = typing.get_type_hints(kind)
    fields = [(field.name, _values(field, hints[field.name], foreign, unaimed=unaimed)) for field in _fields(kind)]
    made = list(itertools.islice(_made(kind, fields), 4000))
    random.Random(seed).shuffle(made)
    return made[:most]


def aims_at_others(payload: str, foreign: dict[str, int]) -> bool:
    """Tell whether a button names somebody or something of the other agency."""
    tap = payloads.read(payload)
    if isinstance(tap, EventTap) and tap.act == EventAct.NEW:  # one's own new event, whichever number stands beside it
        return False
    return any(getattr(tap, name, None) == number for name, number in foreign.items())


def _made(kind: type, fields: list[tuple[str, Sequence[Any]]]) -> Iterator[str]:
    names = [name for name, _ in fields]
    for values in itertools.product(*(values for _, values in fields)):
        payload = _written(kind, dict(zip(names, values, strict=True)))
        if payload and len(payload) <= payloads.LONGEST and payloads.read(payload) is not None:
            yield payload


def _written(kind: type, fields: dict[str, Any]) -> str | None:
    """The payload with these fields; nothing where they do not go together."""
    try:
        return payloads.write(kind(**fields))
    except (AttributeError, KeyError, StopIteration, TypeError, ValueError):
        return None


def _fields(kind: type) -> tuple[dataclasses.Field[Any], ...]:
    return dataclasses.fields(kind)


def _values(
    field: dataclasses.Field[Any], hint: Any, foreign: dict[str, int], *, unaimed: bool = False
) -> Sequence[Any]:
    if field.name in foreign:
        can_be_left_out = unaimed and types.NoneType in typing.get_args(hint)
        return (foreign[field.name], *((None,) if can_be_left_out else ()))
    held = [value for part in typing.get_args(hint) or (hint,) for value in _of(part)]
    return [*_BY_NAME.get(field.name, ()), *held]


def _of(part: Any) -> Sequence[Any]:
    """What a field of that type can hold; nothing of a type that nobody taught here, which a test finds."""
    return list(part) if isinstance(part, enum.EnumMeta) else _BY_TYPE.get(part, ())
