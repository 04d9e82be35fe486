"""What a person can be shown: a card of text with buttons, with a chart or a file where there is one."""

from dataclasses import dataclass
from html import escape

from models.file_orders import Making
from views.charts.data import Chart

#: Signs that turn the direction of writing, also of what stands behind them (Unicode: bidirectional controls).
_TURNING = dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))

Rows = tuple[tuple["Button", ...], ...]


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a card: `data` comes back when it is tapped (64 bytes at most), `url` opens."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A finished file, sent under its name: 50 MB at most (Bot API: sendDocument)."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Card:
    """One message: text in Telegram's HTML; with a chart, a picture or a file it is the caption (1024 characters)."""

    text: str
    buttons: Rows = ()
    chart: Chart | None = None
    document: Document | None = None
    #: A finished picture as PNG; only where there is no chart.
    picture: bytes | None = None
    #: A file that is still to be made, which takes a while.
    making: Making | None = None


def said(text: str) -> str:
    """Give what a person wrote as plain text inside a card: never as markup, and turning nothing around it."""
    return escape(text.translate(_TURNING), quote=False)


def shortened(words: str, most: int) -> str:
    """Give words of `most` characters at most, and say by an ellipsis where something was left out."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def lines(*parts: str | None) -> str:
    """Put lines below each other, leaving out those that are not there; an empty one stays as a gap."""
    return "\n".join(part for part in parts if part is not None)
