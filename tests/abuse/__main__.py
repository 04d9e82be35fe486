"""`python -m tests.abuse [--number 102000] [--seed 7]`: a storm of forged updates through the whole way in.

Each attacker has a desk and a process of their own. Whatever changes or fails is printed, and it ends with 1.
"""

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from sqlalchemy import event

from bot.logs import start_logging
from bot.tries import Outcome
from models.database import Database
from models.schema import Role
from tests.abuse.forging import SEED
from tests.abuse.ground import ATTACKERS, ground_of
from tests.abuse.storm import SHARES, Sort, Storm
from tests.databases import sqlite_databases

#: Of what was found, so much is shown of each attacker.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Told:
    """What one attacker sent, and what became of it."""

    role: Role | None
    sent: Counter[Sort]
    outcomes: dict[Outcome, int]
    found: list[str]
    seconds: float


def main(
    number: Annotated[int, typer.Option(help="How many updates are forged in all.")] = 102_000,
    seed: Annotated[int, typer.Option(help="The same seed forges the same.")] = SEED,
    processes: Annotated[int, typer.Option(help="How many attackers at once.")] = len(ATTACKERS),
) -> None:
    """Send, print what was sent, and end with 1 if anything changed, failed or told too much."""
    attack = partial(attacked_by, number=number // len(ATTACKERS), seed=seed)
    with ProcessPoolExecutor(processes) as pool:
        told = list(pool.map(attack, ATTACKERS))
    console = Console()
    for line in lines_of(told):
        console.print(line, markup=False, highlight=False)
    for line in (line for one in told for line in one.found[:_SHOWN]):
        console.print(line, markup=False, highlight=False)
    found = sum(len(one.found) for one in told)
    console.print(f"{sum(one.sent.total() for one in told)} sent; changed, failed or told too much: {found}")
    raise typer.Exit(1 if found else 0)


def attacked_by(role: Role | None, *, number: int, seed: int) -> Told:
    """Let one attacker send so many, on a desk of their own."""
    start_logging("text", quiet=True)
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        new = stack.enter_context(sqlite_databases(folder))
        database = stack.enter_context(closing(Database(new())))
        event.listen(database.engine, "connect", _hastily)
        storm = Storm(ground_of(database), seed)
        asyncio.run(storm.attack_in_every_way(role, number))
        sent = Counter({sort: storm.sent[role, sort] for sort in SHARES})
        return Told(role, sent, storm.outcomes(), storm.found, time.monotonic() - began)


def lines_of(told: list[Told]) -> Iterator[str]:
    """Give a paragraph for each attacker: what they sent, and what became of it."""
    for one in told:
        yield f"{one.role or 'stranger'} ({one.seconds:.0f} s)"
        yield "  sent: " + ", ".join(f"{count} {sort.value}" for sort, count in one.sent.items())
        yield "  became: " + ", ".join(f"{count} {outcome.value}" for outcome, count in one.outcomes.items())


def _hastily(connection: Any, _record: object) -> None:
    """Nobody cuts the power here: what was committed need not reach the disk at once."""
    connection.execute("PRAGMA synchronous=OFF")


if __name__ == "__main__":
    typer.run(main)
