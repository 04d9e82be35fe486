"""Waiting for a change without asking again and again: a bell rings, and everybody who waited for it looks."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakSet

Found = TypeVar("Found")


class Bells:
    """All bells of one simulator, so that its end can wake everybody who still waits."""

    def __init__(self) -> None:
        self.closed = False
        self._bells: WeakSet[Bell] = WeakSet()

    def new(self) -> "Bell":
        """A bell that is closed together with all the others."""
        bell = Bell(self)
        self._bells.add(bell)
        return bell

    def close(self) -> None:
        """End every wait, now and from now on."""
        self.closed = True
        for bell in list(self._bells):
            bell.ring()


class Bell:
    """Rings when something changed."""

    __slots__ = ("__weakref__", "_bells", "_waiting")

    def __init__(self, bells: Bells) -> None:
        self._bells = bells
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake everybody who waits."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def heard(self, seconds: float) -> bool:
        """Wait for the next ring; False when it did not come within the real seconds given."""
        if self._bells.closed:
            return False
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(future)
        return True

    async def until(self, ready: Callable[[], Found], seconds: float) -> Found:
        """What `ready` gives as soon as it is truthy, or what it gives when the real seconds are over."""
        deadline = time.monotonic() + seconds
        while not (found := ready()):
            left = deadline - time.monotonic()
            if left <= 0 or not await self.heard(left):
                return ready()
        return found
