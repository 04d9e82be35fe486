"""Queues by key: in order within one, in parallel over all; one that is empty takes no memory."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable

Work = Callable[[], Awaitable[None]]


class Queues:
    """Work for many keys (persons, chats). Work must not raise: whoever puts it in catches its errors."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, deque[Work]] = {}
        self._running: set[asyncio.Task[None]] = set()

    def put(self, key: Hashable, work: Work) -> None:
        """Put work behind what waits under the key; returns at once."""
        if key in self._waiting:
            self._waiting[key].append(work)
            return
        self._waiting[key] = deque([work])
        task = asyncio.get_running_loop().create_task(self._work_off(key))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def settle(self) -> None:
        """Wait until nothing waits and nothing runs."""
        while self._running:
            await asyncio.wait(self._running)

    def __len__(self) -> int:
        return len(self._waiting)

    async def _work_off(self, key: Hashable) -> None:
        waiting = self._waiting[key]
        try:
            while waiting:
                await waiting.popleft()()
        finally:
            del self._waiting[key]
