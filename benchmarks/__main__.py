"""`python -m benchmarks [--quick] [names…]`: measures, prints the tables, and writes a whole run down."""

import os
import platform
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import commands, form_steps, memory, pictures, recaps, reminders, transactions
from benchmarks.figures import Figures
from benchmarks.ground import Ground
from benchmarks.scale import FULL, QUICK, Scale
from bot.commands import until_stopped
from bot.logs import start_logging

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
MEASURES: dict[str, Callable[[Ground, Scale], Awaitable[Figures]]] = {
    "form": form_steps.measure,
    "reminders": reminders.measure,
    "several": reminders.measure_several,
    "charts": pictures.measure,
    "recap": recaps.measure,
    "commands": commands.measure,
    "memory": memory.measure,
    "database": transactions.measure,
}
_HEAD = """\
# Benchmarks

How fast it is, measured by `{command}` in {minutes:.1f} minutes on {day}: Python {python}, {cores} cores,
everything on one machine. A figure stands beside its yardstick from the same run: another machine gives other figures,
but much the same ratios. Made anew by `make bench`.
"""


def main(
    names: Annotated[list[str] | None, typer.Argument(help=f"What to measure: {', '.join(MEASURES)}.")] = None,
    quick: Annotated[bool, typer.Option(help="Smaller sizes, under a minute.")] = False,
) -> None:
    """Measure, print, and write docs/benchmarks.md if everything was measured in full."""
    unknown = set(names or ()) - MEASURES.keys()
    if unknown:
        raise typer.BadParameter(f"there is no measure {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    start_logging("text", quiet=True)
    until_stopped(run(names or list(MEASURES), QUICK if quick else FULL))


async def run(names: Sequence[str], scale: Scale) -> None:
    """Take the measures one after another."""
    console, begun, sections = Console(), time.monotonic(), []
    with Ground.prepare() as ground:
        for name in names:
            console.print(f"measuring {name} …", style="dim")
            figures = await MEASURES[name](ground, scale)
            figures.show(console)
            sections.append(figures.as_markdown())
    if scale is FULL and list(names) == list(MEASURES):
        PAGE.write_text("\n".join([_head(time.monotonic() - begun), *sections]))
        console.print(f"written to {PAGE.relative_to(PAGE.parents[1])}")


def _head(seconds: float) -> str:
    return _HEAD.format(
        command="python -m benchmarks",
        minutes=seconds / 60,
        day=f"{datetime.now(UTC):%-d %B %Y}",
        python=platform.python_version(),
        cores=os.cpu_count(),
    )


if __name__ == "__main__":
    typer.run(main)
