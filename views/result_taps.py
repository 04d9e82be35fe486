"""What the buttons about results and opening balances carry."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.periods import Period
from views.payload_fields import number, optional, optional_text


class ResultsView(enum.StrEnum):
    """Which side of the card is shown."""

    SUMMARY = "s"
    #: By agency; for one agency by unit.
    LINES = "l"


@dataclass(frozen=True, slots=True)
class ResultsTap:
    """Show the results of a period, for an agency or for the desk."""

    kind: ClassVar[str] = "rc"
    period: Period
    agency_id: int | None = None
    view: ResultsView = ResultsView.SUMMARY

    def fields(self) -> tuple[str, ...]:
        """Give the period's code, the agency, and the side."""
        return self.period.code, optional_text(self.agency_id), self.view.value


class BalanceAct(enum.StrEnum):
    """What is done with opening balances."""

    LIST = "l"
    WRITE = "w"
    #: Keep what was written, as it was shown.
    KEEP = "k"
    #: Ask whether one is to be taken back.
    DROP = "d"
    DROP_SURELY = "x"


@dataclass(frozen=True, slots=True)
class BalanceTap:
    """Steer the opening balances: `number` is a balance's, or the version of what was asked."""

    kind: ClassVar[str] = "rb"
    act: BalanceAct
    number: int = 0

    def fields(self) -> tuple[str, ...]:
        """Give what is done, and with which."""
        return self.act.value, str(self.number)


READERS: Mapping[str, Callable[..., Any]] = {
    ResultsTap.kind: lambda code, agency_id, view: ResultsTap(
        Period.from_code(code), optional(agency_id), ResultsView(view)
    ),
    BalanceTap.kind: lambda act, given: BalanceTap(BalanceAct(act), number(given)),
}
