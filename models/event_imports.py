"""Takes the events of a spreadsheet in, once each: the same row again changes nothing."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.enforcement import Facts
from models.enforcement_changes import record
from models.errors import LaporError
from models.event_sheets import UNIT, EventSheet, SheetEvent
from models.import_units import MadeUnit, UnitsOfSheet
from models.provinces import Zone
from models.report_sheets import Problem, Progress
from models.schema import Agency, Enforcement


@dataclass(frozen=True, slots=True)
class ImportedEvents:
    """What became of a spreadsheet of events."""

    added: int
    unchanged: int
    problems: tuple[Problem, ...]
    units_made: tuple[MadeUnit, ...]


def import_events(
    session: Session, agency: Agency, sheet: EventSheet, *, units: UnitsOfSheet, now: datetime, progress: Progress
) -> ImportedEvents:
    """Record the events that are not there yet, in the caller's transaction; tell what became of each row.

    Two rows that say the same are two events; of those, as many are taken in as there are more than before.
    """
    known = set(session.scalars(select(Enforcement.import_key).where(Enforcement.import_key.is_not(None))))
    seen: dict[str, int] = {}
    problems, added, unchanged = list(sheet.problems), 0, 0
    today = local_date(now, Zone.WIB)
    for event in sheet.events:
        progress(1)
        try:
            facts = _facts(event, units.find(event.unit))
            key = _key(agency, facts, seen)
            if key in known:
                unchanged += 1
                continue
            record(session, None, facts, now, today=today, import_key=key)
            added += 1
        except LaporError as error:
            problems.append(Problem(event.row_number, UNIT, error))
    return ImportedEvents(added, unchanged, tuple(problems), tuple(units.made))


def _facts(event: SheetEvent, unit_id: int) -> Facts:
    return Facts(event.day, unit_id, event.goods, event.goods_value, event.cases, event.suspects, event.loss_prevented)


def _key(agency: Agency, facts: Facts, seen: dict[str, int]) -> str:
    """What the row says, and the how-manieth of its like it is."""
    said = json.dumps([agency.code, facts.as_json()], sort_keys=True)
    seen[said] = seen.get(said, 0) + 1
    return hashlib.sha256(f"{said} {seen[said]}".encode()).hexdigest()
