"""Where the columns of the daily table stand: as wide as their headings need, with bars of one common length."""

from dataclasses import dataclass

from views.charts import style
from views.charts.data import IndicatorSeries

LABEL_WIDTH = 240
CELLS_LEFT = style.MARGIN + LABEL_WIDTH + 26
CELLS_WIDTH = style.WIDTH - style.MARGIN - CELLS_LEFT
COLUMNS_PER_BAND = 4

_GAP = 18
_NARROWEST = 112


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator's column. `most` is the value that fills `bar_length`; `place` finds it among the totals."""

    place: int
    key: str
    heading: tuple[str, ...]
    colour: str
    x: float
    width: float
    bar_length: float
    most: int

    def length_of(self, value: int) -> float:
        """How long the bar of a value is, in pixels from zero."""
        return self.bar_length * value / self.most if self.most else 0.0


def bands_of(indicators: tuple[IndicatorSeries, ...], most: tuple[int, ...]) -> tuple[tuple[Column, ...], ...]:
    """Share the indicators out over tables of at most four columns; `most` holds each one's greatest value."""
    colours = style.colours_of(indicators)
    places = range(len(indicators))
    chunks = [places[start : start + COLUMNS_PER_BAND] for start in places[::COLUMNS_PER_BAND]]
    return tuple(_band(chunk, indicators, colours, most) for chunk in chunks)


def _band(
    places: range, indicators: tuple[IndicatorSeries, ...], colours: tuple[str, ...], most: tuple[int, ...]
) -> tuple[Column, ...]:
    widths = _widths([indicators[place].label for place in places])
    columns: list[Column] = []
    for place, width in zip(places, widths, strict=True):
        x = columns[-1].x + columns[-1].width + _GAP if columns else CELLS_LEFT
        label = indicators[place].label
        columns.append(
            Column(
                place=place,
                key=indicators[place].key,
                heading=style.wrap(label, width, style.SMALLEST, style.BOLD, most=2),
                colour=colours[place],
                x=x,
                width=width,
                bar_length=min(widths),
                most=most[place],
            )
        )
    return tuple(columns)


def _widths(labels: list[str]) -> list[float]:
    """Give every column what its longest word needs, and share what is left over; alike when there is not enough."""
    room = CELLS_WIDTH - _GAP * (len(labels) - 1)
    needs = [
        max(_NARROWEST, *(style.text_width(part, style.SMALLEST, style.BOLD) for part in style.parts(label)))
        for label in labels
    ]
    spare = (room - sum(needs)) / len(needs)
    return [need + spare for need in needs] if spare >= 0 else [room / len(needs)] * len(needs)
