"""An event loop whose time jumps to the next timer as soon as nothing else is to be done: waiting takes no time."""

import asyncio
from typing import Any


class JumpingLoop(asyncio.SelectorEventLoop):
    """For what waits on timers alone; the network would find all its time-outs over."""

    def __init__(self) -> None:
        super().__init__()
        self._jumped = 1000.0

    def time(self) -> float:
        return self._jumped

    def _run_once(self) -> None:
        loop: Any = self
        if not loop._ready and loop._scheduled:
            self._jumped = max(self._jumped, loop._scheduled[0].when())
        loop_run: Any = super()
        loop_run._run_once()
