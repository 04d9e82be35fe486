"""A written report before it is PDF or Word: its parts as plain words and values, the same for both."""

from dataclasses import dataclass

from models.letterheads import Heading
from views.charts.data import Chart

NIL = "NIHIL"
UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading, whether it holds numbers, and how wide it is beside the others."""

    title: str
    is_number: bool = False
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table with its caption; every row has a text for each column, the last one may be the total."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if any(len(row) != len(self.heads) for row in (*self.rows, *([self.total] if self.total else []))):
            raise ValueError("every row needs a text for each column")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with its caption."""

    caption: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class Part:
    """One lettered part of a report."""

    title: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[WrittenTable, ...] = ()
    drawing: Drawing | None = None


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report in official form, from the letterhead to the signature."""

    heading: Heading
    titles: tuple[str, ...]
    #: One line each.
    address: tuple[str, ...]
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    closing: str
    #: Where and when it is signed; the place is a blank where none is set.
    signed_at: str
    #: Who made it and when, for the foot of every page.
    footer: str
