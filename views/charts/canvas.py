"""A white card to draw on, measured in pixels from its top left corner.

Every mark may carry a name (matplotlib's gid), by which tests find it again.
"""

from pathlib import Path
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from views.charts import style

Align = Literal["left", "center", "right"]


class Canvas:
    """A figure of the fixed width and a given height, both in pixels."""

    def __init__(self, height: float) -> None:
        self.height = round(height)
        dots = style.DOTS_PER_INCH
        self.figure = Figure(figsize=(style.WIDTH / dots, self.height / dots), dpi=dots, facecolor=style.CARD)
        inches = Affine2D.from_values(1 / dots, 0, 0, -1 / dots, 0, self.height / dots).frozen()
        self._downwards = inches + self.figure.dpi_scale_trans  # a picture for paper has more dots to the inch

    def text(
        self,
        x: float,
        baseline: float,
        words: str,
        *,
        size: int = style.SMALLEST,
        font: Path = style.REGULAR,
        colour: str = style.INK,
        align: Align = "left",
        name: str | None = None,
    ) -> None:
        """Write one line with its baseline at a height; `align` says which part of it lies at x."""
        self._add(
            Text(
                x,
                baseline,
                words,
                fontsize=size,
                font=font,
                color=colour,
                horizontalalignment=align,
                verticalalignment="baseline",
                parse_math=False,
                gid=name,
            )
        )

    def box(self, x: float, y: float, width: float, height: float, colour: str, name: str | None = None) -> None:
        """Fill a rectangle; x and y are its top left corner."""
        self._add(Rectangle((x, y), width, height, facecolor=colour, linewidth=0, gid=name))

    def hatched(self, x: float, y: float, width: float, height: float, name: str | None = None) -> None:
        """Hatch a rectangle: the sign for what is missing."""
        patch = Rectangle(
            (x, y),
            width,
            height,
            facecolor=style.CARD,
            edgecolor=style.HATCH_INK,
            linewidth=0,
            hatch=style.HATCH,
            gid=name,
        )
        patch.set_hatch_linewidth(2.5)
        self._add(patch)

    def open_box(self, x: float, y: float, width: float, height: float, colour: str, name: str | None = None) -> None:
        """Outline a rectangle within its own edges: the sign for what is still running."""
        edge = min(5.0, width / 3)
        self.box(x, y, width, height, colour, name)
        if height > edge:
            self.box(x + edge, y + edge, width - 2 * edge, height - edge, style.CARD)

    def frame(self, x: float, y: float, width: float, height: float, colour: str, name: str | None = None) -> None:
        """Outline a rectangle without filling it."""
        self._add(Rectangle((x, y), width, height, facecolor="none", edgecolor=colour, linewidth=2, gid=name))

    def line(self, xs: tuple[float, ...], ys: tuple[float, ...], colour: str, width: float = 2) -> None:
        """Join points."""
        self._add(Line2D(xs, ys, color=colour, linewidth=width, solid_capstyle="butt"))

    def _add(self, mark: Artist) -> None:
        """Put a mark onto the card itself: axes would ask each how far it reaches, which takes as long as drawing."""
        mark.set_transform(self._downwards)
        self.figure.add_artist(mark)
