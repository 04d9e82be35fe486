"""Deep links of the bot, and how they look as a picture that another phone can read (Bot API: deep linking)."""

import io

import segno

#: Pixels per module: a link with a token takes 33 to 45 modules, and is read from a screen at arm's length.
_SCALE = 10
_BORDER = 4


def start_link(bot_name: str, token: str) -> str:
    """Give the link that opens the bot with a token: letters, digits, `_` and `-`, 64 at most."""
    return f"https://t.me/{bot_name}?start={token}"


def qr_picture(link: str) -> bytes:
    """Give the link as a QR code: PNG, black on white."""
    picture = io.BytesIO()
    segno.make_qr(link, error="m").save(picture, kind="png", scale=_SCALE, border=_BORDER)
    return picture.getvalue()
