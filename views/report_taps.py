"""What the buttons of reports carry: the form's moves, dates to open, texts to copy, days to look back at."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from models.form import AllNil, AskJoined, AskNote, Back, Confirm, Count, Jump, Move, Skip
from views.payload_fields import day as as_date
from views.payload_fields import number

_SEND = "s"
_SIMPLE_MOVES: dict[str, Move] = {
    "b": Back(),
    "j": AskJoined(),
    "z": AllNil(),
    "y": Confirm(),
    "k": Skip(),
    "t": AskNote(),
}


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


def _read_form(draft_id: str, version: str, step: str, move: str) -> FormTap:
    return FormTap(number(draft_id), number(version), step, _read_move(move))


def _read_open(day: str, way: str = Way.FILL_IN) -> OpenTap:
    return OpenTap(as_date(day), Way(way))


def _read_text(day: str) -> TextTap:
    return TextTap(as_date(day))


def _read_history(day: str, view: str) -> HistoryTap:
    return HistoryTap(as_date(day), View(view))


READERS: Mapping[str, Callable[..., Any]] = {
    FormTap.kind: _read_form,
    OpenTap.kind: _read_open,
    TextTap.kind: _read_text,
    HistoryTap.kind: _read_history,
    ContinueTap.kind: ContinueTap,
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
        return Count(number(text[1:]))
    if text.startswith("q"):
        return Reason(number(text[1:]))
    if text.startswith("g"):
        return Jump(text[1:])
    raise ValueError(text)
