"""Queues by key: in order within one, in parallel over all; one that is empty takes no memory."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Hashable

import structlog

log = structlog.get_logger()

Work = Callable[[], Awaitable[None]]


class Queues:
    """Work for many keys (persons, chats). Whoever puts work in catches its errors: here they are only logged."""

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

    def waiting(self, key: Hashable) -> int:
        """How much waits under the key, besides what is being done."""
        return len(self._waiting.get(key, ()))

    def __contains__(self, key: Hashable) -> bool:
        return key in self._waiting

    def __len__(self) -> int:
        return len(self._waiting)

    async def _work_off(self, key: Hashable) -> None:
        waiting = self._waiting[key]
        try:
            while waiting:
                await self._do(waiting.popleft())
        finally:
            del self._waiting[key]

    async def _do(self, work: Work) -> None:
        try:
            await work()
        except Exception:
            log.exception("queue.work_broken")
