"""Knowing when everything has settled: no request under way, none for a moment, nothing left to confirm."""

import time
from collections.abc import Callable

from simulator.bells import Bell


class Stillness:
    """Watches the coming and going of Bot API requests; polls for updates do not count."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._under_way = 0
        self._last = time.monotonic()

    def begin(self) -> None:
        """A request has arrived."""
        self._under_way += 1
        self.stir()

    def end(self) -> None:
        """A request has been answered."""
        self._under_way -= 1
        self.stir()

    def stir(self) -> None:
        """Something happened: whoever waits for stillness starts counting again."""
        self._last = time.monotonic()
        self._bell.ring()

    async def reached(self, quiet: float, seconds: float, settled: Callable[[], bool]) -> bool:
        """Whether `quiet` real seconds without any stir came, with `settled` true, before `seconds` were over."""
        deadline = time.monotonic() + seconds
        while (now := time.monotonic()) < deadline:
            still_for = now - self._last
            calm = settled() and not self._under_way
            if calm and still_for >= quiet:
                return True
            patience = quiet - still_for if calm else deadline - now
            await self._bell.heard(min(patience, deadline - now))
        return False
