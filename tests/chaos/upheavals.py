"""What people do to the chats themselves: block the bot and return, make a group a supergroup, delete a topic."""

import enum
import random
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """What happens, as the table says it."""

    BLOCK = "officers block the bot"
    RETURN = "officers let it back"
    MOVE = "a group becomes a supergroup"
    DELETE_TOPIC = "a topic is deleted"


@dataclass(frozen=True, slots=True)
class Upheaval:
    """One of them, so many real seconds after the clock has come to its stop: what is due is on its way."""

    kind: Kind
    after_seconds: float
    #: Of those who block or return.
    officer: int = 0


#: By evening and stop.
Upheavals = tuple[tuple[tuple[Upheaval, ...], ...], ...]
#: Of so many officers one blocks the bot in an evening.
_ONE_BLOCKS_OF = 25
_LONGEST = 1.5


def draw(chance: random.Random, officers: int, evenings: int, stops: int) -> Upheavals:
    """Draw them: never at the first stop, at which nothing was sent yet; group and topic change once in a run."""
    days: list[list[list[Upheaval]]] = [[[] for _ in range(stops)] for _ in range(evenings)]
    for day in days:
        for officer in chance.sample(range(officers), max(1, officers // _ONE_BLOCKS_OF)):
            leaves = chance.randrange(1, stops)
            returns = chance.randrange(leaves + 1, stops + 1)
            day[leaves].append(Upheaval(Kind.BLOCK, chance.uniform(0, _LONGEST), officer))
            if returns < stops:
                day[returns].append(Upheaval(Kind.RETURN, 0, officer))
    for kind in (Kind.MOVE, Kind.DELETE_TOPIC):
        days[0][chance.randrange(1, stops)].append(Upheaval(kind, chance.uniform(0, _LONGEST)))
    return tuple(tuple(tuple(stop) for stop in day) for day in days)
