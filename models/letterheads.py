"""The letterhead of written reports: as it was set, or made from the names of the desk and its agencies."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import audit
from models.schema import Agency, Letterhead

_DESK = (
    "KEMENTERIAN KOORDINATOR BIDANG POLITIK DAN KEAMANAN",
    "REPUBLIK INDONESIA",
    "DESK PENCEGAHAN DAN PEMBERANTASAN PENYELUNDUPAN",
)
_TASK_FORCE = "SATUAN TUGAS KOORDINASI PENCEGAHAN"
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """How a written report begins and ends; what is empty is left blank, to be filled in by hand."""

    lines: tuple[str, ...]
    address: str | None = None
    place: str | None = None
    recipient: str | None = None
    signer_position: str | None = None
    signer_name: str | None = None
    signer_rank: str | None = None
    signer_number: str | None = None


def heading_of(session: Session, agency_id: int | None) -> Heading:
    """Give the letterhead of the desk (`agency_id` empty) or of an agency."""
    row = _row(session, agency_id)
    if row is None:
        return _usual(session.get_one(Agency, agency_id).name if agency_id is not None else None)
    return Heading(
        tuple(row.heading.split("\n")),
        row.address,
        row.place,
        row.recipient,
        row.signer_position,
        row.signer_name,
        row.signer_rank,
        row.signer_number,
    )


def set_heading(session: Session, agency_id: int | None, heading: Heading, *, now: datetime) -> None:
    """Set the letterhead of the desk or of an agency. The trail says that, and nothing of who signs."""
    row = _row(session, agency_id) or Letterhead(agency_id=agency_id)
    row.heading = "\n".join(heading.lines[:MOST_LINES])
    for name in ("address", "place", "recipient", "signer_position", "signer_name", "signer_rank", "signer_number"):
        setattr(row, name, getattr(heading, name))
    session.add(row)
    session.flush()
    audit.record(
        session,
        at=now,
        actor_id=None,
        action="letterhead.set",
        subject="letterhead",
        subject_id=row.id,
        content={"agency_id": agency_id, "heading": row.heading},
    )


def _row(session: Session, agency_id: int | None) -> Letterhead | None:
    return session.scalar(select(Letterhead).where(func.coalesce(Letterhead.agency_id, 0) == (agency_id or 0)))


def _usual(agency_name: str | None) -> Heading:
    lines = (*_DESK, _TASK_FORCE) if agency_name is None else (agency_name.upper(), _TASK_FORCE)
    return Heading(lines, recipient="Ketua Desk Pencegahan dan Pemberantasan Penyelundupan")
