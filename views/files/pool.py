"""Makes files in a process of its own, which reads the database by itself: nothing of them passes through the bot."""

from functools import partial

from models.file_orders import Making
from views.process_pool import ProcessPool
from views.screen import Document

#: Seconds: a year of the largest desk, on a slow machine.
LONGEST = 300


class FilePool(ProcessPool):
    """The process that makes files, from the database at an address."""

    def __init__(self, url: str) -> None:
        super().__init__(workers=1, seconds=LONGEST)
        self._url = url

    async def make(self, making: Making) -> Document:
        """Make a file. Raises TimeoutError when it takes too long, and what `ProcessPool.run` raises besides."""
        return await self.run(partial(_make, self._url, making))


def _make(url: str, making: Making) -> Document:
    from views.files.making import make_at  # noqa: PLC0415 - only this process pays for Typst, Word and matplotlib

    return make_at(url, making)
