"""Totals equal a recount from the raw answers, and nothing changed without a trace."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from tests.chaos.record import Record
from tests.chaos.stored import Stored

Place = TypeVar("Place")
Sums = TypeVar("Sums")


def totals_equal_a_recount(_record: Record, stored: Stored) -> list[str]:
    """Count every report and answer anew, per unit and day, and hold that against the running totals."""
    days: defaultdict[tuple[int, date], tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    totals: defaultdict[tuple[int, date, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for report in stored.reports:
        reports, on_time, nil = days[report.unit, report.day]
        days[report.unit, report.day] = (reports + 1, on_time + report.on_time, nil + report.nil)
        for label, (led, joined) in report.answers.items():
            before = totals[report.unit, report.day, label]
            totals[report.unit, report.day, label] = (before[0] + led, before[1] + joined)
    return [*_differences(stored.unit_days, days), *_differences(stored.unit_totals, totals)]


def _differences(kept: Mapping[Place, Sums], counted: Mapping[Place, Sums]) -> list[str]:
    return [
        f"unit {place}: kept {kept.get(place)}, counted {counted.get(place)}"
        for place in {*kept, *counted}
        if kept.get(place) != counted.get(place)
    ]


def trail_counts(_record: Record, stored: Stored) -> list[str]:
    """Each report was submitted once in the trail, and revised as often as it has further revisions."""
    wrong = []
    for report in stored.reports:
        number = stored.report_ids[report.person, report.day]
        told = (stored.trail.get(("report.submitted", number), 0), stored.trail.get(("report.revised", number), 0))
        if told != (1, report.revision - 1):
            wrong.append(f"{report.person}, {report.day}: the trail tells of {told}, there are {report.revision}")
    return wrong


def chain_verifies(_record: Record, stored: Stored) -> list[str]:
    """What `python -m bot audit verify` finds."""
    return list(stored.broken_seals)
