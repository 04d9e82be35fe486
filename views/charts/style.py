"""The one visual language of every chart: colours, sizes, fonts.

The figure has 72 dots per inch, so that a point is a pixel: every size here is in pixels of a picture 1080 wide. A
phone shows it about 400 wide, where nothing may be smaller than 14: hence SMALLEST.
"""

import re
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path

from matplotlib.ft2font import FT2Font

from views.charts.data import IndicatorSeries
from views.charts.words import short_number
from views.indonesian import number

WIDTH = 1080
MARGIN = 40
DOTS_PER_INCH = 72

#: 14 px where a phone shows the picture 400 px wide.
SMALLEST = 38
LABEL = 40
FIGURE = 44
TITLE = 58
LEADING = 1.16

CARD = "#ffffff"
INK = "#1b1f24"
QUIET_INK = "#5b6470"
RULE = "#d5dae0"
TRACK = "#e6e9ed"
TILE = "#f2f4f6"
CONTEXT = "#d3d8de"
HATCH_INK = "#9aa3ae"
HATCH = "///"

INDICATOR_COLOURS = {
    "patrol": "#0072B2",
    "community_visit": "#E69F00",
    "inspection": "#CC79A7",
    "outreach": "#D55E00",
}
"""Okabe-Ito: the four of its colours that lie furthest apart in greyscale and still show on white."""

SPARE_COLOURS = ("#009E73", "#56B4E9", "#000000", "#F0E442")
"""Okabe-Ito's others, for indicators that are added to the four."""

COMPLIANCE_STEPS = (
    (1.0, "#1f3a4d", "100%"),
    (0.9, "#4a6d83", "90–99"),
    (0.75, "#84a3b4", "75–89"),
    (0.5, "#b5c9d4", "50–74"),
    (0.0, "#dfe8ed", "1–49"),
)
"""Shares of the expected reports that came: from which share, in which colour, under which words."""

DARK_FROM = 0.9
"""From this share on, what is written on a cell is white."""

SEPARATOR = " · "
#: So many widths are remembered: each is asked for several times in a picture, and most of them in the next one again.
_REMEMBERED = 4096
_BREAK = re.compile(r"(?<= )|(?<=\w{3}/)(?=\w{3})")
_FONTS = Path(__file__).with_name("fonts")
REGULAR = _FONTS / "IBMPlexSansCondensed-Regular.ttf"
BOLD = _FONTS / "IBMPlexSansCondensed-SemiBold.ttf"


def colours_of(indicators: tuple[IndicatorSeries, ...]) -> tuple[str, ...]:
    """One colour per indicator: always the same for the four, the spare ones in order for any others."""
    keys = {indicator.key for indicator in indicators}
    unused = [colour for key, colour in INDICATOR_COLOURS.items() if key not in keys]
    spare = iter([*SPARE_COLOURS, *unused])
    return tuple(INDICATOR_COLOURS.get(indicator.key) or next(spare) for indicator in indicators)


@cache
def _font(path: Path, size: int) -> FT2Font:
    font = FT2Font(path)
    font.set_size(size, DOTS_PER_INCH)
    return font


@lru_cache(_REMEMBERED)
def text_width(text: str, size: int, font: Path = REGULAR) -> float:
    """How many pixels wide a text is at that size."""
    face = _font(font, size)
    face.set_text(text)
    return face.get_width_height()[0] / 64


def shorten(text: str, width: float, size: int, font: Path = REGULAR) -> str:
    """Cut a text to a width in pixels, with an ellipsis where something is missing."""
    if text_width(text, size, font) <= width:
        return text
    room = bisect_right(range(len(text)), width, key=lambda kept: text_width(f"{text[:kept]}…", size, font))
    return f"{text[: max(room - 1, 0)].rstrip()}…"


def parts(text: str) -> list[str]:
    """The pieces between which a text may break: after a space, and between long words that a slash joins."""
    return [part.rstrip() for part in _BREAK.split(text)]


def wrap(text: str, width: float, size: int, font: Path = REGULAR, most: int = 3) -> tuple[str, ...]:
    """Break a text into at most that many lines of a width in pixels.

    Lines break between the parts that " · " separates where they can, else at spaces and between slashed words.
    """
    lines = [""]
    for part in text.split(SEPARATOR):
        joined = f"{lines[-1]}{SEPARATOR}{part}" if lines[-1] else part
        if text_width(joined, size, font) <= width:
            lines[-1] = joined
        else:
            lines += _wrap_words(part, width, size, font)
    lines = [line for line in lines if line]
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(shorten(line, width, size, font) for line in lines)


def _wrap_words(text: str, width: float, size: int, font: Path) -> list[str]:
    lines = [""]
    for word in _BREAK.split(text):
        if lines[-1] and text_width((lines[-1] + word).rstrip(), size, font) > width:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines]


def fitted_number(value: int, width: float, size: int) -> str:
    """A number in full where it fits a width in pixels, shortened ("12,4 rb") where it does not."""
    full = number(value)
    return full if text_width(full, size, BOLD) <= width else short_number(value)
