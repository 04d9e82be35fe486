"""What every chart has around its marks: the finding above, the source below."""

from dataclasses import dataclass

from views.charts import style
from views.charts.canvas import Canvas

TEXT_WIDTH = style.WIDTH - 2 * style.MARGIN
_GAP = 16


@dataclass(frozen=True, slots=True)
class Card:
    """The broken lines of a chart's heading and footing, and the heights that they need."""

    title: tuple[str, ...]
    subtitle: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def top(self) -> float:
        """Where the marks may begin."""
        return style.MARGIN + _block(self.title, style.TITLE) + _GAP + _block(self.subtitle, style.SMALLEST) + _GAP

    @property
    def bottom(self) -> float:
        """How much room the footing takes, margin included."""
        return 2 * _GAP + _block(self.notes, style.SMALLEST) + style.MARGIN

    def draw(self, canvas: Canvas) -> None:
        """Write the heading and the footing."""
        y = _lines(canvas, style.MARGIN, self.title, style.TITLE, bold=True, colour=style.INK)
        _lines(canvas, y + _GAP, self.subtitle, style.SMALLEST, bold=False, colour=style.QUIET_INK)
        foot = canvas.height - self.bottom + _GAP
        canvas.box(style.MARGIN, foot, TEXT_WIDTH, 2, style.RULE)
        _lines(canvas, foot + _GAP, self.notes, style.SMALLEST, bold=False, colour=style.QUIET_INK)


def card_of(title: str, subtitle: str, *notes: str) -> Card:
    """Break the sentences of a chart to the width of the card; the last of the `notes` is its source."""
    below = [line for note in notes for line in style.wrap(note, TEXT_WIDTH, style.SMALLEST)]
    return Card(
        title=style.wrap(title, TEXT_WIDTH, style.TITLE, style.BOLD),
        subtitle=style.wrap(subtitle, TEXT_WIDTH, style.SMALLEST),
        notes=tuple(below),
    )


def _block(lines: tuple[str, ...], size: int) -> float:
    return len(lines) * size * style.LEADING


def _lines(canvas: Canvas, y: float, lines: tuple[str, ...], size: int, *, bold: bool, colour: str) -> float:
    for place, line in enumerate(lines):
        baseline = y + size * (0.9 + place * style.LEADING)
        canvas.text(style.MARGIN, baseline, line, size=size, font=style.BOLD if bold else style.REGULAR, colour=colour)
    return y + _block(lines, size)
