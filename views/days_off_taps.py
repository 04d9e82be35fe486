"""What the buttons about absences and clocks of one's own carry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from models.absence_words import AbsenceReason
from models.periods import Period
from models.provinces import Zone
from views.payload_fields import number, optional_day, optional_day_text

TYPED = "t"


@dataclass(frozen=True, slots=True)
class AbsenceTap:
    """How far the entry of a member's absence has come: the days, then the reason."""

    kind: ClassVar[str] = "i"
    member_id: int
    period: Period | None = None
    reason: AbsenceReason | None = None

    def fields(self) -> tuple[str, ...]:
        """Give member, days and reason."""
        return str(self.member_id), self.period.code if self.period else "", self.reason or ""


@dataclass(frozen=True, slots=True)
class AskDaysTap:
    """Ask for the days of a member's absence, to be typed."""

    kind: ClassVar[str] = "id"
    member_id: int

    def fields(self) -> tuple[str, ...]:
        """Give the member."""
        return (str(self.member_id),)


@dataclass(frozen=True, slots=True)
class CancelAbsenceTap:
    """Take an absence back."""

    kind: ClassVar[str] = "ix"
    absence_id: int

    def fields(self) -> tuple[str, ...]:
        """Give the absence."""
        return (str(self.absence_id),)


@dataclass(frozen=True, slots=True)
class ShortenTap:
    """Let an absence end earlier: choose how, type the last day, or end it on this one."""

    kind: ClassVar[str] = "is"
    absence_id: int
    last_day: date | None = None
    typed: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give the absence, and the last day or that it is typed."""
        return str(self.absence_id), TYPED if self.typed else optional_day_text(self.last_day)


@dataclass(frozen=True, slots=True)
class ClockTap:
    """How far the choice of another clock has come: which one, then its last day, which may be typed."""

    kind: ClassVar[str] = "z"
    zone: Zone | None = None
    last_day: date | None = None
    typed: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give the clock, and the last day or that it is typed."""
        return self.zone.label if self.zone else "", TYPED if self.typed else optional_day_text(self.last_day)


@dataclass(frozen=True, slots=True)
class UnitClockTap:
    """Live by the unit's clock again."""

    kind: ClassVar[str] = "zu"

    def fields(self) -> tuple[str, ...]:
        """Give nothing."""
        return ()


def _read_absence(member_id: str, code: str, reason: str) -> AbsenceTap:
    period = Period.from_code(code) if code else None
    return AbsenceTap(number(member_id), period, AbsenceReason(reason) if reason else None)


def _read_shorten(absence_id: str, last_day: str) -> ShortenTap:
    if last_day == TYPED:
        return ShortenTap(number(absence_id), typed=True)
    return ShortenTap(number(absence_id), optional_day(last_day))


def _read_clock(zone: str, last_day: str) -> ClockTap:
    known = Zone(zone) if zone else None
    return ClockTap(known, typed=True) if last_day == TYPED else ClockTap(known, optional_day(last_day))


READERS: Mapping[str, Callable[..., Any]] = {
    AbsenceTap.kind: _read_absence,
    AskDaysTap.kind: lambda member_id: AskDaysTap(number(member_id)),
    CancelAbsenceTap.kind: lambda absence_id: CancelAbsenceTap(number(absence_id)),
    ShortenTap.kind: _read_shorten,
    ClockTap.kind: _read_clock,
    UnitClockTap.kind: UnitClockTap,
}
