"""A chart on paper is the one of the phone, drawn finer: every mark and every word in the same place."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from tests.charts.golden_files import GOLDEN
from views.charts.picture import png_of
from views.files.drawings import paper_picture

#: The mean difference of a pixel, in levels of 255: 4 as it is, 24 and more with the marks at other places.
ALIKE = 12.0


def levels(png: bytes, size: tuple[int, int]) -> np.ndarray:
    """Give a picture in grey at that size."""
    with Image.open(BytesIO(png)) as picture:
        return np.asarray(picture.convert("L").resize(size, Image.Resampling.BOX), dtype=float)


@pytest.mark.parametrize("name", ["day", "semester"])
def test_a_chart_on_paper_looks_as_on_the_phone(name: str) -> None:
    chart = GOLDEN[name]
    phone, paper = png_of(chart), paper_picture(chart).png
    with Image.open(BytesIO(phone)) as small, Image.open(BytesIO(paper)) as fine:
        assert fine.width == round(small.width * 1.5)
        size = (small.width // 4, small.height // 4)
    difference = np.abs(levels(phone, size) - levels(paper, size)).mean()
    assert difference < ALIKE
