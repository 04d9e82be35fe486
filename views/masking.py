"""Showing of a name or a number no more than is needed to tell one from another."""

import re

#: How many of the last digits of an NRP or NIP are shown.
SHOWN_DIGITS = 3
_HIDDEN = "•"
#: The shortest NRP has so many digits.
_A_NUMBER = re.compile(r"\d{5,}")


def masked_name(name: str) -> str:
    """Give the initials of a name: `B… S…`."""
    return " ".join(f"{word[0]}…" for word in name.split())


def masked_number(number: str) -> str:
    """Give an NRP or NIP with its last three digits only: `•••••678`. One as short as that shows nothing."""
    shown = number[-SHOWN_DIGITS:] if len(number) > SHOWN_DIGITS else ""
    return _HIDDEN * (len(number) - len(shown)) + shown


def masked_in(words: str) -> str:
    """Give words in which every NRP or NIP is masked: `budi •••••678`."""
    return _A_NUMBER.sub(lambda found: masked_number(found[0]), words)
