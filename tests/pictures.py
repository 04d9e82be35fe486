"""Pictures that people send in tests, and albums of them."""

import base64
import io

from PIL import Image

from simulator.people import Person
from tests.desk import Desk


def picture(shade: int = 0, *, place: bool = False) -> bytes:
    """A small JPEG, different for each shade; with `place` its EXIF tells where it was taken."""
    exif = Image.Exif()
    if place:
        exif.get_ifd(0x8825).update({1: "S", 2: (7.0, 59.0, 26.9), 3: "E", 4: (131.0, 16.0, 14.0)})
        exif[0x010E] = "KN Tanjung Datu"
    target = io.BytesIO()
    Image.new("RGB", (64, 48), (shade * 20 % 256, shade, 90)).save(target, "JPEG", exif=exif, comment=b"rahasia")
    return target.getvalue()


async def send_album(desk: Desk, person: Person, shades: range, caption: str | None = None) -> None:
    """Send several photos at once; the first carries the caption, as Telegram's apps do it."""
    photos = [{"photo": {"data": base64.b64encode(picture(shade)).decode()}} for shade in shades]
    first = photos[0] | ({"caption": caption} if caption else {})
    body = {"from": person.id, "chat_id": person.id, "album": [first, *photos[1:]]}
    person._acted(await desk.telegram.client.post("/sim/send", body))
