"""A clock that follows the simulator's, which runs on from jump to jump."""

import time
from datetime import UTC, datetime, timedelta


class FollowingClock:
    """Tells the simulator's time, from what the simulator last said."""

    def __init__(self, now: float) -> None:
        self.follow(now)

    def follow(self, now: float, *, frozen: bool = False) -> None:
        """Take over what the simulator says, in unix seconds."""
        self._said, self._heard, self._frozen = now, time.monotonic(), frozen

    def now(self) -> datetime:
        """Give this moment on the simulator's clock, in UTC."""
        since = 0.0 if self._frozen else time.monotonic() - self._heard
        return datetime.fromtimestamp(self._said, UTC) + timedelta(seconds=since)
