"""What the buttons of the duty calendar carry: a place, a date, a day of the week, a rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from views.payload_fields import day as as_date
from views.payload_fields import number, optional, optional_text

_DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class CalendarTap:
    """Show the calendar of the desk, an agency, or a unit."""

    kind: ClassVar[str] = "kl"
    agency_id: int | None = None
    unit_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give agency and unit."""
        return optional_text(self.agency_id), optional_text(self.unit_id)


@dataclass(frozen=True, slots=True)
class CalendarPlacesTap:
    """Choose whose calendar is shown: an agency, or a unit of the agency; pages count from 1."""

    kind: ClassVar[str] = "kp"
    agency_id: int | None = None
    page: int = 1

    def fields(self) -> tuple[str, ...]:
        """Give the agency and the page."""
        return optional_text(self.agency_id), str(self.page)


@dataclass(frozen=True, slots=True)
class AskRestTap:
    """Ask for days without duty in words."""

    kind: ClassVar[str] = "kt"
    agency_id: int | None = None
    unit_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give agency and unit."""
        return optional_text(self.agency_id), optional_text(self.unit_id)


@dataclass(frozen=True, slots=True)
class HolidayTap:
    """Let nobody be expected on a national holiday."""

    kind: ClassVar[str] = "kd"
    day: date
    agency_id: int | None = None
    unit_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give date, agency and unit."""
        return self.day.isoformat(), optional_text(self.agency_id), optional_text(self.unit_id)


@dataclass(frozen=True, slots=True)
class WeekdayTap:
    """Let a day of the week (0 is Monday) be without duty, or with duty again."""

    kind: ClassVar[str] = "kw"
    weekday: int
    off: bool
    agency_id: int | None = None
    unit_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give weekday, whether it is to be free, agency and unit."""
        off = "1" if self.off else "0"
        return str(self.weekday), off, optional_text(self.agency_id), optional_text(self.unit_id)


@dataclass(frozen=True, slots=True)
class EndRestTap:
    """Take a rest back."""

    kind: ClassVar[str] = "kx"
    rest_id: int
    agency_id: int | None = None
    unit_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the rest, agency and unit."""
        return str(self.rest_id), optional_text(self.agency_id), optional_text(self.unit_id)


def _read_weekday(weekday: str, off: str, agency_id: str, unit_id: str) -> WeekdayTap:
    if number(weekday) >= _DAYS_OF_A_WEEK:
        raise ValueError(weekday)
    return WeekdayTap(number(weekday), off == "1", optional(agency_id), optional(unit_id))


READERS: Mapping[str, Callable[..., Any]] = {
    CalendarTap.kind: lambda agency_id, unit_id: CalendarTap(optional(agency_id), optional(unit_id)),
    CalendarPlacesTap.kind: lambda agency_id, page: CalendarPlacesTap(optional(agency_id), number(page)),
    AskRestTap.kind: lambda agency_id, unit_id: AskRestTap(optional(agency_id), optional(unit_id)),
    HolidayTap.kind: lambda day, agency_id, unit_id: HolidayTap(as_date(day), optional(agency_id), optional(unit_id)),
    WeekdayTap.kind: _read_weekday,
    EndRestTap.kind: lambda rest_id, agency_id, unit_id: EndRestTap(
        number(rest_id), optional(agency_id), optional(unit_id)
    ),
}
