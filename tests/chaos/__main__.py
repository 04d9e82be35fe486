"""`python -m tests.chaos [--seed 7] …`: lets everything go wrong, proves what was kept, and prints the table.

This module imports little by itself: each forked process of the fleet imports it once more.
"""

import random
from pathlib import Path
from typing import Annotated

import typer


def main(
    seed: Annotated[int | None, typer.Option(help="Repeats a run; without one, chance chooses it.")] = None,
    fleet: Annotated[str, typer.Option(help="SQLite, PostgreSQL or both.")] = "both",
    officers: Annotated[int, typer.Option(help="How many officers there are.")] = 200,
    evenings: Annotated[int, typer.Option(help="How many evenings pass, each with the morning after.")] = 1,
    kills: Annotated[int, typer.Option(help="How many kill -9 come on each fleet.")] = 50,
    runs: Annotated[int, typer.Option(help="How many seeds in a row.")] = 1,
    markdown: Annotated[Path | None, typer.Option(help="Where the sum of all runs is written as Markdown.")] = None,
    traces: Annotated[Path, typer.Option(help="Where the trace of a broken promise is left.")] = Path("chaos-traces"),
) -> None:
    """Run, print, and end with 1 if any promise was broken."""
    from bot.commands import until_stopped  # noqa: PLC0415 - see above
    from bot.logs import start_logging  # noqa: PLC0415
    from tests.chaos.plan import Scale  # noqa: PLC0415
    from tests.chaos.show import Wanted, show  # noqa: PLC0415

    start_logging("text", quiet=True)
    first = seed if seed is not None else random.SystemRandom().randrange(1, 100_000)
    scale = Scale(officers=officers, evenings=evenings, kills=kills)
    wanted = Wanted(tuple(range(first, first + runs)), fleet, scale, markdown, traces)
    broken: list[str] = []
    until_stopped(show(wanted, broken))
    raise typer.Exit(1 if broken else 0)


if __name__ == "__main__":
    typer.run(main)
