"""What the buttons about operations carry."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from views.payload_fields import number


class OperationAct(enum.StrEnum):
    """What is done with operations, or with what was written of one."""

    LIST = "l"
    VIEW = "v"
    #: Write a new one, or change one.
    WRITE = "w"
    #: Let an agency take part in what is being written, or no longer.
    TOGGLE = "t"
    #: Keep what was written, as it was shown.
    KEEP = "k"
    #: Ask whether one is to be closed.
    CLOSE = "c"
    CLOSE_SURELY = "x"


@dataclass(frozen=True, slots=True)
class OperationTap:
    """Do something with an operation: `number` is its own, or an agency's; `version` is that of what was asked."""

    kind: ClassVar[str] = "op"
    act: OperationAct
    number: int = 0
    version: int = 0

    def fields(self) -> tuple[str, ...]:
        """Give what is done, with which, and for which version."""
        return self.act.value, str(self.number), str(self.version)


READERS: Mapping[str, Callable[..., Any]] = {
    OperationTap.kind: lambda act, given, version: OperationTap(OperationAct(act), number(given), number(version)),
}
