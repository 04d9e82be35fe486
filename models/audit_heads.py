"""Noting the head of the trail elsewhere: once a day it goes to every administrator, by Telegram.

A trail whose end was cut, or that was rewritten altogether, is sound in itself; a head that somebody else holds tells.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit_seals import Head, head
from models.clock import local_date
from models.concerned import people_told
from models.outbox import Planned
from models.permissions import Concern
from models.provinces import Zone
from models.schedule import Schedule, moment
from models.schema import Outbox

#: The kind of its rows in the outbox.
AUDIT_HEAD = "audit_head"
#: A head that was not sent within the day is replaced by that of the next.
LASTS = timedelta(days=1)


def heads_to_tell(session: Session, schedule: Schedule, now: datetime) -> Sequence[Planned]:
    """Give the day's line for every administrator, from its hour (WIB) on; nothing while nothing was ever sealed."""
    today = local_date(now, Zone.WIB)
    opens = moment(today, schedule.audit_head, Zone.WIB)
    if now < opens:
        return ()
    newest = head(session)
    if newest is None:
        return ()
    return [_planned(person.member_id, today, opens, newest) for person in people_told(session, Concern.SEALS, now)]


def told_heads(session: Session) -> list[str]:
    """Give the heads that administrators were told, oldest first: the trail must still hold each of them."""
    payloads = session.scalars(select(Outbox.payload).where(Outbox.kind == AUDIT_HEAD).order_by(Outbox.id))
    # Earlier programs emptied those of an administrator who was forgotten.
    return list(dict.fromkeys(payload["hash"] for payload in payloads if "hash" in payload))


def _planned(member_id: int, today: date, opens: datetime, newest: Head) -> Planned:
    payload = {"number": newest.number, "hash": newest.hash, "events": newest.events}
    return Planned(AUDIT_HEAD, today, opens, opens + LASTS, member_id=member_id, payload=payload)
