"""What the buttons of /antrean carry: which shelf and page, and what is decided about what was seen when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from models.outbox_desk import Decision, Shelf
from views.payload_fields import number


@dataclass(frozen=True, slots=True)
class QueueTap:
    """Show a page of a shelf; without one, the overview."""

    kind: ClassVar[str] = "ob"
    shelf: Shelf | None = None
    page: int = 1

    def fields(self) -> tuple[str, ...]:
        """Give shelf and page."""
        return self.shelf or "", str(self.page)


@dataclass(frozen=True, slots=True)
class SettleTap:
    """Decide about a bundle, named by one of its rows, as it was seen at a moment, in seconds since 1970."""

    kind: ClassVar[str] = "obd"
    decision: Decision
    row_id: int
    seen: int
    shelf: Shelf
    page: int = 1

    def fields(self) -> tuple[str, ...]:
        """Give the decision, the row, the moment, and the page where it was tapped."""
        return self.decision.value, str(self.row_id), str(self.seen), self.shelf.value, str(self.page)

    @property
    def seen_at(self) -> datetime:
        """When the card was shown, in UTC."""
        return datetime.fromtimestamp(self.seen, UTC)


def _read_queue(shelf: str, page: str) -> QueueTap:
    return QueueTap(Shelf(shelf) if shelf else None, number(page))


def _read_decision(decision: str, row_id: str, seen: str, shelf: str, page: str) -> SettleTap:
    tap = SettleTap(Decision(decision), number(row_id), number(seen), Shelf(shelf), number(page))
    tap.seen_at  # noqa: B018 - raises for a moment that no calendar has
    return tap


READERS: Mapping[str, Callable[..., Any]] = {QueueTap.kind: _read_queue, SettleTap.kind: _read_decision}
