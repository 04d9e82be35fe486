"""Golden pictures: the marks of each chart as a small PNG, and its words with their places as text beside it.

They stand apart because fonts are rasterised differently from one FreeType to the next: without words a picture is the
same everywhere to a few levels of grey, and every changed word or place shows as a changed line of text.
`make golden` writes them anew; look at what changed before committing it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image, ImageChops, ImageFilter

from views.charts.data import Chart
from views.charts.picture import figure_of

from .examples import AGENCIES, evening, semester
from .examples_facts import a_capaian, a_closed_operation, an_operation
from .examples_periods import a_month, a_week, heat, table
from .extremes import EXTREMES
from .reading import texts

FOLDER = Path(__file__).with_name("golden")
#: Three pixels of a chart become one.
REDUCED = 3
#: The greatest mean difference around any pixel, in levels of 255. Between the rasterisations of one chart it is 0, the
#: smallest change tried, a bar that grows by one of 195, makes 28 (tests/charts/test_golden.py holds both).
TOLERANCE = 6

GOLDEN: dict[str, Chart] = {
    "day": evening(),
    "day-of-one-agency": evening(AGENCIES[3:4], scope="Badan Keamanan Laut"),
    "week": a_week(),
    "week-running": EXTREMES["a running week"],
    "week-few-reports": EXTREMES["few reports"],
    "month": a_month(),
    "quarter": EXTREMES["a quarter"],
    "range-in-weeks": EXTREMES["a range in weeks"],
    "semester": semester(provisional=True),
    "semester-begun": semester(happened=2),
    "table": table(),
    "table-of-nobody": EXTREMES["a table of nobody"],
    "map": heat(),
    "map-of-27-units": EXTREMES["a map of 27 units"],
    "map-of-a-week": EXTREMES["a map of a week"],
}
#: Those that begin with facts in a database; each is made when it is asked for.
FROM_FACTS: dict[str, Callable[[], Chart]] = {
    "operation": an_operation,
    "operation-closed": a_closed_operation,
    "capaian": a_capaian,
}
NAMES = (*GOLDEN, *FROM_FACTS)


def golden(name: str) -> Chart:
    """Give one of the approved charts by its name."""
    return GOLDEN[name] if name in GOLDEN else FROM_FACTS[name]()


@dataclass(frozen=True)
class Drawn:
    """A chart as it is compared."""

    marks: Image.Image
    words: str


def drawn(chart: Chart) -> Drawn:
    """Draw a chart, its marks and its words apart."""
    figure = figure_of(chart)
    return Drawn(marks_of(figure), words_of(figure))


def words_of(figure: Figure) -> str:
    """Every text of a figure: where it is anchored, how large, how heavy, in which colour, and what it says."""
    return "".join(sorted(_line(text) for text in texts(figure)))


def _line(text: Text) -> str:
    x, y = text.get_position()
    weight = Path(str(text.get_fontproperties().get_file())).stem.rpartition("-")[2]
    place = f"{y:7.1f} {x:7.1f} {text.get_horizontalalignment():6}"
    return f"{place} {text.get_fontsize():3.0f} {weight} {to_hex(text.get_color())} | {text.get_text()}\n"


def marks_of(figure: Figure) -> Image.Image:
    """The figure without its words, at a third of its size."""
    for text in texts(figure):
        text.set_visible(False)
    stream = BytesIO()
    figure.savefig(stream, format="png")
    return Image.open(stream).convert("RGB").reduce(REDUCED)


def difference(one: Image.Image, other: Image.Image) -> int:
    """How far two pictures are apart where they are furthest: 0 alike, 255 black beside white or another size."""
    if one.size != other.size:
        return 255
    greatest = np.asarray(ImageChops.difference(one, other)).max(axis=2)
    return int(np.asarray(Image.fromarray(greatest).filter(ImageFilter.BoxBlur(1))).max())


def kept(name: str) -> Drawn:
    """What is stored of a chart."""
    words = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return Drawn(Image.open(FOLDER / f"{name}.png").convert("RGB"), words)


def keep(name: str, found: Drawn, folder: Path = FOLDER) -> None:
    """Store a chart."""
    found.marks.quantize(256, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)
    (folder / f"{name}.txt").write_text(found.words, encoding="utf-8")


def main() -> None:
    """Write all golden pictures anew."""
    for name in NAMES:
        keep(name, drawn(golden(name)))


if __name__ == "__main__":
    main()
