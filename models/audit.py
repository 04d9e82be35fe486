"""Writing the trail: every change leaves an event with a keyed digest, and its values in a table that can be erased.

Who looks at the personal data of others, or takes them out in a file, leaves an event as well: `looked`.
"""

import enum
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, update
from sqlalchemy.orm import Session

from models.schema import AuditDetail, AuditEvent, AuditUnsealed


class Look(enum.StrEnum):
    """In what form somebody got the personal data of others; a file that leaves the bot is an export."""

    CARD = "looked.card"
    LIST = "looked.list"
    FILE = "looked.file"
    TRAIL = "looked.trail"
    BACKUP = "looked.backup"


def record(
    session: Session,
    *,
    at: datetime,
    actor_id: int | None,
    action: str,
    subject: str,
    subject_id: int,
    content: Mapping[str, Any],
) -> int:
    """Add an event to the trail, in the caller's transaction; give its id.

    `action` is a verb in the past with its subject (`report.submitted`); `content` holds values that JSON can hold.
    """
    key = secrets.token_bytes(32)
    event = AuditEvent(
        at=at, actor_id=actor_id, action=action, subject=subject, subject_id=subject_id, digest=digest(key, content)
    )
    session.add(event)
    session.flush()
    session.add(AuditDetail(event_id=event.id, key=key, content=dict(content)))
    session.add(AuditUnsealed(event_id=event.id))
    return event.id


def looked(
    session: Session,
    look: Look,
    *,
    at: datetime,
    actor_id: int | None,
    subject: str,
    subject_id: int,
    about: Iterable[int] = (),
    what: str = "",
) -> None:
    """Note that somebody is shown personal data of others, in the transaction that reads them for the screen.

    `subject` and `subject_id` say whose (`member` 7) or of which part of the desk (`unit` 3, `agency` 2, `desk` 0);
    `about` holds the ids of the members on a list; `what` is a word for the screen or file (`anggota`, `recap.xlsx`).
    Whoever looks at their own data leaves no trace.
    """
    if (subject, subject_id) == ("member", actor_id):
        return
    content = {"what": what, "members": sorted(set(about))}
    record(
        session, at=at, actor_id=actor_id, action=look.value, subject=subject, subject_id=subject_id, content=content
    )


def looked_at_member(session: Session, actor_id: int, member_id: int, what: str, now: datetime) -> None:
    """Note that somebody is shown a card about one member; nothing where that is themselves."""
    looked(session, Look.CARD, at=now, actor_id=actor_id, subject="member", subject_id=member_id, what=what)


def looked_at_list(
    session: Session, actor_id: int, unit_id: int, members: Iterable[int], what: str, now: datetime
) -> None:
    """Note that somebody is shown the names of members of a unit."""
    looked(
        session,
        Look.LIST,
        at=now,
        actor_id=actor_id,
        subject="unit",
        subject_id=unit_id,
        about=members,
        what=what,
    )


def erase_values(session: Session, event_ids: Select[int], erased_by: int) -> int:
    """Empty the values and keys of those events, in the name of the event `erased_by`; give how many were emptied.

    Their rows, digests and seals stay as they are.
    """
    emptied = (
        update(AuditDetail)
        .where(AuditDetail.event_id.in_(event_ids), AuditDetail.erased_by.is_(None))
        .values(key=None, content=None, erased_by=erased_by)
        .execution_options(synchronize_session=False)
        .returning(AuditDetail.event_id)
    )
    return len(session.scalars(emptied).all())


def digest(key: bytes, content: Mapping[str, Any]) -> bytes:
    """Give the keyed digest of the values: without the key, nobody can try out what they were."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.digest(key, canonical.encode(), hashlib.sha256)
