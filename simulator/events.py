"""The sequence that rises with every change, and those who listen to the changes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# A listener that falls this far behind is a page that nobody reads any more.
LONGEST_BACKLOG = 10_000

Describe = Callable[[int | None], dict[str, Any]]
Audience = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Event:
    """One change, as a listener gets it."""

    kind: str
    data: dict[str, Any]


@dataclass(slots=True, eq=False)
class Listener:
    """Somebody who hears the changes: those of one person's chats, or all of them."""

    person_id: int | None
    queue: asyncio.Queue[Event | None] = field(default_factory=lambda: asyncio.Queue(LONGEST_BACKLOG))

    def put(self, event: Event | None) -> None:
        """Queue an event; None ends the stream."""
        if not self.queue.full():
            self.queue.put_nowait(event)


class Events:
    """Counts changes and tells the listeners about them."""

    def __init__(self) -> None:
        self.sequence = 0
        self._listeners: set[Listener] = set()

    def next(self) -> int:
        """The number of a new change."""
        self.sequence += 1
        return self.sequence

    def publish(self, kind: str, describe: Describe, audience: Audience | None = None) -> None:
        """Tell every listener of the audience (everybody, if None); nothing is rendered when nobody listens."""
        for listener in self._listeners:
            person_id = listener.person_id
            if person_id is None or audience is None or audience(person_id):
                listener.put(Event(kind, describe(person_id)))

    def listen(self, person_id: int | None) -> Listener:
        """A new listener; give it back to `leave`."""
        listener = Listener(person_id)
        self._listeners.add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a listener."""
        self._listeners.discard(listener)

    def close(self) -> None:
        """End every stream."""
        for listener in self._listeners:
            listener.put(None)
