"""Who was expected where and when in a period, and who of them was excused: asked once for all that count people."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from models.expectations import Span, excused_days, expected_spans
from models.periods import Period
from models.permissions import Place


@dataclass(frozen=True, slots=True)
class People:
    """Where and when people of a place were expected, and on which of these days they were excused."""

    #: The days on which they count; empty where none does.
    counted: Period | None
    there: tuple[Span, ...]
    away: tuple[Span, ...]

    def until(self, last: date) -> "People":
        """Give the same up to a date: a day is what it is, whichever period it is asked for with."""
        if self.counted is None or last >= self.counted.last:
            return self
        if last < self.counted.first:
            return NOBODY
        counted = Period.between(self.counted.first, last)
        return People(counted, _cut(self.there, last), _cut(self.away, last))


NOBODY = People(None, (), ())


def people_of(session: Session, period: Period, place: Place) -> People:
    """Give who was expected at a place on the days of a period, and excused."""
    there, away = expected_spans(session, period), excused_days(session, period)
    return People(period, _at(there, place), _at(away, place))


def _at(spans: Iterable[Span], place: Place) -> tuple[Span, ...]:
    return tuple(
        span for span in spans if place.agency_id in (None, span.agency_id) and place.unit_id in (None, span.unit_id)
    )


def _cut(spans: Iterable[Span], last: date) -> tuple[Span, ...]:
    return tuple(span if span.last <= last else replace(span, last=last) for span in spans if span.first <= last)
