"""What the buttons about one's own data carry: consent, the files, and being forgotten."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from views.payload_fields import day, number


class PrivacyChoice(enum.StrEnum):
    """What is wanted of one's own data."""

    READ = "r"
    FILES = "f"
    FORGET = "e"
    FORGET_SURELY = "y"
    TAKE_BACK = "b"


@dataclass(frozen=True, slots=True)
class PrivacyTap:
    """Something about one's own data."""

    kind: ClassVar[str] = "pv"
    choice: PrivacyChoice

    def fields(self) -> tuple[str, ...]:
        """Give the choice."""
        return (self.choice.value,)


@dataclass(frozen=True, slots=True)
class ConsentTap:
    """Agree to the version that was shown."""

    kind: ClassVar[str] = "pa"
    version: date

    def fields(self) -> tuple[str, ...]:
        """Give the version."""
        return (self.version.isoformat(),)


@dataclass(frozen=True, slots=True)
class ErasureTap:
    """Decide on a member's request to be forgotten."""

    kind: ClassVar[str] = "pe"
    erasure_id: int
    granted: bool

    def fields(self) -> tuple[str, ...]:
        """Give the request, and what was decided."""
        return str(self.erasure_id), "y" if self.granted else "n"


def _read_privacy(choice: str) -> PrivacyTap:
    return PrivacyTap(PrivacyChoice(choice))


def _read_consent(version: str) -> ConsentTap:
    return ConsentTap(day(version))


def _read_erasure(erasure_id: str, granted: str) -> ErasureTap:
    return ErasureTap(number(erasure_id), granted == "y")


READERS: Mapping[str, Callable[..., Any]] = {
    PrivacyTap.kind: _read_privacy,
    ConsentTap.kind: _read_consent,
    ErasureTap.kind: _read_erasure,
}
