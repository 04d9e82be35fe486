"""The root of every error that a person may read.

An error says what happened, as data; the sentence that the person reads stands in `views/refusals.py`.
"""

from dataclasses import dataclass


class LaporError(Exception):
    """An expected error; its sentence, by its type, stands in `views/refusals.py`.

    A new one is a dataclass (`@dataclass(eq=False)`) whose fields are what its sentence needs to know.
    """


@dataclass(eq=False)
class TooLong(LaporError):
    """A text is longer than the `most` characters that there is room for."""

    most: int


def fitting(text: str, most: int) -> str:
    """Give a text for which there is room; raises `TooLong`."""
    if len(text) > most:
        raise TooLong(most)
    return text


def one_line(text: str) -> str:
    """Give what somebody wrote as one line, without what can't be seen or turns the letters around it."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
