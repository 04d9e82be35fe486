"""Running seed after seed, and showing what came of each: the tables, and the trace of whatever was broken."""

import asyncio
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Figures
from tests.chaos.ground import POSTGRESQL, SQLITE, ground
from tests.chaos.plan import Scale, plan
from tests.chaos.record import Violation
from tests.chaos.run import Outcome, run
from tests.chaos.table import Column, column, proven, summed, table
from tests.chaos.trace import write_trace

_FLEETS = {"sqlite": (SQLITE,), "postgresql": (POSTGRESQL,), "both": (SQLITE, POSTGRESQL)}
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be run."""

    seeds: Sequence[int]
    fleet: str
    scale: Scale
    markdown: Path | None
    traces: Path

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of fleet, in their order. Raises `KeyError`."""
        return _FLEETS[self.fleet.lower()]

    def command(self, seed: int) -> str:
        """The command that repeats one seed."""
        scale = self.scale
        sizes = f"--officers {scale.officers} --evenings {scale.evenings} --kills {scale.kills}"
        return f"python -m tests.chaos --seed {seed} --fleet {self.fleet} {sizes}"

    @property
    def whole_command(self) -> str:
        """The command that runs all of them."""
        return f"{self.command(self.seeds[0])} --runs {len(self.seeds)}"


async def show(wanted: Wanted, broken: list[str]) -> None:
    """Run every seed; what was broken is added to `broken`."""
    console, sums = Console(highlight=False), _Sums()
    for seed in wanted.seeds:
        console.print(wanted.command(seed), style="bold")
        try:
            columns = await _seed(wanted, seed, console, broken)
        except Exception as error:  # noqa: BLE001 - the other seeds are run all the same
            broken.append(f"seed {seed} came to no end: {error!r}")
            console.print_exception()
            continue
        table(f"Seed {seed}", columns).show(console)
        sums.add(seed, columns)
        if len(wanted.seeds) > 1:
            sums.table(wanted).show(console)
        if wanted.markdown is not None:
            wanted.markdown.write_text(f"`{wanted.whole_command}`\n\n{sums.table(wanted).as_markdown()}")
    console.print("Nothing lost, nothing twice." if not broken else f"{len(broken)} violations.", style="bold")


@dataclass(slots=True)
class _Sums:
    """What several seeds have given so far."""

    by_kind: dict[str, list[Column]] = field(default_factory=dict)
    seeds: list[int] = field(default_factory=list)

    def add(self, seed: int, columns: Mapping[str, Column]) -> None:
        """Note one more seed."""
        self.seeds.append(seed)
        for kind, one in columns.items():
            self.by_kind.setdefault(kind, []).append(one)

    def table(self, wanted: Wanted) -> Figures:
        """Give the sum of all."""
        seeds = ", ".join(map(str, self.seeds))
        title = f"{len(self.seeds)} of {len(wanted.seeds)} seeds, added up"
        columns = {kind: summed(ones) for kind, ones in self.by_kind.items()}
        return table(title, columns, f"Seeds {seeds}. Kills, faults and what people did, then what the proofs found.")


async def _seed(wanted: Wanted, seed: int, console: Console, broken: list[str]) -> dict[str, Column]:
    """Run the fleets side by side: most of a run's time is Telegram's pace."""
    async with asyncio.TaskGroup() as group:
        running = {kind: group.create_task(_one(wanted, seed, kind, console)) for kind in wanted.kinds}
    results = {kind: task.result() for kind, task in running.items()}
    broken += [one.proof for _, found in results.values() for one in found]
    return {kind: column(outcome, found) for kind, (outcome, found) in results.items()}


async def _one(wanted: Wanted, seed: int, kind: str, console: Console) -> tuple[Outcome, list[Violation]]:
    meant = plan(seed, wanted.scale)
    with ground() as folder:
        try:
            outcome = await run(meant, kind, folder, lambda words: console.print(f"  {kind}: {words}", style="dim"))
        except BaseException:
            _keep_logs(folder, wanted.traces / f"seed-{seed}-{kind}")
            raise
        found = await asyncio.to_thread(proven, outcome)
        if found:
            trace = wanted.traces / f"seed-{seed}-{kind}"
            write_trace(trace, outcome, found, wanted.command(seed))
            _keep_logs(folder, trace)
            for one in found[:_MOST_SHOWN]:
                console.print(f"  ✗ {one.proof}: {one.what}", style="red")
            console.print(f"  the trace is in {trace}", style="red")
    console.print(f"  {kind}: {outcome.seconds:.0f} s, {len(found)} violations")
    return outcome, found


def _keep_logs(folder: Path, trace: Path) -> None:
    trace.mkdir(parents=True, exist_ok=True)
    for log in folder.glob("*.log"):
        shutil.copy(log, trace / log.name)
