"""Reads an operation that somebody writes line by line, each with its name before a colon; also a few lines at a time.

nama: Patroli Gabungan
mulai: 28/7/2025
lama: 55 hari          (or `sampai: 20/9/2025`)
K/L: bakamla, tnial, kkp
keterangan: bersama sosialisasi
"""

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from models.days_ahead import dated
from models.errors import LaporError
from models.operation_plans import Plan
from models.operations import LONGEST, Operation
from models.organisation import AgencyLine
from models.period_words import NoDay, parse_day
from models.quantities import read_count
from models.writing import plain, tidied

_LINE = re.compile(r"\s*[-•*]*\s*(?P<name>[^:]{1,40}):(?P<value>.*)")
_YEAR = re.compile(r"\d{4}|[/.-]\d{2}\s*$")
_ALL = {"semua", "seluruh", "semua k/l", "seluruh k/l"}


class PlanPart(enum.StrEnum):
    """What an operation is made of."""

    NAME = "name"
    FIRST = "first"
    DAYS = "days"
    AGENCIES = "agencies"


@dataclass(eq=False)
class UnreadablePlan(LaporError):
    """A line of what was written has no name that is known, or no agency that is known."""

    line: str
    is_agency: bool = False


@dataclass(eq=False)
class EndsBeforeItBegins(LaporError):
    """The last day that was written lies before the first one, or none was written."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """An operation as far as it has been written; `operation_id` is 0 for a new one."""

    operation_id: int = 0
    name: str | None = None
    first_day: date | None = None
    days: int | None = None
    agency_ids: frozenset[int] = frozenset()
    description: str | None = None

    @classmethod
    def of(cls, operation: Operation) -> Self:
        """Give what an operation is now, for a change."""
        ids = frozenset(agency.agency_id for agency in operation.agencies)
        return cls(operation.id, operation.name, operation.first_day, operation.days, ids, operation.description)

    @property
    def missing(self) -> tuple[PlanPart, ...]:
        """Name what is still to be written."""
        parts = {
            PlanPart.NAME: self.name,
            PlanPart.FIRST: self.first_day,
            PlanPart.DAYS: self.days,
            PlanPart.AGENCIES: self.agency_ids,
        }
        return tuple(part for part, value in parts.items() if not value)

    def plan(self) -> Plan | None:
        """Give the plan, once everything that it needs was written."""
        if self.name is None or self.first_day is None or self.days is None or self.missing:
            return None
        return Plan(self.name, self.first_day, self.days, self.agency_ids, self.description)

    def toggled(self, agency_id: int) -> Self:
        """Let an agency take part, or no longer."""
        return replace(self, agency_ids=self.agency_ids ^ {agency_id})

    def as_json(self) -> dict[str, Any]:
        """Write it down until it is kept."""
        return {
            "operation_id": self.operation_id,
            "name": self.name,
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "days": self.days,
            "agency_ids": sorted(self.agency_ids),
            "description": self.description,
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read what was written down."""
        return cls(
            operation_id=written["operation_id"],
            name=written["name"],
            first_day=date.fromisoformat(written["first_day"]) if written["first_day"] else None,
            days=written["days"],
            agency_ids=frozenset(written["agency_ids"]),
            description=written["description"],
        )


def read_lines(text: str, sketch: Sketch, agencies: Iterable[AgencyLine], today: date) -> Sketch:
    """Read lines into a sketch; a single line without a colon is the name, where that is missing.

    Raises `UnreadablePlan`, `EndsBeforeItBegins`, and what reading dates and counts raises.
    """
    known = {word: one.id for one in agencies for word in (one.code.casefold(), one.name.casefold())}
    for line in filter(str.strip, text.splitlines()):
        match = _LINE.fullmatch(line)
        if match is None and sketch.name is None:
            sketch = replace(sketch, name=tidied(line))
        elif match is None:
            raise UnreadablePlan(tidied(line))
        else:
            sketch = _with_line(sketch, plain(tidied(match["name"])), match["value"].strip(), known, today)
    return sketch


def _with_line(sketch: Sketch, name: str, value: str, known: Mapping[str, int], today: date) -> Sketch:
    if re.search(r"\bnama\b|\boperasi\b", name):
        return replace(sketch, name=tidied(value) or None)
    if re.search(r"\bmulai\b|\bhari pertama\b|\btanggal\b|\bdari\b", name):
        return replace(sketch, first_day=_nearest(value, today) if value else None)
    if re.search(r"\blama\b|\bhari\b", name):
        return replace(sketch, days=read_count(re.sub(r"\bhari\b", " ", plain(tidied(value))), LONGEST))
    if re.search(r"\bsampai\b|\bselesai\b|\bakhir\b", name):
        return replace(sketch, days=_days_until(sketch, _nearest(value, today)) if value else None)
    if re.search(r"\bk/?l\b|\bpeserta\b|\binstansi\b", name):
        return replace(sketch, agency_ids=_agencies(value, known))
    if re.search(r"\bket\b|\bketerangan\b|\bcatatan\b", name):
        return replace(sketch, description=tidied(value) or None)
    raise UnreadablePlan(name)


def _nearest(value: str, today: date) -> date:
    """A date without its year is the nearest one: operations are planned ahead, and entered after they began."""
    meant = dated(tidied(value), today)
    try:
        recent = parse_day(meant, today)
    except NoDay:
        raise NoDay(value) from None
    if _YEAR.search(meant) or recent == today:
        return recent
    try:
        coming = recent.replace(year=recent.year + 1)
    except ValueError:  # 29 February
        return recent
    return min((recent, coming), key=lambda day: abs(day - today))


def _days_until(sketch: Sketch, last: date) -> int:
    if sketch.first_day is None or last < sketch.first_day:
        raise EndsBeforeItBegins
    return (last - sketch.first_day).days + 1


def _agencies(value: str, known: Mapping[str, int]) -> frozenset[int]:
    if plain(tidied(value)) in _ALL:
        return frozenset(known.values())
    found = set()
    for word in re.split(r"[,;]| dan ", value):
        wanted = tidied(word).casefold().strip(" .")
        if wanted and wanted not in known:
            raise UnreadablePlan(tidied(word), is_agency=True)
        if wanted:
            found.add(known[wanted])
    return frozenset(found)
