"""Writing the trail: every change leaves an event with a keyed digest, and its values in a table that can be erased."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.schema import AuditDetail, AuditEvent


def record(
    session: Session,
    *,
    at: datetime,
    actor_id: int | None,
    action: str,
    subject: str,
    subject_id: int,
    content: Mapping[str, Any],
) -> None:
    """Add an event to the trail, in the caller's transaction.

    `action` is a verb in the past with its subject (`report.submitted`); `content` holds values that JSON can hold.
    """
    key = secrets.token_bytes(32)
    event = AuditEvent(
        at=at, actor_id=actor_id, action=action, subject=subject, subject_id=subject_id, digest=digest(key, content)
    )
    session.add(event)
    session.flush()
    session.add(AuditDetail(event_id=event.id, key=key, content=dict(content)))


def digest(key: bytes, content: Mapping[str, Any]) -> bytes:
    """Give the keyed digest of the values: without the key, nobody can try out what they were."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.digest(key, canonical.encode(), hashlib.sha256)
