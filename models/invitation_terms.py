"""How long an invitation lasts, and for how many it is: what can be chosen in the chat."""

from dataclasses import dataclass
from datetime import timedelta

from models.invitations import VALID, is_for_one
from models.schema import Role

#: Days, and uses, that can be chosen.
DAYS = (1, 3, VALID.days, 30)
ONCE = 1
USES = (ONCE, 5, 20, 50)


@dataclass(frozen=True, slots=True)
class Terms:
    """The days for which an invitation lasts, and how many may come in by it."""

    days: int = VALID.days
    uses: int = ONCE

    @property
    def valid(self) -> timedelta:
        """The days as a time."""
        return timedelta(days=self.days)


USUAL = Terms()


def uses_for(role: Role) -> tuple[int, ...]:
    """Give how many may come in by one link."""
    return (ONCE,) if is_for_one(role) else USES


def can_be_chosen(role: Role, terms: Terms) -> bool:
    """Tell whether an invitation to the role can have these terms."""
    return terms.days in DAYS and terms.uses in uses_for(role)
