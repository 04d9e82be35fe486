"""A scene: a simulator, a bot or several processes of it, and a crowd, each in a process of its own."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import Crowd
from benchmarks.ground import Ground
from benchmarks.processes import Child

#: A token of the right shape that only the simulator knows.
TOKEN = "226724:bench-without-any-secret"  # noqa: S105
AFTERNOON = "2025-09-15T16:00:00+07:00"


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that runs, while it runs."""

    simulator: Child
    bot: Child
    crowd: Crowd

    @property
    def pids(self) -> dict[str, int]:
        """The processes, for the meter."""
        return {"bot": self.bot.pid, "simulator": self.simulator.pid}


@asynccontextmanager
async def scene(
    ground: Ground,
    *bot: str,
    people: Iterable[int],
    database_url: str = "",
    clock: str = AFTERNOON,
    group: dict[str, object] | None = None,
    limits: bool = False,
    fleet: Sequence[Mapping[str, str]] = ({},),
) -> AsyncIterator[Scene]:
    """Start a simulator whose clock runs from that hour on, `python -m` the bot on it, and let the people in.

    The bot is as many processes as there are settings in `fleet`, each with its own.
    """
    folder = Path(tempfile.mkdtemp(dir=ground.folder))
    async with AsyncExitStack() as closing:
        options = ("--port", "0", "--clock", clock, *(["--limits"] if limits else []))
        simulator = await Child.start("simulator", *options, folder=folder)
        closing.push_async_callback(simulator.end)
        crowd = await closing.enter_async_context(Crowd.before(simulator.said))
        await crowd.add(TOKEN, people)
        if group is not None:
            await crowd.order("/sim/groups", group)
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": simulator.said,
            "DATABASE_URL": database_url,
        }
        starting = (Child.start(*bot, folder=_subfolder(folder), environment={**settings, **own}) for own in fleet)
        children = await asyncio.gather(*starting)
        for child in children:
            closing.push_async_callback(child.end)
        yield Scene(simulator, children[0], crowd)


def _subfolder(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))
