"""What people write, made comparable: one line, small letters, Latin digits, one sort of dash."""

import unicodedata

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−～~", "-"))
_QUOTES = str.maketrans(dict.fromkeys("‘’`´", "'"))
_EMPHASIS = str.maketrans(dict.fromkeys("\ufe0e\ufe0f\u20e3"))  # what makes a digit a keycap emoji


def tidied(text: str) -> str:
    """Give the text on one line, in compatible characters, without invisible ones; the letters keep their case."""
    compatible = unicodedata.normalize("NFKC", text.translate(_EMPHASIS))
    return " ".join("".join(filter(_is_visible, compatible)).split())


def plain(tidy: str) -> str:
    """Give a tidied text in small letters, Latin digits and one sort of dash and quote, each character in its place."""
    return "".join(map(_plain_character, tidy.translate(_DASHES).translate(_QUOTES)))


def _plain_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    small = character.lower()
    return small if len(small) == 1 else character


def _is_visible(character: str) -> bool:
    return character.isspace() or not unicodedata.category(character).startswith("C")
