"""What buttons carry in their 64 bytes, written and read in one place; each family of buttons has a file beside it.

Fields are parted by `|`. Whatever this program did not write reads as nothing: a forged or damaged payload is no error.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol

from models.errors import LaporError
from views import (
    activity_payloads,
    calendar_taps,
    colleague_taps,
    days_off_taps,
    desk_taps,
    enforcement_taps,
    hour_taps,
    invite_taps,
    member_taps,
    operation_taps,
    outbox_taps,
    privacy_taps,
    recap_taps,
    report_taps,
    result_taps,
    steering_taps,
    target_taps,
    unit_taps,
)

LONGEST = 64


class Tap(Protocol):
    """What a button means; `kind` opens its payload, `fields` follow."""

    kind: ClassVar[str]

    def fields(self) -> tuple[str, ...]:
        """Give what follows the kind."""
        ...


def write(tap: Tap) -> str:
    """Give the payload of a button."""
    return "|".join((tap.kind, *tap.fields()))


def read(payload: str) -> Tap | None:
    """Give what a payload means, or nothing if this program can't have written it."""
    kind, *fields = payload.split("|")
    reader = _READERS.get(kind)
    if reader is None or len(payload) > LONGEST:
        return None
    try:
        tap: Tap = reader(*fields)
    except (ValueError, TypeError, LaporError):
        return None
    return tap if write(tap) == payload else None


def _together(*families: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """All readers by kind; two families with the same kind would read each other's buttons."""
    kinds = [kind for family in families for kind in family]
    twice = {kind for kind in kinds if kinds.count(kind) > 1}
    if twice:
        raise ValueError(f"kinds of buttons that two families claim: {sorted(twice)}")
    return {kind: reader for family in families for kind, reader in family.items()}


_READERS = _together(
    report_taps.READERS,
    desk_taps.READERS,
    recap_taps.READERS,
    activity_payloads.ACTIVITY_READERS,
    days_off_taps.READERS,
    colleague_taps.READERS,
    steering_taps.READERS,
    hour_taps.READERS,
    calendar_taps.READERS,
    target_taps.READERS,
    result_taps.READERS,
    invite_taps.READERS,
    member_taps.READERS,
    enforcement_taps.READERS,
    privacy_taps.READERS,
    operation_taps.READERS,
    outbox_taps.READERS,
    unit_taps.READERS,
)
