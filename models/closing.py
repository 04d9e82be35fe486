"""How a semester's figures were frozen, and what has been corrected since."""

from dataclasses import dataclass
from datetime import datetime

SHORT_HASH = 12
#: Stands before an indicator's key where it is what was joined.
JOINED = "joined:"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that was corrected after the freezing.

    Its key is an indicator's, the same behind `JOINED`, or `reports`, `on_time`, `nil`.
    """

    key: str
    frozen: int
    now: int

    @property
    def difference(self) -> int:
        """What came to it, or went from it."""
        return self.now - self.frozen


@dataclass(frozen=True, slots=True)
class Closing:
    """When and as what a semester's figures were frozen, and what has changed since."""

    frozen_at: datetime
    revision: int
    sha256: str
    changes: tuple[Change, ...]

    @property
    def short_hash(self) -> str:
        """The first digits of the hash: enough to compare by eye."""
        return self.sha256[:SHORT_HASH]
