"""The outbox as the desk sees it: what waits, what failed and what is in doubt, together where it is alike.

What somebody decides here, they decide for the rows that they saw: one that was settled later stays as it is.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, literal_column, select
from sqlalchemy.orm import Session

from models import audit
from models.group_posts import POST_UPDATE, allow_again
from models.outbox import ON_ITS_WAY
from models.permissions import Person
from models.schema import CoordinationGroup, Member, Outbox, OutboxState

#: What was settled longer ago is no longer shown.
SHOWN_FOR = timedelta(days=7)
PAGE = 4


class Shelf(enum.StrEnum):
    """Where a row stands, as the desk asks for it; the letters travel in buttons."""

    WAITING = "w"
    FAILED = "f"
    UNKNOWN = "u"


_STATES: Mapping[Shelf, tuple[OutboxState, ...]] = {
    Shelf.WAITING: ON_ITS_WAY,
    Shelf.FAILED: (OutboxState.FAILED,),
    Shelf.UNKNOWN: (OutboxState.UNKNOWN,),
}


class Decision(enum.StrEnum):
    """What the desk does about rows that failed or are in doubt; the letters travel in buttons."""

    AGAIN = "a"
    #: Somebody has seen in the chat that it arrived.
    ARRIVED = "s"
    #: Nobody needs it any more.
    DISMISS = "d"


@dataclass(frozen=True, slots=True)
class Bundle:
    """Rows of a shelf that are alike: of one kind, about one date, for one reason."""

    kind: str
    day: date
    outcome: str | None
    count: int
    #: How many of them could still be sent: the others' time is over.
    still_wanted: int
    #: The one recipient's name, or the group's title; nothing where there are more.
    recipient: str | None
    #: The first of them waits since, or was settled, at that moment.
    since: datetime
    #: The lowest number among them: what a button names the bundle by.
    row_id: int
    #: The one recipient, where that is a member.
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a shelf, from `number` 1 on."""

    shelf: Shelf
    bundles: tuple[Bundle, ...]
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Overview:
    """How many rows stand on each shelf, and what waits, by kind."""

    counts: Mapping[Shelf, int]
    waiting: Mapping[str, int]


def overview(session: Session, now: datetime) -> Overview:
    """Give how much there is of everything."""
    counts = {shelf: session.scalar(select(func.count()).where(*_on(shelf, now))) or 0 for shelf in Shelf}
    by_kind = select(Outbox.kind, func.count()).where(*_on(Shelf.WAITING, now)).group_by(Outbox.kind)
    waiting = {kind: int(count) for kind, count in session.execute(by_kind.order_by(Outbox.kind))}
    return Overview(counts, waiting)


def page(session: Session, shelf: Shelf, number: int, now: datetime) -> Page:
    """Give a page of a shelf, the newest first; a number beyond the last page gives the last."""
    bundles = _bundles(session, shelf, now)
    pages = max(1, -(-len(bundles) // PAGE))
    number = min(max(1, number), pages)
    shown = bundles[(number - 1) * PAGE : number * PAGE]
    return Page(shelf, tuple(shown), number, pages)


def look(session: Session, person: Person, shelf: Shelf, number: int, now: datetime) -> Page:
    """Give a page as somebody is shown it; that they read names on it is in the trail."""
    found = page(session, shelf, number, now)
    named = [one.member_id for one in found.bundles if one.member_id is not None]
    if named:
        audit.looked(
            session,
            audit.Look.LIST,
            at=now,
            actor_id=person.member_id,
            subject="desk",
            subject_id=0,
            about=named,
            what="antrean",
        )
    return found


def decide(session: Session, person: Person, decision: Decision, row_id: int, seen_at: datetime, now: datetime) -> int:
    """Carry out a decision about the bundle of a row as it was seen at that moment; give how many rows it changed."""
    named = session.get(Outbox, row_id)
    if named is None or named.state not in _DECIDABLE[decision]:
        return 0
    rows = session.scalars(_alike(named, seen_at).with_for_update()).all()
    changed = [row for row in rows if _settle(row, decision, now)]
    if decision == Decision.AGAIN:
        for row in changed:
            if row.kind == POST_UPDATE:
                allow_again(session, row.payload["post_id"])
    if changed:
        _trace(session, person, decision, changed, now)
    return len(changed)


_DECIDABLE: Mapping[Decision, tuple[OutboxState, ...]] = {
    Decision.AGAIN: (OutboxState.FAILED, OutboxState.UNKNOWN),
    Decision.ARRIVED: (OutboxState.UNKNOWN,),
    Decision.DISMISS: (OutboxState.FAILED, OutboxState.UNKNOWN),
}


def _settle(row: Outbox, decision: Decision, now: datetime) -> bool:
    """Change a row; one whose time is over is not sent again."""
    match decision:
        case Decision.AGAIN if row.expires_at <= now:
            return False
        case Decision.AGAIN:
            row.state, row.due_at, row.attempts = OutboxState.PENDING, now, 0
            row.outcome, row.settled_at, row.holder = None, None, None
        case Decision.ARRIVED:
            row.state, row.settled_at, row.outcome = OutboxState.SENT, now, "seen in the chat"
        case Decision.DISMISS:
            row.state, row.settled_at, row.outcome = OutboxState.DROPPED, now, "dismissed"
    return True


def _alike(named: Outbox, seen_at: datetime) -> Select[Outbox]:
    outcome = Outbox.outcome == named.outcome if named.outcome else Outbox.outcome.is_(None)
    return select(Outbox).where(
        Outbox.state == named.state,
        Outbox.kind == named.kind,
        _day() == _day_of(named.occasion),
        outcome,
        Outbox.settled_at <= seen_at,
    )


def _bundles(session: Session, shelf: Shelf, now: datetime) -> list[Bundle]:
    moment = func.min(func.coalesce(Outbox.settled_at, Outbox.due_at))
    query = (
        select(
            Outbox.kind,
            _day(),
            Outbox.outcome,
            func.count(),
            func.count().filter(Outbox.expires_at > now),
            moment,
            func.min(Outbox.id),
        )
        .where(*_on(shelf, now))
        .group_by(Outbox.kind, _day(), Outbox.outcome)
        .order_by(func.max(Outbox.id).desc())
    )
    return [
        Bundle(
            kind=kind,
            day=date.fromisoformat(day),
            outcome=outcome,
            count=count,
            still_wanted=wanted,
            recipient=_recipient(session, row_id) if count == 1 else None,
            since=since,
            row_id=row_id,
            member_id=session.get_one(Outbox, row_id).member_id if count == 1 else None,
        )
        for kind, day, outcome, count, wanted, since, row_id in session.execute(query)
    ]


def _recipient(session: Session, row_id: int) -> str | None:
    row = session.get_one(Outbox, row_id)
    if row.group_id is not None:
        return session.get_one(CoordinationGroup, row.group_id).title
    member = session.get(Member, row.member_id) if row.member_id else None
    return " ".join(filter(None, (member.rank, member.name))) if member else None


def _on(shelf: Shelf, now: datetime) -> tuple[ColumnElement[bool], ...]:
    states = Outbox.state.in_(_STATES[shelf])
    if shelf == Shelf.WAITING:
        return (states,)
    return states, Outbox.settled_at > now - SHOWN_FOR


def _day() -> ColumnElement[str]:
    """The date at the head of an occasion; PostgreSQL groups only by what is written out."""
    return func.substr(Outbox.occasion, literal_column("1"), literal_column("10"))


def _day_of(occasion: str) -> str:
    return occasion.partition(" ")[0]


def _trace(session: Session, person: Person, decision: Decision, rows: Sequence[Outbox], now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action=_ACTIONS[decision],
        subject="outbox",
        subject_id=rows[0].id,
        content={"kind": rows[0].kind, "rows": [row.id for row in rows]},
    )


_ACTIONS: Mapping[Decision, str] = {
    Decision.AGAIN: "outbox.sent_again",
    Decision.ARRIVED: "outbox.seen_arrived",
    Decision.DISMISS: "outbox.dismissed",
}
