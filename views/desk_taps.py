"""What the buttons on the way in and of those who steer carry: joining and invitations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.invitation_terms import USUAL, Terms
from models.schema import Role
from views.payload_fields import flag, flag_text, number, optional, optional_text


@dataclass(frozen=True, slots=True)
class JoiningTap:
    """A button on the way in: `skip` the rank, start `over`, `yes`, or `move` a member's account."""

    kind: ClassVar[str] = "j"
    version: int
    choice: str

    def fields(self) -> tuple[str, ...]:
        """Give version and choice."""
        return str(self.version), self.choice


@dataclass(frozen=True, slots=True)
class InviteTap:
    """How far the choice of an invitation has come: role, then agency, then unit, of which there may be pages.

    Its terms are the usual ones, unless others are chosen (`sets_terms`) before the unit.
    """

    kind: ClassVar[str] = "u"
    role: Role | None = None
    agency_id: int | None = None
    unit_id: int | None = None
    page: int = 0
    terms: Terms = USUAL
    sets_terms: bool = False

    def fields(self) -> tuple[str, ...]:
        """Give role, agency and unit; the page and the terms where they are not the usual ones."""
        return self.role or "", optional_text(self.agency_id), optional_text(self.unit_id), *self._besides()

    def _besides(self) -> tuple[str, ...]:
        if self.terms != USUAL or self.sets_terms:
            return str(self.page), str(self.terms.days), str(self.terms.uses), flag_text(self.sets_terms)
        return (str(self.page),) if self.page else ()


def _read_joining(version: str, choice: str) -> JoiningTap:
    return JoiningTap(number(version), choice)


def _read_invite(role: str, agency_id: str, unit_id: str, page: str = "0", *terms: str) -> InviteTap:
    what = Role(role) if role else None, optional(agency_id), optional(unit_id), number(page)
    if not terms:
        return InviteTap(*what)
    days, uses, sets = terms
    return InviteTap(*what, Terms(number(days), number(uses)), flag(sets))


READERS: Mapping[str, Callable[..., Any]] = {
    JoiningTap.kind: _read_joining,
    InviteTap.kind: _read_invite,
}
