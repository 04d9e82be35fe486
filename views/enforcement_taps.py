"""What the buttons about enforcement events carry."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.enforcement_choices import (
    Amount,
    Choice,
    ChooseAgency,
    ChooseDate,
    ChooseKind,
    ChooseUnit,
    DropGoods,
    GoBack,
    GoodsTold,
    JumpTo,
    NoQuantity,
    Number,
)
from models.enforcement_form import Step
from models.goods import GoodsKind
from views.payload_fields import day, number, optional, optional_text


class EventAct(enum.StrEnum):
    """What is done with an event that was recorded, or with all of them."""

    NEW = "n"
    LIST = "l"
    VIEW = "v"
    CORRECT = "c"
    VOID = "x"


@dataclass(frozen=True, slots=True)
class EventTap:
    """Do something with an event; `event_id` is 0 where none is meant."""

    kind: ClassVar[str] = "te"
    act: EventAct
    event_id: int = 0

    def fields(self) -> tuple[str, ...]:
        """Give what is done, and with which."""
        return self.act.value, str(self.event_id)


class Send(enum.StrEnum):
    """What ends a form."""

    SEND = "s"
    #: Forget what is in it, and begin anew.
    ANEW = "o"


@dataclass(frozen=True, slots=True)
class UsualReason:
    """Send the correction, for the usual reason at this place."""

    place: int


@dataclass(frozen=True, slots=True)
class EventFormTap:
    """A button of the form's card, drawn for a version of the draft."""

    kind: ClassVar[str] = "tf"
    draft_id: int
    version: int
    move: Choice | Send | UsualReason

    def fields(self) -> tuple[str, ...]:
        """Give draft, version, and what was chosen."""
        return str(self.draft_id), str(self.version), _written(self.move)


def _written(move: Choice | Send | UsualReason) -> str:
    return _WRITERS[type(move)](move)


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    Send: lambda move: str(move.value),
    UsualReason: lambda move: f"r{move.place}",
    ChooseAgency: lambda move: f"a{move.agency_id}",
    ChooseUnit: lambda move: f"u{move.unit_id}",
    ChooseDate: lambda move: f"d{move.day.isoformat()}",
    ChooseKind: lambda move: f"k{move.kind.value}",
    NoQuantity: lambda _: "q",
    DropGoods: lambda move: f"x{move.place}",
    GoodsTold: lambda _: "t",
    Amount: lambda move: f"m{optional_text(move.rupiah)}",
    Number: lambda move: f"c{move.count}",
    JumpTo: lambda move: f"j{move.step.value}",
    GoBack: lambda _: "b",
}
_MOVES: Mapping[str, Callable[[str], Choice | Send | UsualReason]] = {
    "s": lambda _: Send.SEND,
    "o": lambda _: Send.ANEW,
    "r": lambda rest: UsualReason(number(rest)),
    "a": lambda rest: ChooseAgency(number(rest)),
    "u": lambda rest: ChooseUnit(number(rest)),
    "d": lambda rest: ChooseDate(day(rest)),
    "k": lambda rest: ChooseKind(GoodsKind(rest)),
    "q": lambda _: NoQuantity(),
    "x": lambda rest: DropGoods(number(rest)),
    "t": lambda _: GoodsTold(),
    "m": lambda rest: Amount(optional(rest)),
    "c": lambda rest: Number(number(rest)),
    "j": lambda rest: JumpTo(Step(rest)),
    "b": lambda _: GoBack(),
}


def _read_form(draft_id: str, version: str, move: str) -> EventFormTap:
    reader = _MOVES.get(move[:1])
    if reader is None:
        raise ValueError(move)
    return EventFormTap(number(draft_id), number(version), reader(move[1:]))


READERS: Mapping[str, Callable[..., Any]] = {
    EventTap.kind: lambda act, event_id: EventTap(EventAct(act), number(event_id)),
    EventFormTap.kind: _read_form,
}
