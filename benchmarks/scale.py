"""How much is measured: in full, or quickly."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """The size of every measure; each is bounded by it, and by nothing that is measured."""

    #: Form steps: people at a time, rounds for each contestant.
    people: int
    rounds: int
    #: Reminders: officers of a broadcast, those who tap meanwhile, and for how long before it.
    officers: int
    tappers: int
    quiet_seconds: float
    #: Charts and recaps: how often each is made.
    pictures: int
    recaps: int
    #: Memory: seconds of rest before it is read, and form steps before it is read again.
    rest_seconds: float
    steps: int
    #: Database: transactions of each kind in a round.
    transactions: int


FULL = Scale(
    people=100,
    rounds=3,
    officers=300,
    tappers=10,
    quiet_seconds=12.0,
    pictures=20,
    recaps=30,
    rest_seconds=5.0,
    steps=1000,
    transactions=1500,
)
QUICK = Scale(
    people=30,
    rounds=1,
    officers=90,
    tappers=5,
    quiet_seconds=3.0,
    pictures=3,
    recaps=5,
    rest_seconds=1.0,
    steps=120,
    transactions=200,
)
