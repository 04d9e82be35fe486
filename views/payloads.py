"""What buttons carry in their 64 bytes, written and read in one place.

Fields are parted by `|`. Whatever this program did not write reads as nothing: a forged or damaged payload is no error.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.errors import LaporError
from models.form import AllNil, AskJoined, Back, Count, Jump, Move
from models.periods import Period
from models.schema import Role

LONGEST = 64
_SEND = "s"
_SIMPLE_MOVES: dict[str, Move] = {"b": Back(), "j": AskJoined(), "z": AllNil()}
_NUMBER = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class FormTap:
    """A button of a form's card; without a move it is "Kirim"."""

    draft_id: int
    version: int
    step: str
    move: Move | None


@dataclass(frozen=True, slots=True)
class OpenTap:
    """Open the form of a date."""

    day: date


@dataclass(frozen=True, slots=True)
class JoiningTap:
    """A button on the way in: `skip` the rank, start `over`, or `yes`."""

    version: int
    choice: str


@dataclass(frozen=True, slots=True)
class RecapTap:
    """Show the recap of a period, for an agency or for the desk."""

    period: Period
    agency_id: int | None


@dataclass(frozen=True, slots=True)
class InviteTap:
    """How far the choice of an invitation has come: role, then agency, then unit."""

    role: Role | None = None
    agency_id: int | None = None
    unit_id: int | None = None


Tap = FormTap | OpenTap | JoiningTap | RecapTap | InviteTap


def write(tap: Tap) -> str:
    """Give the payload of a button."""
    match tap:
        case FormTap(draft_id, version, step, move):
            return f"f|{draft_id}|{version}|{step}|{_write_move(move)}"
        case OpenTap(day):
            return f"o|{day.isoformat()}"
        case JoiningTap(version, choice):
            return f"j|{version}|{choice}"
        case RecapTap(period, agency_id):
            return f"r|{period.code}|{agency_id or ''}"
        case InviteTap(role, agency_id, unit_id):
            return f"u|{role or ''}|{agency_id or ''}|{unit_id or ''}"


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


def _read_open(day: str) -> OpenTap:
    return OpenTap(date.fromisoformat(day))


def _read_joining(version: str, choice: str) -> JoiningTap:
    return JoiningTap(_number(version), choice)


def _read_recap(code: str, agency_id: str) -> RecapTap:
    return RecapTap(Period.from_code(code), _optional(agency_id))


def _read_invite(role: str, agency_id: str, unit_id: str) -> InviteTap:
    return InviteTap(Role(role) if role else None, _optional(agency_id), _optional(unit_id))


_READERS: dict[str, Callable[..., Tap]] = {
    "f": _read_form,
    "o": _read_open,
    "j": _read_joining,
    "r": _read_recap,
    "u": _read_invite,
}


def _write_move(move: Move | None) -> str:
    match move:
        case None:
            return _SEND
        case Count(value):
            return f"n{value}"
        case Jump(key):
            return f"g{key}"
        case _:
            return next(letter for letter, simple in _SIMPLE_MOVES.items() if simple == move)


def _read_move(text: str) -> Move | None:
    if text == _SEND:
        return None
    if text in _SIMPLE_MOVES:
        return _SIMPLE_MOVES[text]
    if text.startswith("n"):
        return Count(_number(text[1:]))
    if text.startswith("g"):
        return Jump(text[1:])
    raise ValueError(text)


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _optional(text: str) -> int | None:
    return _number(text) if text else None
