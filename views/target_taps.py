"""What the buttons of targets carry: a semester, an agency, an indicator."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.periods import Period, PeriodKind
from views.payload_fields import number, optional, optional_text


@dataclass(frozen=True, slots=True)
class TargetTap:
    """Show the targets of a semester, for the desk or for one agency."""

    kind: ClassVar[str] = "tg"
    semester: Period
    agency_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the semester's code and the agency."""
        return self.semester.code, optional_text(self.agency_id)


@dataclass(frozen=True, slots=True)
class TargetPlacesTap:
    """Choose whose targets of a semester are shown."""

    kind: ClassVar[str] = "tp"
    semester: Period

    def fields(self) -> tuple[str, ...]:
        """Give the semester's code."""
        return (self.semester.code,)


@dataclass(frozen=True, slots=True)
class AskTargetTap:
    """Ask for the target of an indicator."""

    kind: ClassVar[str] = "ta"
    semester: Period
    agency_id: int | None
    indicator_id: int

    def fields(self) -> tuple[str, ...]:
        """Give the semester's code, the agency and the indicator."""
        return self.semester.code, optional_text(self.agency_id), str(self.indicator_id)


def _semester(code: str) -> Period:
    found = Period.from_code(code)
    if found.kind != PeriodKind.SEMESTER:
        raise ValueError(code)
    return found


READERS: Mapping[str, Callable[..., Any]] = {
    TargetTap.kind: lambda code, agency_id: TargetTap(_semester(code), optional(agency_id)),
    TargetPlacesTap.kind: lambda code: TargetPlacesTap(_semester(code)),
    AskTargetTap.kind: lambda code, agency_id, indicator_id: AskTargetTap(
        _semester(code), optional(agency_id), number(indicator_id)
    ),
}
