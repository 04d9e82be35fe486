"""One indicator as a row names it, and what names that stand together share."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

ALL = "*"
REST = "**"
"""Keys that no indicator has: every one, and every one that was not named."""


@dataclass(slots=True)
class Group:
    """One indicator as a row names it, with the counts that stand with it, from `start` up to `end` of the row.

    A count that is none is -1. `clause` is the clause of its name.
    """

    key: str
    start: int
    end: int
    clause: int
    counts: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    was_nil: bool = False
    each: bool = False
    counts_first: bool = False
    described: bool = False
    has_other_number: bool = False

    @property
    def is_nil(self) -> bool:
        """Whether all that stands with it is one word for nothing."""
        return self.was_nil and self.counts == [0]


def share(groups: Sequence[Group]) -> None:
    """Let names that stand together have the same count where that is meant.

    `sambang dan sosialisasi nihil` is nihil for both; `patroli dan sambang 3` could mean anything.
    """
    for before, group in reversed(list(pairwise(groups))):
        if before.counts or before.joined or before.described or not group.counts or group.counts_first:
            continue
        if group.each or group.is_nil:
            before.counts, before.was_nil, before.each = list(group.counts), group.was_nil, group.each
        elif before.clause == group.clause:
            before.counts, group.counts = [-1], [-1]
            group.start, before.end = before.start, group.end
    _share_forward(groups)


def _share_forward(groups: Sequence[Group]) -> None:
    """`tidak ada patroli dan sosialisasi` is nihil for both, if nothing else is counted after it."""
    first = next((at for at, group in enumerate(groups) if group.is_nil and group.counts_first), None)
    if first is not None and not any(group.counts or group.joined for group in groups[first + 1 :]):
        for group in groups[first + 1 :]:
            if not group.described and group.key not in {ALL, REST}:
                group.counts = [0]
