"""What each made-up officer does on each day, from a fixed seed: the same history every time, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from bot.demo.cast import FIRST_DAY, SEED, DemoMember
from models.provinces import zone_of

#: How far the made-up days reach: to the end of 2027.
DAYS = (date(2027, 12, 31) - FIRST_DAY).days + 1
INDICATORS = 4

#: What one officer of an agency leads on an ordinary day: patrol, community visit, inspection, outreach.
_USUAL = {
    "POLKAM": (0.05, 0.15, 0.25, 0.45),
    "POLRI": (0.95, 1.20, 0.45, 0.35),
    "DJBC": (0.45, 0.20, 1.90, 0.20),
    "BAKAMLA": (1.10, 0.40, 0.85, 0.15),
    "TNIAL": (1.15, 0.30, 0.65, 0.10),
    "KEJAGUNG": (0.08, 0.35, 0.35, 0.45),
    "KKP": (0.80, 0.50, 1.10, 0.30),
    "BARANTIN": (0.15, 0.20, 2.10, 0.30),
    "KEMENDAG": (0.08, 0.30, 1.10, 0.50),
    "KEMENPERIN": (0.05, 0.20, 0.80, 0.45),
    "KEMENHUB": (0.55, 0.30, 1.30, 0.20),
}
#: By weekday, Monday first.
_WEEK = np.array([1.0, 1.05, 1.0, 1.05, 0.95, 0.7, 0.55])
_GROWTH_A_YEAR = 0.11
#: The joint patrol: 55 days from 28 July 2025 (release 226/SP/HM.01.02/POLKAM/7/2025).
_OPERATION = (date(2025, 7, 28), date(2025, 9, 20))
_TAKING_PART = ("BAKAMLA", "TNIAL", "KKP", "KEMENHUB", "POLRI", "DJBC")
#: The weeks of Idul Fitri, when less is done.
_HOLIDAYS = (
    (date(2024, 4, 8), date(2024, 4, 15)),
    (date(2025, 3, 28), date(2025, 4, 7)),
    (date(2026, 3, 18), date(2026, 3, 26)),
)
_MINUTES = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """What an officer will report for a date, and when (UTC); or that they never do, or are away."""

    day: date
    absent: bool
    submitted_at: datetime | None
    led: tuple[int, ...]
    joined: tuple[int, ...]


class OfficerDays:
    """All days of one officer."""

    def __init__(self, officer: DemoMember) -> None:
        self.officer = officer
        self._zone = zone_of(officer.unit.province).tz
        random = np.random.default_rng([SEED, officer.id])
        diligence = random.beta(14, 1.6)
        absent = _absences(random)
        reports = (random.random(DAYS) < np.minimum(0.985, diligence * _learning())) & ~absent
        minutes = _minutes(random, diligence)
        nothing = random.random(DAYS) < _nothing_at_all()
        led = random.poisson(_means(officer.unit.agency_code)).T * ~nothing
        joined = (random.random((INDICATORS, DAYS)) < np.array([[0.22], [0.08], [0.12], [0.1]])) * ~nothing
        #: As plain lists: a day is asked for one at a time.
        self._absent: list[bool] = absent.tolist()
        self._reports: list[bool] = reports.tolist()
        self._minutes: list[int] = minutes.tolist()
        self._led: list[list[int]] = led.T.tolist()
        self._joined: list[list[int]] = joined.astype(int).T.tolist()

    def on(self, day: date) -> PlannedDay:
        """Give what the officer does on a date."""
        at = (day - FIRST_DAY).days
        return PlannedDay(
            day=day,
            absent=self._absent[at],
            submitted_at=self._moment(day, self._minutes[at]) if self._reports[at] else None,
            led=tuple(self._led[at]),
            joined=tuple(self._joined[at]),
        )

    def _moment(self, day: date, minutes: int) -> datetime:
        midnight = datetime.combine(day, time(), self._zone)
        return (midnight + minutes * _MINUTES).astimezone(UTC)


def _absences(random: np.random.Generator) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Runs of one to seven days away, about one day in twenty."""
    away = np.zeros(DAYS, dtype=bool)
    for start in np.flatnonzero(random.random(DAYS) < 0.016):  # noqa: PLR2004
        away[start : start + int(random.integers(1, 8))] = True
    return away


def _learning() -> "np.ndarray[Any, np.dtype[np.floating[Any]]]":
    """Reporting became a habit over the first months."""
    return 0.86 + 0.16 * np.minimum(1.0, np.arange(DAYS) / 300)


def _minutes(random: np.random.Generator, diligence: float) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """Minutes after midnight: mostly in the afternoon, some after the deadline, a few on the next morning."""
    usual = np.clip(random.normal(17.4 * 60, 75, DAYS), 14 * 60 + 40, 19 * 60 + 58)
    late = np.clip(random.normal(20.9 * 60, 45, DAYS), 20 * 60 + 2, 23 * 60 + 50)
    next_day = 24 * 60 + np.clip(random.normal(8.5 * 60, 60, DAYS), 6 * 60, 12 * 60)
    dice = random.random(DAYS)
    lateness = 0.03 + (1 - diligence) * 0.35
    minutes = np.where(dice < lateness, np.where(dice < lateness * 0.3, next_day, late), usual)
    return minutes.astype(np.int64)


def _means(agency_code: str) -> "np.ndarray[Any, np.dtype[np.floating[Any]]]":
    """The expected numbers for each day and indicator."""
    ahead = np.arange(DAYS)
    weekdays = _WEEK[(ahead + FIRST_DAY.weekday()) % 7]
    growth = (1 + _GROWTH_A_YEAR) ** (ahead / 365)
    season = 1 + 0.09 * np.sin(2 * np.pi * (ahead / 365.25 - 0.3))
    rhythm = weekdays * growth * season * _in_spans(_HOLIDAYS, 0.5)
    means = np.outer(rhythm, np.array(_USUAL[agency_code]))
    if agency_code in _TAKING_PART:
        means[:, 0] *= _in_spans((_OPERATION,), 1.45)
    return means


def _nothing_at_all() -> "np.ndarray[Any, np.dtype[np.floating[Any]]]":
    return 0.05 + 0.06 * (_WEEK[(np.arange(DAYS) + FIRST_DAY.weekday()) % 7] < 0.8)  # noqa: PLR2004


def _in_spans(spans: Sequence[tuple[date, date]], factor: float) -> "np.ndarray[Any, np.dtype[np.floating[Any]]]":
    factors = np.ones(DAYS)
    for first, last in spans:
        factors[(first - FIRST_DAY).days : (last - FIRST_DAY).days + 1] = factor
    return factors
