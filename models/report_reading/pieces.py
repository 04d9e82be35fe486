"""The pieces that a line of a report is cut into."""

from dataclasses import dataclass

from models.report_reading.words import Kind

_ENDS = {Kind.BREAK, Kind.DOT, Kind.OPENING, Kind.CLOSING}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line from `start` up to `end`.

    `key` is the indicator of a name. Of a count, `value` is its number, `is_nil` whether it was a word for nothing,
    `has_unit` whether kali or the like follows, and `thing` whatever other word follows.
    """

    kind: Kind
    start: int
    end: int
    text: str
    key: str = ""
    value: int = 0
    is_nil: bool = False
    has_unit: bool = False
    thing: str = ""

    @property
    def ends_clause(self) -> bool:
        """Whether a clause ends here."""
        return self.kind in _ENDS


def is_number(token: Token) -> bool:
    """Tell whether this is a number, a readable one or not."""
    return token.kind in {Kind.COUNT, Kind.BAD}
