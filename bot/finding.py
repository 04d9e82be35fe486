"""What a check of the doctor has found."""

import enum
from dataclasses import dataclass


class Mark(enum.Enum):
    """How a finding is to be taken."""

    GOOD = enum.auto()
    DOUBTFUL = enum.auto()
    BAD = enum.auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's table."""

    mark: Mark
    what: str
    told: str
