"""What the buttons carry by which people are let in: open invitations, codes of units, and requests to join."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from views.payload_fields import flag, flag_text, number, optional, optional_text


@dataclass(frozen=True, slots=True)
class InvitationsTap:
    """List the open invitations, a page at a time."""

    kind: ClassVar[str] = "ul"
    page: int = 0

    def fields(self) -> tuple[str, ...]:
        """Give the page."""
        return (str(self.page),)


@dataclass(frozen=True, slots=True)
class RevokeTap:
    """Take an invitation back."""

    kind: ClassVar[str] = "ux"
    invitation_id: int

    def fields(self) -> tuple[str, ...]:
        """Give the invitation."""
        return (str(self.invitation_id),)


@dataclass(frozen=True, slots=True)
class CodeTap:
    """The code of a unit: choose the unit, show its code, make a `new` one, or `withdraw` it."""

    kind: ClassVar[str] = "uc"
    agency_id: int | None = None
    unit_id: int | None = None
    page: int = 0
    act: str = ""

    def fields(self) -> tuple[str, ...]:
        """Give agency, unit, page and what is done."""
        return optional_text(self.agency_id), optional_text(self.unit_id), str(self.page), self.act


@dataclass(frozen=True, slots=True)
class RequestsTap:
    """List those who ask to join."""

    kind: ClassVar[str] = "jl"

    def fields(self) -> tuple[str, ...]:
        """Give nothing more."""
        return ()


@dataclass(frozen=True, slots=True)
class DecideTap:
    """Let somebody in who asks, or not."""

    kind: ClassVar[str] = "jd"
    request_id: int
    accept: bool

    def fields(self) -> tuple[str, ...]:
        """Give the request and the decision."""
        return str(self.request_id), flag_text(self.accept)


def _read_code(agency_id: str, unit_id: str, page: str, act: str) -> CodeTap:
    if act not in ("", NEW, WITHDRAW):
        raise ValueError(act)
    return CodeTap(optional(agency_id), optional(unit_id), number(page), act)


NEW, WITHDRAW = "new", "off"

READERS: Mapping[str, Callable[..., Any]] = {
    InvitationsTap.kind: lambda page: InvitationsTap(number(page)),
    RevokeTap.kind: lambda invitation_id: RevokeTap(number(invitation_id)),
    CodeTap.kind: _read_code,
    RequestsTap.kind: RequestsTap,
    DecideTap.kind: lambda request_id, accept: DecideTap(number(request_id), flag(accept)),
}
