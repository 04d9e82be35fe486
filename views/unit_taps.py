"""What the buttons of `/satuan` carry: lists, cards, and how far a change of an agency or unit has come."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from views.payload_fields import (
    flag,
    flag_text,
    number,
    optional,
    optional_day,
    optional_day_text,
    optional_text,
)

#: Stands where the day would, while it is asked for.
_ASKS_DAY = "d"


class Act(enum.StrEnum):
    """What is done with an agency or a unit."""

    RENAME = "n"
    MOVE = "m"
    CLOSE = "c"
    OPEN = "o"


class Sort(enum.StrEnum):
    """Which of the two it is done with."""

    AGENCY = "a"
    UNIT = "u"


@dataclass(frozen=True, slots=True)
class UnitsTap:
    """List the units of an agency, or without one choose it."""

    kind: ClassVar[str] = "sa"
    agency_id: int | None = None
    page: int = 0

    def fields(self) -> tuple[str, ...]:
        """Give agency and page."""
        return optional_text(self.agency_id), str(self.page)


@dataclass(frozen=True, slots=True)
class UnitPlaceTap:
    """Show the card of an agency or a unit."""

    kind: ClassVar[str] = "sc"
    sort: Sort
    place_id: int

    def fields(self) -> tuple[str, ...]:
        """Give which, and its number."""
        return self.sort.value, str(self.place_id)


@dataclass(frozen=True, slots=True)
class NewPlaceTap:
    """Add a unit to an agency, after choosing its province; or an agency. From today on, but for another `day`."""

    kind: ClassVar[str] = "sn"
    agency_id: int | None = None
    province: int | None = None
    page: int = 0
    day: date | None = None
    asks_day: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give agency, province and page, and the day where it is another, or that it is asked for."""
        day = _ASKS_DAY if self.asks_day else optional_day_text(self.day)
        what = optional_text(self.agency_id), optional_text(self.province), str(self.page)
        return (*what, day) if day else what


@dataclass(frozen=True, slots=True)
class ShapeTap:
    """How far a change has come: the province, or the unit that takes the members (0: none), then the day."""

    kind: ClassVar[str] = "sx"
    act: Act
    sort: Sort
    place_id: int
    arg: int | None = None
    page: int = 0
    day: date | None = None
    sure: bool = False
    typed: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give what, which, its number, the choice, the page, the day, and how far it has come."""
        far = "t" if self.typed else flag_text(self.sure)
        what = self.act.value, self.sort.value, str(self.place_id)
        return *what, optional_text(self.arg), str(self.page), optional_day_text(self.day), far


@dataclass(frozen=True, slots=True)
class CallOffTap:
    """Call off a change that is yet to come."""

    kind: ClassVar[str] = "sb"
    change_id: int

    def fields(self) -> tuple[str, ...]:
        """Give the change."""
        return (str(self.change_id),)


def _read_shape(act: str, sort: str, place_id: str, arg: str, page: str, day: str, far: str) -> ShapeTap:
    typed = far == "t"
    what = Act(act), Sort(sort), number(place_id)
    return ShapeTap(*what, optional(arg), number(page), optional_day(day), not typed and flag(far), typed)


def _read_new(agency_id: str, province: str, page: str, day: str = "") -> NewPlaceTap:
    what = optional(agency_id), optional(province), number(page)
    if day == _ASKS_DAY:
        return NewPlaceTap(*what, asks_day=True)
    return NewPlaceTap(*what, day=optional_day(day))


READERS: Mapping[str, Callable[..., Any]] = {
    UnitsTap.kind: lambda agency_id, page: UnitsTap(optional(agency_id), number(page)),
    UnitPlaceTap.kind: lambda sort, place_id: UnitPlaceTap(Sort(sort), number(place_id)),
    NewPlaceTap.kind: _read_new,
    ShapeTap.kind: _read_shape,
    CallOffTap.kind: lambda change_id: CallOffTap(number(change_id)),
}
