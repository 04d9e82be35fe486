"""What the buttons of those who steer the desk carry: broadcasts, posts of the groups, hours, days without duty."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from models.post_choices import CHOOSABLE
from models.schema import Audience
from views.payload_fields import day as as_date
from views.payload_fields import number, optional, optional_text

MOST_PAGES = 999


@dataclass(frozen=True, slots=True)
class MissingTap:
    """Show who has not reported for a date: of the desk, an agency or a unit; pages count from 1."""

    kind: ClassVar[str] = "bl"
    day: date
    agency_id: int | None = None
    unit_id: int | None = None
    page: int = 1

    def fields(self) -> tuple[str, ...]:
        """Give date, agency, unit and page."""
        return self.day.isoformat(), optional_text(self.agency_id), optional_text(self.unit_id), str(self.page)


@dataclass(frozen=True, slots=True)
class RemindTap:
    """Remind those who have not reported for a date."""

    kind: ClassVar[str] = "bi"
    day: date
    agency_id: int | None = None
    unit_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give date, agency and unit."""
        return self.day.isoformat(), optional_text(self.agency_id), optional_text(self.unit_id)


@dataclass(frozen=True, slots=True)
class BroadcastTap:
    """How far the choice of an audience has come: whom, then of which agency (0: of all)."""

    kind: ClassVar[str] = "sp"
    audience: Audience | None = None
    agency_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give audience and agency."""
        return self.audience or "", optional_text(self.agency_id)


@dataclass(frozen=True, slots=True)
class SendBroadcastTap:
    """Send a broadcast that was written."""

    kind: ClassVar[str] = "sk"
    broadcast_id: int

    def fields(self) -> tuple[str, ...]:
        """Give the broadcast."""
        return (str(self.broadcast_id),)


@dataclass(frozen=True, slots=True)
class DeliveryTap:
    """Show what became of a broadcast."""

    kind: ClassVar[str] = "sd"
    broadcast_id: int

    def fields(self) -> tuple[str, ...]:
        """Give the broadcast."""
        return (str(self.broadcast_id),)


@dataclass(frozen=True, slots=True)
class GroupTap:
    """Show which posts a group gets; without one, the list of groups."""

    kind: ClassVar[str] = "gr"
    group_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give the group."""
        return (optional_text(self.group_id),)


@dataclass(frozen=True, slots=True)
class PostTap:
    """Let a group get a kind of post, or no longer."""

    kind: ClassVar[str] = "gp"
    group_id: int
    post: str
    on: bool

    def fields(self) -> tuple[str, ...]:
        """Give group, kind and whether it is to get it."""
        return str(self.group_id), self.post, "1" if self.on else "0"


@dataclass(frozen=True, slots=True)
class PostHourTap:
    """Ask at what hour a group is to get a kind of post."""

    kind: ClassVar[str] = "gh"
    group_id: int
    post: str

    def fields(self) -> tuple[str, ...]:
        """Give group and kind."""
        return str(self.group_id), self.post


def _post(text: str) -> str:
    if text not in CHOOSABLE:
        raise ValueError(text)
    return text


def _read_missing(day: str, agency_id: str, unit_id: str, page: str) -> MissingTap:
    if not 1 <= number(page) <= MOST_PAGES:
        raise ValueError(page)
    return MissingTap(as_date(day), optional(agency_id), optional(unit_id), number(page))


def _read_remind(day: str, agency_id: str, unit_id: str) -> RemindTap:
    return RemindTap(as_date(day), optional(agency_id), optional(unit_id))


def _read_broadcast(audience: str, agency_id: str) -> BroadcastTap:
    return BroadcastTap(Audience(audience) if audience else None, optional(agency_id))


READERS: Mapping[str, Callable[..., Any]] = {
    MissingTap.kind: _read_missing,
    RemindTap.kind: _read_remind,
    BroadcastTap.kind: _read_broadcast,
    SendBroadcastTap.kind: lambda broadcast_id: SendBroadcastTap(number(broadcast_id)),
    GroupTap.kind: lambda group_id: GroupTap(optional(group_id)),
    PostTap.kind: lambda group_id, post, on: PostTap(number(group_id), _post(post), on == "1"),
    PostHourTap.kind: lambda group_id, post: PostHourTap(number(group_id), _post(post)),
    DeliveryTap.kind: lambda broadcast_id: DeliveryTap(number(broadcast_id)),
}
