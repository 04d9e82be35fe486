"""Broadcasts: a coordinator's message to a role, an agency or those who are missing, and what became of each copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import audit, outbox
from models.clock import local_date
from models.errors import LaporError, TooLong, one_line
from models.expectations import in_zone, is_awaited, missing_on
from models.members import can_be_written_to, people_with_role
from models.outbox import Planned
from models.permissions import AUDIENCES, Person
from models.provinces import Zone
from models.schema import Agency, Audience, Broadcast, BroadcastState, Membership, Outbox, OutboxState
from models.schema.steering import LONGEST_BROADCAST

#: The kind of its rows in the outbox.
BROADCAST = "broadcast"
#: After a day what was said is no news.
_WITHIN = timedelta(days=1)
SHORTEST = 3
_RECENT = 5


class NoWords(LaporError):
    """What was typed says nothing."""


class NobodyToTell(LaporError):
    """A broadcast has nobody who would get it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A broadcast that waits to be sent: its words, for whom, and how many would get it now."""

    id: int
    text: str
    audience: Audience
    agency_id: int | None
    agency_code: str | None
    recipients: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a broadcast: the number of its copies in each state."""

    id: int
    text: str
    audience: Audience
    agency_code: str | None
    sent_at: datetime
    copies: dict[OutboxState, int]


def write_broadcast(
    session: Session, author: Person, audience: Audience, agency_id: int | None, text: str, now: datetime
) -> Draft:
    """Keep what was typed until it is sent; raises `NoWords` and `TooLong`."""
    words = "\n".join(one_line(line) for line in text.strip().splitlines())
    if len(words) < SHORTEST or not any(character.isalnum() for character in words):
        raise NoWords
    if len(words) > LONGEST_BROADCAST:
        raise TooLong(LONGEST_BROADCAST)
    broadcast = Broadcast(
        author_id=author.member_id,
        audience=audience,
        agency_id=agency_id,
        text=words,
        state=BroadcastState.DRAFT,
        created_at=now,
    )
    session.add(broadcast)
    session.flush()
    return _draft(session, broadcast, now)


def send_broadcast(session: Session, author: Person, broadcast_id: int, now: datetime) -> Delivery | None:
    """Send a broadcast of one's own, once: a second tap shows what became of it. Raises `NobodyToTell`.

    Whoever belongs to the audience now gets a copy. Nothing where it is not the author's.
    """
    broadcast = session.get(Broadcast, broadcast_id, with_for_update=True)
    if broadcast is None or broadcast.author_id != author.member_id:
        return None
    if broadcast.state == BroadcastState.DRAFT:
        _set_out(session, broadcast, now)
    return _delivery(session, broadcast)


def delivery_of(session: Session, broadcast_id: int) -> Delivery | None:
    """Give what became of a broadcast that was sent."""
    broadcast = session.get(Broadcast, broadcast_id)
    if broadcast is None or broadcast.state != BroadcastState.SENT:
        return None
    return _delivery(session, broadcast)


def recent_broadcasts(session: Session) -> list[Delivery]:
    """List the last broadcasts that were sent, newest first."""
    sent = select(Broadcast).where(Broadcast.state == BroadcastState.SENT).order_by(Broadcast.sent_at.desc())
    return [_delivery(session, broadcast) for broadcast in session.scalars(sent.limit(_RECENT))]


def recipients_of(session: Session, audience: Audience, agency_id: int | None, now: datetime) -> list[int]:
    """List the members, by number, who would get such a broadcast now."""
    if audience == Audience.MISSING:
        return _missing(session, agency_id, now)
    people = people_with_role(session, AUDIENCES[audience], now)
    return [person.member_id for person in people if agency_id in (None, person.agency_id)]


def words_for(session: Session, broadcast_id: int, person: Person) -> str | None:
    """Give what somebody is told; nothing where they were missing and have reported meanwhile."""
    broadcast = session.get_one(Broadcast, broadcast_id)
    if broadcast.audience != Audience.MISSING or broadcast.sent_at is None:
        return broadcast.text
    day = local_date(broadcast.sent_at, person.zone)
    return broadcast.text if is_awaited(session, person.member_id, day) else None


def _missing(session: Session, agency_id: int | None, now: datetime) -> list[int]:
    mine = [] if agency_id is None else [Membership.agency_id == agency_id]
    return [
        one.member_id
        for zone in Zone
        for one in missing_on(session, local_date(now, zone), in_zone(zone), can_be_written_to(), *mine)
    ]


def _set_out(session: Session, broadcast: Broadcast, now: datetime) -> None:
    members = recipients_of(session, broadcast.audience, broadcast.agency_id, now)
    others = [member_id for member_id in members if member_id != broadcast.author_id]
    if not others:
        raise NobodyToTell
    broadcast.state, broadcast.sent_at = BroadcastState.SENT, now
    outbox.plan(session, _copies(broadcast, others, now), now)
    audit.record(
        session,
        at=now,
        actor_id=broadcast.author_id,
        action="broadcast.sent",
        subject="broadcast",
        subject_id=broadcast.id,
        content={
            "audience": broadcast.audience,
            "agency_id": broadcast.agency_id,
            "text": broadcast.text,
            "recipients": len(others),
        },
    )


def _copies(broadcast: Broadcast, members: Sequence[int], now: datetime) -> list[Planned]:
    return [
        Planned(
            kind=BROADCAST,
            day=local_date(now, Zone.WIB),
            about=str(broadcast.id),
            payload={"broadcast_id": broadcast.id},
            due_at=now,
            expires_at=now + _WITHIN,
            member_id=member_id,
        )
        for member_id in members
    ]


def _draft(session: Session, broadcast: Broadcast, now: datetime) -> Draft:
    members = recipients_of(session, broadcast.audience, broadcast.agency_id, now)
    count = len([member_id for member_id in members if member_id != broadcast.author_id])
    code = _agency_code(session, broadcast)
    return Draft(broadcast.id, broadcast.text, broadcast.audience, broadcast.agency_id, code, count)


def _delivery(session: Session, broadcast: Broadcast) -> Delivery:
    assert broadcast.sent_at is not None  # noqa: S101 - only what was sent comes here
    occasion = f"{local_date(broadcast.sent_at, Zone.WIB).isoformat()} {broadcast.id}"
    counted = select(Outbox.state, func.count()).where(Outbox.kind == BROADCAST, Outbox.occasion == occasion)
    copies = {row[0]: row[1] for row in session.execute(counted.group_by(Outbox.state))}
    return Delivery(
        broadcast.id,
        broadcast.text,
        broadcast.audience,
        _agency_code(session, broadcast),
        broadcast.sent_at,
        copies,
    )


def _agency_code(session: Session, broadcast: Broadcast) -> str | None:
    return None if broadcast.agency_id is None else session.get_one(Agency, broadcast.agency_id).code
