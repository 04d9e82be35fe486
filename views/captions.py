"""What fits into a message and below a picture (Bot API: sendMessage, sendPhoto), counted as Telegram counts."""

import re
from collections.abc import Sequence
from html import unescape

from views.screen import lines

#: Characters of a message, and of a picture's caption, counted after the markup is read.
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_MARKUP = re.compile(r"<[^>]*>")


def fits_below_a_picture(text: str) -> bool:
    """Tell whether a text in Telegram's HTML is short enough to be a caption."""
    return visible(text) <= LONGEST_CAPTION


def visible(text: str) -> int:
    """Count what is left of a text in Telegram's HTML when its markup is read, in units of UTF-16."""
    return len(unescape(_MARKUP.sub("", text)).encode("utf-16-le")) // 2


def fitting(before: Sequence[str | None], wished: Sequence[str], after: Sequence[str | None], most: int) -> list[str]:
    """Give as many lines of what is wished, from the first on, as there is room for between the others."""
    room = most - visible(lines(*before, *after))
    shown: list[str] = []
    for line in wished:
        room -= visible(line) + 1
        if room < 0:
            break
        shown.append(line)
    return shown
