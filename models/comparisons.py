"""Comparing a period with an earlier one, so that like stands beside like: pure rules, without a database.

A rise or fall is only told where both periods are known about equally well. All limits are assumed (docs/decisions).
"""

import enum
from dataclasses import dataclass

from models.periods import Period

#: Below this share of the expected reports a total says little about what was done.
FEWEST_REPORTS = 0.5
#: How far the shares of reports may lie apart before a change may come from the reporting alone.
SHARES_APART = 0.10
#: How far the numbers of expected reports may lie apart, as a share of the earlier one.
SIZES_APART = 0.25
#: Below this the figures themselves say more than a percentage.
SMALL_TOTAL = 20
#: What changes by less than this counts as about the same.
ABOUT_SAME = 0.05

#: How many times as much another indicator must have moved to be told of instead of the first one.
FAR_GREATER = 1.5

Known = tuple[int | None, ...]
"""One total per indicator; None where nothing is known."""


class Against(enum.StrEnum):
    """Which earlier period stands beside the one that is told about."""

    BEFORE = "before"
    YEAR_BEFORE = "year_before"


class Footing(enum.StrEnum):
    """Whether two periods may be compared, and if not, why."""

    EQUAL = "equal"
    #: The earlier period is not known at all.
    UNKNOWN = "unknown"
    #: Too few of the expected reports came, in one of the two or in one far fewer than in the other.
    FEW_REPORTS = "few_reports"
    #: Far more or far fewer reports were expected.
    OTHER_SIZE = "other_size"


class Trend(enum.StrEnum):
    """What became of a total."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    #: Too small for a percentage, a zero among them.
    SMALL = "small"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of a stretch of days: activities led, by indicator, and reports expected and there."""

    period: Period
    led: Known
    expected: int
    reported: int

    @property
    def share(self) -> float:
        """The share of the expected reports that came; 1 where none was expected."""
        return self.reported / self.expected if self.expected else 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """One indicator in both periods; `share` is the change as a share of the earlier total, where that can be told."""

    trend: Trend
    now: int | None
    before: int | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A period beside an earlier one: `now` and `before` cover the same number of days.

    `whole` is the earlier period as a whole; where the present one is still running, `before` is its first part.
    """

    against: Against
    whole: Period
    now: Side
    before: Side

    @property
    def is_partial(self) -> bool:
        """Whether only the first days of the earlier period are compared."""
        return self.before.period != self.whole

    @property
    def is_known(self) -> bool:
        """Whether anything is known of the earlier period."""
        return any(total is not None for total in self.before.led)

    @property
    def footing(self) -> Footing:
        """Tell whether a change between the two may be told as one."""
        if not self.is_known:
            return Footing.UNKNOWN
        if min(self.now.share, self.before.share) < FEWEST_REPORTS:
            return Footing.FEW_REPORTS
        if abs(self.now.share - self.before.share) > SHARES_APART:
            return Footing.FEW_REPORTS
        if _differ(self.now.expected, self.before.expected):
            return Footing.OTHER_SIZE
        return Footing.EQUAL

    def change(self, place: int) -> Change:
        """Give what became of the indicator at that place, whatever the footing."""
        return change_between(self.now.led[place], self.before.led[place])

    def changes(self) -> tuple[Change, ...]:
        """Give what became of each indicator."""
        return tuple(self.change(place) for place in range(len(self.now.led)))


def change_between(now: int | None, before: int | None) -> Change:
    """Compare two totals: by percentage only where both are large enough for one."""
    if now is None or before is None:
        return Change(Trend.UNKNOWN, now, before, None)
    if min(now, before) < SMALL_TOTAL:
        return Change(Trend.SAME if now == before else Trend.SMALL, now, before, None)
    share = (now - before) / before
    if abs(share) < ABOUT_SAME:
        return Change(Trend.SAME, now, before, share)
    return Change(Trend.UP if share > 0 else Trend.DOWN, now, before, share)


def most_telling(changes: tuple[Change, ...]) -> int | None:
    """Give the place of the first rise or fall, or of the greatest where that is far greater; nothing without any."""
    moved = [place for place, one in enumerate(changes) if one.trend in (Trend.UP, Trend.DOWN)]
    if not moved:
        return None
    first, greatest = moved[0], max(moved, key=lambda place: _size(changes[place]))
    return greatest if _size(changes[greatest]) > FAR_GREATER * _size(changes[first]) else first


def _size(change: Change) -> float:
    return abs(change.share or 0.0)


def alike(period: Period, earlier: Period, days: int) -> tuple[Period, Period]:
    """Give the stretches to compare when only the first `days` of a period are over: the same number of each.

    An earlier period may be shorter, as February is: then it counts whole, and both are cut to its length.
    """
    whole = days >= period.days
    if whole:
        return period, earlier
    length = min(days, earlier.days)
    return _first_days(period, length), _first_days(earlier, length)


def _first_days(period: Period, days: int) -> Period:
    if days >= period.days:
        return period
    return Period.between(period.first, period.first.fromordinal(period.first.toordinal() + days - 1))


def _differ(now: int, before: int) -> bool:
    if not before:
        return bool(now)
    return abs(now - before) / before > SIZES_APART
