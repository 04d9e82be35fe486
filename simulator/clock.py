"""The simulator's clock: it runs at real speed from its starting instant, stands still, or jumps forwards."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


class Clock:
    """Simulated time, in unix seconds."""

    def __init__(
        self,
        start: float | None = None,
        zone: str = "Asia/Jakarta",
        *,
        frozen: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.zone = zone
        self._zone = ZoneInfo(zone)
        self._monotonic = monotonic
        self._base = time.time() if start is None else start
        self._since: float | None = None if frozen else monotonic()

    @property
    def frozen(self) -> bool:
        """Whether the clock stands still between jumps."""
        return self._since is None

    def now(self) -> float:
        """The simulated instant."""
        return self._base if self._since is None else self._base + self._monotonic() - self._since

    def seconds(self) -> int:
        """The simulated instant as Telegram writes dates: whole seconds."""
        return int(self.now())

    def freeze(self, frozen: bool) -> None:
        """Let the clock stand still, or run on from where it stands."""
        self._base = self.now()
        self._since = None if frozen else self._monotonic()

    def jump_to(self, instant: float) -> None:
        """Move to an instant; raises ValueError for one in the past, as people and bots cannot unlive."""
        if instant < self.now():
            raise ValueError("the clock only moves forwards")
        self._base = instant
        self._since = None if self.frozen else self._monotonic()

    def parse(self, instant: str | float) -> float:
        """Unix seconds of an ISO time (in the clock's zone unless it names one) or of unix seconds."""
        if isinstance(instant, int | float):
            return float(instant)
        moment = datetime.fromisoformat(instant)
        return (moment if moment.tzinfo else moment.replace(tzinfo=self._zone)).timestamp()

    def iso(self, instant: float) -> str:
        """An instant as a local ISO time with its offset."""
        return datetime.fromtimestamp(instant, self._zone).isoformat()

    def as_json(self) -> dict[str, Any]:
        """What `GET /sim/clock` answers."""
        now = self.now()
        return {"now": now, "iso": self.iso(now), "zone": self.zone, "frozen": self.frozen}
