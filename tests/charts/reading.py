"""Reads a figure back: its words, its named marks, and where they lie, in pixels."""

from dataclasses import dataclass

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def texts(figure: Figure) -> list[Text]:
    return [artist for artist in figure.findobj(Text) if isinstance(artist, Text) and artist.get_text()]


def words_of(figure: Figure) -> list[str]:
    return [text.get_text() for text in texts(figure)]


def named_texts(figure: Figure, prefix: str) -> dict[str, str]:
    """The words whose name begins with `prefix:`, by the rest of their name, in drawing order."""
    named = ((str(text.get_gid()), text.get_text()) for text in texts(figure))
    return {name.removeprefix(f"{prefix}:"): words for name, words in named if name.startswith(f"{prefix}:")}


def named_boxes(figure: Figure, prefix: str) -> dict[str, Rectangle]:
    boxes = [artist for artist in figure.findobj(Rectangle) if isinstance(artist, Rectangle)]
    named = ((str(box.get_gid()), box) for box in boxes)
    return {name.removeprefix(f"{prefix}:"): box for name, box in named if name.startswith(f"{prefix}:")}


@dataclass(frozen=True, slots=True)
class Extent:
    """Where something lies: a box from the lower left, in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    @classmethod
    def of(cls, box: Bbox) -> "Extent":
        return cls(*(float(edge) for edge in box.extents))


def extents(figure: Figure) -> list[tuple[str, Extent]]:
    FigureCanvasAgg(figure)  # keeps one renderer for all texts instead of making one for each
    return [(text.get_text(), Extent.of(text.get_window_extent())) for text in texts(figure)]


def apart(first: Extent, second: Extent, tolerance: float = 2) -> bool:
    """Whether two boxes do not overlap by more than a tolerance in pixels."""
    return (
        first.x1 - tolerance <= second.x0
        or second.x1 - tolerance <= first.x0
        or first.y1 - tolerance <= second.y0
        or second.y1 - tolerance <= first.y0
    )
