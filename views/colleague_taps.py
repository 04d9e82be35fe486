"""What the buttons carry by which somebody acts for a colleague."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Self

from views.payload_fields import number, optional, optional_day, optional_day_text, optional_text


class Aim(enum.StrEnum):
    """What somebody wants to do for a colleague."""

    ABSENCE = "i"
    REPORT = "r"
    REOPEN = "b"


@dataclass(frozen=True, slots=True)
class ColleagueTap:
    """How far the choice of a colleague has come: what for, then agency, unit, and the page of its members."""

    kind: ClassVar[str] = "ik"
    aim: Aim
    agency_id: int | None = None
    unit_id: int | None = None
    page: int = 0

    def fields(self) -> tuple[str, ...]:
        """Give aim, agency, unit and page."""
        return self.aim.value, optional_text(self.agency_id), optional_text(self.unit_id), str(self.page)

    def turned(self, pages: int) -> Self:
        """Give the same choice, some pages on."""
        return replace(self, page=self.page + pages)


@dataclass(frozen=True, slots=True)
class ReportForTap:
    """Fill in a colleague's report; without a date, choose it."""

    kind: ClassVar[str] = "fk"
    member_id: int
    day: date | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the member and the date."""
        return str(self.member_id), optional_day_text(self.day)


@dataclass(frozen=True, slots=True)
class ReopenTap:
    """Open a date again for a member; without a date, choose it."""

    kind: ClassVar[str] = "bk"
    member_id: int
    day: date | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the member and the date."""
        return str(self.member_id), optional_day_text(self.day)


def _read_colleague(aim: str, agency_id: str, unit_id: str, page: str) -> ColleagueTap:
    return ColleagueTap(Aim(aim), optional(agency_id), optional(unit_id), number(page))


READERS: Mapping[str, Callable[..., Any]] = {
    ColleagueTap.kind: _read_colleague,
    ReportForTap.kind: lambda member_id, day: ReportForTap(number(member_id), optional_day(day)),
    ReopenTap.kind: lambda member_id, day: ReopenTap(number(member_id), optional_day(day)),
}
