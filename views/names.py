"""What people are called."""

from typing import Protocol


class Ranked(Protocol):
    """Somebody with a rank and a name, as far as they are known yet."""

    @property
    def rank(self) -> str | None:
        """Such as `Lettu`."""

    @property
    def name(self) -> str | None:
        """The name alone."""


def full_name(person: Ranked) -> str:
    """Give somebody with their rank before the name, as plain text."""
    return " ".join(filter(None, (person.rank, person.name)))
