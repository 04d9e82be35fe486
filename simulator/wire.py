"""The log of what crossed the wire between bots and the Bot API."""

import json
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

KEPT: Final = 5_000
POLLING: Final = "getUpdates"


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API and its answer as it was sent; `at` is simulated time, `seconds` real time."""

    sequence: int
    at: float
    bot: str
    method: str
    parameters: dict[str, Any]
    status: int
    description: str | None
    seconds: float
    answer: bytes = b""

    def as_json(self) -> dict[str, Any]:
        """The entry as `GET /sim/log` shows it."""
        shown: dict[str, Any] = {
            "sequence": self.sequence,
            "at": self.at,
            "bot": self.bot,
            "method": self.method,
            "parameters": {name: _unfolded(value) for name, value in self.parameters.items()},
            "status": self.status,
            "seconds": round(self.seconds, 6),
        }
        if self.description is not None:
            shown["description"] = self.description
        if self.answer:
            shown["result"] = json.loads(self.answer)["result"]
        return shown


@dataclass(slots=True)
class Wire:
    """The newest calls; polls are kept apart, or they would push everything else out."""

    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT))
    polls: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT))

    def add(self, call: Call) -> None:
        """Note one call."""
        (self.polls if call.method.lower() == POLLING.lower() else self.calls).append(call)

    def after(self, sequence: int, method: str | None) -> Iterable[Call]:
        """Calls newer than the sequence, oldest first, of one method or of all but getUpdates."""
        wanted = method.lower() if method else None
        source = self.polls if wanted == POLLING.lower() else self.calls
        return [call for call in source if call.sequence > sequence and wanted in {None, call.method.lower()}]


def _unfolded(value: Any) -> Any:
    """Nested objects travel as JSON strings; the log shows what they say."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
