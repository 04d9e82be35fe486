"""What the buttons of activities, photos and positions carry: written and read by `views.payloads` with all others."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.activities import Act, Choice
from models.activity_days import PhotosToPlace, ToPlace
from models.activity_fields import Field, Manner
from models.positions import Position

_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
_CHOICES: dict[str, Choice] = {choice.value: choice for kind in (Field, Manner, Act) for choice in kind}


@dataclass(frozen=True, slots=True)
class DayTap:
    """Show a page (from 1) of the activities of a date, be it a colleague's: in place of the card, or `below` it."""

    kind: ClassVar[str] = "d"
    day: date
    page: int = 1
    below: bool = False
    member_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the date, the page, where to show it, and the member where it is not one's own."""
        return self.day.isoformat(), str(self.page), "b" if self.below else "", *_write_member(self.member_id)


@dataclass(frozen=True, slots=True)
class ActivityTap:
    """A button of an activity's card."""

    kind: ClassVar[str] = "a"
    activity_id: int
    version: int
    choice: Choice

    def fields(self) -> tuple[str, ...]:
        """Give activity, version and choice."""
        return str(self.activity_id), str(self.version), self.choice.value


@dataclass(frozen=True, slots=True)
class PlaceTap:
    """Put what waits into an activity of a date, or into a new one of an indicator; `ever` guards a double tap."""

    kind: ClassVar[str] = "p"
    day: date
    activity_id: int | None
    indicator_id: int | None
    ever: int
    to_place: ToPlace = None
    #: Whose date, where it is a colleague's: nothing that came by itself waits there.
    member_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the date, the activity or indicator, the guard, what waits, and the member where it is not one's own."""
        into = f"i{self.indicator_id}" if self.activity_id is None else f"a{self.activity_id}"
        cargo = _write_cargo(self.to_place)
        return self.day.isoformat(), into, str(self.ever), cargo, *_write_member(self.member_id)


@dataclass(frozen=True, slots=True)
class OfferTap:
    """The answer to "Masukkan ke laporan hari ini?"; a position is carried by its button alone."""

    kind: ClassVar[str] = "q"
    day: date
    offered: PhotosToPlace | Position
    accepted: bool

    def fields(self) -> tuple[str, ...]:
        """Give the date, the answer, and what was offered."""
        return self.day.isoformat(), "y" if self.accepted else "n", _write_cargo(self.offered)


def _write_member(member_id: int | None) -> tuple[str, ...]:
    return () if member_id is None else (str(member_id),)


def _write_cargo(to_place: ToPlace) -> str:
    match to_place:
        case PhotosToPlace(photo_id):
            return f"p{photo_id}"
        case Position(latitude, longitude):
            return f"{latitude:.6f},{longitude:.6f}"
        case None:
            return ""


def _read_cargo(text: str) -> ToPlace:
    if not text:
        return None
    if text.startswith("p"):
        return PhotosToPlace(_number(text[1:]))
    latitude, longitude = text.split(",")
    return Position.of(float(latitude), float(longitude))


def _read_day(day: str, page: str, below: str, member_id: str | None = None) -> DayTap:
    return DayTap(date.fromisoformat(day), _number(page), below == "b", _read_member(member_id))


def _read_activity(activity_id: str, version: str, choice: str) -> ActivityTap:
    if choice not in _CHOICES:
        raise ValueError(choice)
    return ActivityTap(_number(activity_id), _number(version), _CHOICES[choice])


def _read_place(day: str, into: str, ever: str, cargo: str, member_id: str | None = None) -> PlaceTap:
    target = _number(into[1:])
    activity_id, indicator_id = (target, None) if into.startswith("a") else (None, target)
    to_place = _read_cargo(cargo)
    return PlaceTap(
        date.fromisoformat(day), activity_id, indicator_id, _number(ever), to_place, _read_member(member_id)
    )


def _read_offer(day: str, answer: str, cargo: str) -> OfferTap:
    offered = _read_cargo(cargo)
    if offered is None:
        raise ValueError(cargo)
    return OfferTap(date.fromisoformat(day), offered, accepted=answer == "y")


def _read_member(member_id: str | None) -> int | None:
    return None if member_id is None else _number(member_id)


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


#: By kind. Each raises `ValueError`, `TypeError` or an expected error for what it can't read.
ACTIVITY_READERS: dict[str, Callable[..., DayTap | ActivityTap | PlaceTap | OfferTap]] = {
    DayTap.kind: _read_day,
    ActivityTap.kind: _read_activity,
    PlaceTap.kind: _read_place,
    OfferTap.kind: _read_offer,
}
