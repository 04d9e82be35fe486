"""What a measure gives: a table with what has to be known to read it; on the screen and as Markdown."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rich.console import Console
from rich.table import Table

#: Ratios below it are given with three decimals.
SMALL = 0.1


@dataclass(frozen=True, slots=True)
class Figures:
    """A table of figures that were measured in this run; the first column says of what."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: What has to be known to read the table, in paragraphs.
    notes: str

    def show(self, console: Console) -> None:
        """Print the table with its notes."""
        table = Table(title=self.title, title_justify="left", title_style="bold")
        for place, column in enumerate(self.columns):
            table.add_column(column, justify="right" if place else "left")
        for row in self.rows:
            table.add_row(*row)
        console.print(table)
        console.print(*self._paragraphs(), sep="\n", end="\n\n", style="dim", highlight=False)

    def as_markdown(self) -> str:
        """Give the same as a section of a Markdown page."""
        alignment = ("---", *["---:"] * (len(self.columns) - 1))
        table = [_line(self.columns), _line(alignment), *(_line(row) for row in self.rows)]
        return "\n".join([f"## {self.title}", "", *table, "", "\n\n".join(self._paragraphs()), ""])

    def _paragraphs(self) -> list[str]:
        return [" ".join(paragraph.split()) for paragraph in self.notes.split("\n\n")]


def milliseconds(seconds: Sequence[float], share: float | None = None) -> str:
    """Give the median of durations in milliseconds, or what that share of them stays below."""
    value = 1000 * (median(seconds) if share is None else below(seconds, share))
    return f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 100 else whole(value)


def below(values: Sequence[float], share: float) -> float:
    """Give the smallest of the values that the share of all does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def whole(value: float) -> str:
    """Give a number without decimals, its thousands apart."""
    return f"{value:,.0f}".replace(",", " ")


def ratio(value: float, yardstick: float) -> str:
    """Give how many times the yardstick a value is."""
    times = value / yardstick
    return f"× {times:.2f}" if times >= SMALL else f"× {times:.3f}"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
