"""What the buttons carry by which members are managed: lists, cards, and how far a change of one has come."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from models.provinces import Zone
from models.schema import Role
from views.payload_fields import (
    flag,
    flag_text,
    number,
    optional,
    optional_day,
    optional_day_text,
    optional_text,
)


class Change(enum.StrEnum):
    """What is changed of a member."""

    NAME = "n"
    RANK = "k"
    DEACTIVATE = "d"
    BRING_BACK = "b"
    #: Another Telegram account, by a link.
    ACCOUNT = "a"
    #: No Telegram account: the phone is lost.
    CUT = "x"
    HAND_OVER = "h"


@dataclass(frozen=True, slots=True)
class MembersTap:
    """List members: of an agency, of a unit; those who are there, or those who have left."""

    kind: ClassVar[str] = "ma"
    agency_id: int | None = None
    unit_id: int | None = None
    page: int = 0
    gone: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give agency, unit, page, and whether those who left."""
        return optional_text(self.agency_id), optional_text(self.unit_id), str(self.page), flag_text(self.gone)


@dataclass(frozen=True, slots=True)
class MemberUnitsTap:
    """Choose the unit whose members are listed."""

    kind: ClassVar[str] = "mu"
    agency_id: int
    page: int = 0

    def fields(self) -> tuple[str, ...]:
        """Give agency and page."""
        return str(self.agency_id), str(self.page)


@dataclass(frozen=True, slots=True)
class FindMemberTap:
    """Ask for what is to be searched for."""

    kind: ClassVar[str] = "mf"

    def fields(self) -> tuple[str, ...]:
        """Give nothing more."""
        return ()


@dataclass(frozen=True, slots=True)
class MemberTap:
    """Show a member's card."""

    kind: ClassVar[str] = "mc"
    member_id: int

    def fields(self) -> tuple[str, ...]:
        """Give the member."""
        return (str(self.member_id),)


@dataclass(frozen=True, slots=True)
class ChangeTap:
    """How far a change has come: what, then from which day (to be `typed`, perhaps), then that it is meant."""

    kind: ClassVar[str] = "mx"
    change: Change
    member_id: int
    day: date | None = None
    sure: bool = False
    typed: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give change, member, day, and how far it has come."""
        far = "t" if self.typed else flag_text(self.sure)
        return self.change.value, str(self.member_id), optional_day_text(self.day), far


@dataclass(frozen=True, slots=True)
class TransferTap:
    """How far a transfer has come: the agency, the unit, the first day, and that it is meant."""

    kind: ClassVar[str] = "mt"
    member_id: int
    agency_id: int | None = None
    unit_id: int | None = None
    page: int = 0
    day: date | None = None
    sure: bool = False
    typed: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give member, agency, unit, page, day, and how far it has come."""
        far = "t" if self.typed else flag_text(self.sure)
        place = optional_text(self.agency_id), optional_text(self.unit_id), str(self.page)
        return str(self.member_id), *place, optional_day_text(self.day), far


@dataclass(frozen=True, slots=True)
class RoleTap:
    """How far a change of role has come: the role, and that it is meant."""

    kind: ClassVar[str] = "mr"
    member_id: int
    role: Role | None = None
    sure: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give member, role, and whether it is meant."""
        return str(self.member_id), self.role or "", flag_text(self.sure)


@dataclass(frozen=True, slots=True)
class MemberClockTap:
    """How far another clock for a member has come: the clock, then its last day; `off` goes back to the unit's."""

    kind: ClassVar[str] = "mz"
    member_id: int
    zone: Zone | None = None
    last_day: date | None = None
    typed: bool = False
    off: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give member, clock, last day, and how far it has come."""
        far = "t" if self.typed else "x" if self.off else "-"
        return str(self.member_id), self.zone.label if self.zone else "", optional_day_text(self.last_day), far


def _read_change(change: str, member_id: str, day: str, far: str) -> ChangeTap:
    typed = far == "t"
    return ChangeTap(Change(change), number(member_id), optional_day(day), not typed and flag(far), typed)


def _read_transfer(member_id: str, agency_id: str, unit_id: str, page: str, day: str, far: str) -> TransferTap:
    typed = far == "t"
    place = optional(agency_id), optional(unit_id), number(page)
    return TransferTap(number(member_id), *place, optional_day(day), not typed and flag(far), typed)


def _read_clock(member_id: str, zone: str, last_day: str, far: str) -> MemberClockTap:
    chosen = Zone(zone) if zone else None
    return MemberClockTap(number(member_id), chosen, optional_day(last_day), typed=far == "t", off=far == "x")


READERS: Mapping[str, Callable[..., Any]] = {
    MembersTap.kind: lambda agency, unit, page, gone: MembersTap(
        optional(agency), optional(unit), number(page), flag(gone)
    ),
    MemberUnitsTap.kind: lambda agency, page: MemberUnitsTap(number(agency), number(page)),
    FindMemberTap.kind: FindMemberTap,
    MemberTap.kind: lambda member_id: MemberTap(number(member_id)),
    ChangeTap.kind: _read_change,
    TransferTap.kind: _read_transfer,
    RoleTap.kind: lambda member_id, role, sure: RoleTap(number(member_id), Role(role) if role else None, flag(sure)),
    MemberClockTap.kind: _read_clock,
}
