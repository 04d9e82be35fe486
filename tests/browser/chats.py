"""The chat that most tests of the page are about, and what is shown in it."""

import io

from PIL import Image

BUDI = "person=1001&chat=1001"
YES_NO = [[{"text": "Ya", "callback_data": "yes"}, {"text": "Tidak", "callback_data": "no"}]]


def picture(width: int, height: int) -> bytes:
    """A PNG."""
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "#0072b2").save(drawn, "PNG")
    return drawn.getvalue()
