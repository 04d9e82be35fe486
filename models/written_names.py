"""What people write as a name or a rank: tidied, or refused."""

from models.errors import LaporError, fitting, one_line
from models.writing import plain, tidied

LONGEST_NAME, LONGEST_RANK = 80, 40
SHORTEST_NAME = 3
#: What people write who have no rank.
_NO_RANK = {"-", "lewati", "tidak ada", "tdk ada", "tak ada", "kosong"}


class ShortName(LaporError):
    """What was typed is too short for a name, or has no letter."""


class UnreadableRank(LaporError):
    """Nothing can be seen of what was typed as a rank."""


def fit_name(text: str) -> str:
    """Give a name as it is kept; raises `ShortName` and `TooLong`."""
    name = one_line(text)
    if len(name) < SHORTEST_NAME or not any(letter.isalpha() for letter in name):
        raise ShortName
    return fitting(name, LONGEST_NAME)


def fit_rank(text: str) -> str | None:
    """Give a rank as it is kept, nothing for whoever writes that they have none.

    Raises `UnreadableRank` and `TooLong`.
    """
    if plain(tidied(text)) in _NO_RANK:
        return None
    rank = one_line(text)
    if not rank:
        raise UnreadableRank
    return fitting(rank, LONGEST_RANK)
