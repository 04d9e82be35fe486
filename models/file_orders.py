"""Files that people ask for: what was asked, written down as a row of the outbox, so that it outlives a restart."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.outbox import Claimed, Planned, plan
from models.periods import Period
from models.permissions import Person, Place

KIND = "file"
#: A file could not be made: whoever waits for it is told.
FAILED_KIND = "file_failed"
#: After that nobody waits for it any more.
LASTS = timedelta(hours=1)


class FileForm(enum.StrEnum):
    """The forms in which a recap can be had; the value is the ending of its name."""

    XLSX = "xlsx"
    PDF = "pdf"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class FileOrder:
    """One file: its form, the period, of whom, and whether it says who reported."""

    form: FileForm
    period: Period
    place: Place
    names: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give the order as JSON holds it."""
        return {
            "form": self.form,
            "period": self.period.code,
            "agency_id": self.place.agency_id,
            "unit_id": self.place.unit_id,
            "names": self.names,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Give the order back from how JSON holds it."""
        place = Place(agency_id=stored["agency_id"], unit_id=stored["unit_id"])
        return cls(FileForm(stored["form"]), Period.from_code(stored["period"]), place, stored["names"])


@dataclass(frozen=True, slots=True)
class Making:
    """An order that is being carried out: what the file tells is what is so at that moment."""

    order: FileOrder
    now: datetime
    synthetic: bool


def order_file(session: Session, person: Person, order: FileOrder, request: int, now: datetime) -> None:
    """Write down that somebody wants a file; the same request twice is one order. The caller has checked the right."""
    today = local_date(now, person.zone)
    wanted = Planned(
        KIND, today, now, now + LASTS, member_id=person.member_id, about=f"{request}", payload=order.as_json()
    )
    if plan(session, [wanted], now):
        _trace(session, person.member_id, order, now)


def tell_failed(session: Session, row: Claimed, now: datetime) -> None:
    """Let whoever waits for a file know that it can't be made; nothing where the row is no such order."""
    if row.kind != KIND:
        return
    told = Planned(FAILED_KIND, row.day, now, now + LASTS, row.member_id, about=f"{row.id}", payload=row.payload)
    plan(session, [told], now)


def note_export(session: Session, order: FileOrder, now: datetime) -> None:
    """Note in the trail that the command line gave out a file."""
    _trace(session, None, order, now)


def _trace(session: Session, actor_id: int | None, order: FileOrder, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=actor_id,
        action="export.made",
        subject="export",
        subject_id=actor_id or 0,
        content=order.as_json(),
    )
