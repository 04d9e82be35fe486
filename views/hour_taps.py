"""What the buttons of the hours carry: an agency, an hour of the day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.hours import KEYS
from views.payload_fields import optional, optional_text


@dataclass(frozen=True, slots=True)
class HoursTap:
    """Show the hours of the desk, or of an agency."""

    kind: ClassVar[str] = "jw"
    agency_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the agency."""
        return (optional_text(self.agency_id),)


@dataclass(frozen=True, slots=True)
class HoursPlacesTap:
    """Choose whose hours are shown."""

    kind: ClassVar[str] = "jp"

    def fields(self) -> tuple[str, ...]:
        """Give nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class AskHourTap:
    """Ask for an hour of the day."""

    kind: ClassVar[str] = "ja"
    key: str
    agency_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the hour's name and the agency."""
        return self.key, optional_text(self.agency_id)


def _read_ask(key: str, agency_id: str) -> AskHourTap:
    if key not in KEYS:
        raise ValueError(key)
    return AskHourTap(key, optional(agency_id))


READERS: Mapping[str, Callable[..., Any]] = {
    HoursTap.kind: lambda agency_id: HoursTap(optional(agency_id)),
    HoursPlacesTap.kind: HoursPlacesTap,
    AskHourTap.kind: _read_ask,
}
