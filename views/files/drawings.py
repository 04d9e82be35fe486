"""Charts for paper: the same picture as on the phone, drawn finer."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from views.charts.data import Chart
from views.charts.picture import figure_of

#: Times as many dots as on a phone: about 200 to the inch on the width of a page.
_FINER = 1.5
#: Centimetres between the margins, and as high as leaves room for a title and a caption.
_WIDEST, _HIGHEST = 16.5, 14.5


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A chart as PNG, and how wide it stands on a page of A4."""

    png: bytes
    centimetres_wide: float


def paper_picture(chart: Chart) -> PaperPicture:
    """Draw a chart for a page, in as few bytes as need be."""
    figure = figure_of(chart)
    drawn, stream = BytesIO(), BytesIO()
    figure.savefig(drawn, format="png", dpi=figure.dpi * _FINER, metadata={"Software": None})
    with Image.open(drawn) as picture:
        picture.convert("RGB").quantize(255).save(stream, format="png", optimize=True)
        width = min(_WIDEST, _HIGHEST * picture.width / picture.height)
    return PaperPicture(stream.getvalue(), width)
