"""What buttons carry in their 64 bytes, written and read in one place.

Fields are parted by `|`. Whatever this program did not write reads as nothing: a forged or damaged payload is no error.
"""

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Protocol

from models.errors import LaporError
from models.form import AllNil, AskJoined, AskNote, Back, Confirm, Count, Jump, Move, Skip
from models.periods import Period
from models.schema import Role
from views import colleague_taps, days_off_taps
from views.activity_payloads import ACTIVITY_READERS

LONGEST = 64
_SEND = "s"
_SIMPLE_MOVES: dict[str, Move] = {
    "b": Back(),
    "j": AskJoined(),
    "z": AllNil(),
    "y": Confirm(),
    "k": Skip(),
    "t": AskNote(),
}
_NUMBER = re.compile(r"[0-9]{1,18}")


class Tap(Protocol):
    """What a button means; `kind` opens its payload, `fields` follow."""

    kind: ClassVar[str]

    def fields(self) -> tuple[str, ...]:
        """Give what follows the kind."""
        ...


@dataclass(frozen=True, slots=True)
class Reason:
    """One of the usual reasons of a correction, by its place in `models.changes.USUAL_REASONS`."""

    place: int


@dataclass(frozen=True, slots=True)
class FormTap:
    """A button of a form's card; without a move it is "Kirim"."""

    kind: ClassVar[str] = "f"
    draft_id: int
    version: int
    step: str
    move: Move | Reason | None

    def fields(self) -> tuple[str, ...]:
        """Give draft, version, step and move."""
        return str(self.draft_id), str(self.version), self.step, _write_move(self.move)


class Way(enum.StrEnum):
    """How the form of a date is opened."""

    FILL_IN = ""
    #: With zeros everywhere, ready to be sent.
    NIL = "nil"
    CORRECT = "correct"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class OpenTap:
    """Open the form of a date."""

    kind: ClassVar[str] = "o"
    day: date
    way: Way = Way.FILL_IN

    def fields(self) -> tuple[str, ...]:
        """Give the date, and the way where it is not the usual one."""
        return (self.day.isoformat(), self.way.value) if self.way else (self.day.isoformat(),)


@dataclass(frozen=True, slots=True)
class TextTap:
    """Give the text of a date's report, ready to be forwarded."""

    kind: ClassVar[str] = "t"
    day: date

    def fields(self) -> tuple[str, ...]:
        """Give the date."""
        return (self.day.isoformat(),)


class View(enum.StrEnum):
    """What of the member's past is shown."""

    MONTH = "m"
    DAY = "d"
    #: A month below what was tapped, which stays as it is.
    BELOW = "b"


@dataclass(frozen=True, slots=True)
class HistoryTap:
    """Show the month, or the day, of a date in the member's own past."""

    kind: ClassVar[str] = "h"
    day: date
    view: View

    def fields(self) -> tuple[str, ...]:
        """Give date and view."""
        return self.day.isoformat(), self.view.value


@dataclass(frozen=True, slots=True)
class ContinueTap:
    """Go on with what waits for an answer."""

    kind: ClassVar[str] = "go"

    def fields(self) -> tuple[str, ...]:
        """Give nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class JoiningTap:
    """A button on the way in: `skip` the rank, start `over`, or `yes`."""

    kind: ClassVar[str] = "j"
    version: int
    choice: str

    def fields(self) -> tuple[str, ...]:
        """Give version and choice."""
        return str(self.version), self.choice


@dataclass(frozen=True, slots=True)
class RecapTap:
    """Show the recap of a period, for an agency or for the desk."""

    kind: ClassVar[str] = "r"
    period: Period
    agency_id: int | None

    def fields(self) -> tuple[str, ...]:
        """Give the period's code, and the agency."""
        return self.period.code, _optional_text(self.agency_id)


@dataclass(frozen=True, slots=True)
class InviteTap:
    """How far the choice of an invitation has come: role, then agency, then unit."""

    kind: ClassVar[str] = "u"
    role: Role | None = None
    agency_id: int | None = None
    unit_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give role, agency and unit."""
        return self.role or "", _optional_text(self.agency_id), _optional_text(self.unit_id)


def write(tap: Tap) -> str:
    """Give the payload of a button."""
    return "|".join((tap.kind, *tap.fields()))


def read(payload: str) -> Tap | None:
    """Give what a payload means, or nothing if this program can't have written it."""
    kind, *fields = payload.split("|")
    reader = _READERS.get(kind)
    if reader is None or len(payload) > LONGEST:
        return None
    try:
        tap = reader(*fields)
    except (ValueError, TypeError, LaporError):
        return None
    return tap if write(tap) == payload else None


def _read_form(draft_id: str, version: str, step: str, move: str) -> FormTap:
    return FormTap(_number(draft_id), _number(version), step, _read_move(move))


def _read_open(day: str, way: str = Way.FILL_IN) -> OpenTap:
    return OpenTap(_date(day), Way(way))


def _read_text(day: str) -> TextTap:
    return TextTap(_date(day))


def _read_history(day: str, view: str) -> HistoryTap:
    return HistoryTap(_date(day), View(view))


def _read_joining(version: str, choice: str) -> JoiningTap:
    return JoiningTap(_number(version), choice)


def _read_recap(code: str, agency_id: str) -> RecapTap:
    return RecapTap(Period.from_code(code), _optional(agency_id))


def _read_invite(role: str, agency_id: str, unit_id: str) -> InviteTap:
    return InviteTap(Role(role) if role else None, _optional(agency_id), _optional(unit_id))


_READERS: dict[str, Callable[..., Tap]] = {
    "f": _read_form,
    "o": _read_open,
    "t": _read_text,
    "h": _read_history,
    "go": ContinueTap,
    "j": _read_joining,
    "r": _read_recap,
    "u": _read_invite,
    **ACTIVITY_READERS,
    **days_off_taps.READERS,
    **colleague_taps.READERS,
}


def _write_move(move: Move | Reason | None) -> str:
    match move:
        case Reason(place):
            return f"q{place}"
        case None:
            return _SEND
        case Count(value):
            return f"n{value}"
        case Jump(key):
            return f"g{key}"
        case _:
            return next(letter for letter, simple in _SIMPLE_MOVES.items() if simple == move)


def _read_move(text: str) -> Move | Reason | None:
    if text == _SEND:
        return None
    if text in _SIMPLE_MOVES:
        return _SIMPLE_MOVES[text]
    if text.startswith("n"):
        return Count(_number(text[1:]))
    if text.startswith("q"):
        return Reason(_number(text[1:]))
    if text.startswith("g"):
        return Jump(text[1:])
    raise ValueError(text)


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _date(text: str) -> date:
    day = Period.day(date.fromisoformat(text))
    if not day.is_readable:
        raise ValueError(text)
    return day.first


def _optional(text: str) -> int | None:
    return _number(text) if text else None


def _optional_text(number: int | None) -> str:
    return "" if number is None else str(number)
