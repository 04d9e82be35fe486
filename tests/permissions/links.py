"""Every kind of deep link: for whom it is, where it leads and as what, and why it opens nothing any more."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy.orm import Session

from models.invitations import Guest, Offer, create_invitation, find_invitation
from models.schema import Agency, Invitation, Role, Unit
from tests.clock.roster import MONDAY, Roster
from tests.permissions.world import MATE

#: Columns of an invitation that make no other kind of link.
ONE_KIND = frozenset({"id", "token_hash", "role", "unit_id", "created_by", "created_at", "uses", "request_key"})
PLACES = ("BAKAMLA/BATAM", "BAKAMLA/AMBON", "KKP/MERAUKE", "POLKAM/PUSAT")
CODES: Mapping[str, str] = MappingProxyType({place: f"BCDF{n}222" for n, place in enumerate(PLACES, start=2)})
GUEST = "Tamu Bernama"
_CLOSED, _OFF = "BAKAMLA/TUTUP", "BNN/MATI"
_OVER_CODES = ("BCDF8888", "BCDF9999", "BCDFBCDF")


class For(enum.StrEnum):
    """Whom a link is for."""

    ANYBODY = "anybody"
    NAMED = "named"
    #: A member, who gets another Telegram account by it.
    ACCOUNT = "account"
    #: Whoever knows a unit's code.
    CODE = "code"


class Over(enum.StrEnum):
    """Why a link opens nothing."""

    EXPIRED = "expired"
    USED_UP = "used_up"
    REVOKED = "revoked"
    UNIT_CLOSED = "unit_closed"
    AGENCY_OFF = "agency_off"
    UNKNOWN = "unknown"


#: Which column of an invitation each kind of link hangs on: a new column belongs here or into `ONE_KIND`.
HANGS_ON: Mapping[str, For | Over] = MappingProxyType(
    {
        "member_id": For.ACCOUNT,
        "guest_name": For.NAMED,
        "guest_rank": For.NAMED,
        "guest_service_number": For.NAMED,
        "expires_at": Over.EXPIRED,
        "uses_left": Over.USED_UP,
        "revoked_at": Over.REVOKED,
    }
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link, and what it was made as."""

    token: str = field(repr=False)
    whom: For
    role: Role
    place: str
    over: Over | None = None
    #: Made before some of the members left, who can't come back by it.
    is_early: bool = False


def links(session: Session, roster: Roster, early: datetime, now: datetime) -> list[Link]:
    """Make one of every kind."""
    off = session.get_one(Agency, session.get_one(Unit, roster.unit(_OFF)).agency_id)
    made = [
        *_open(session, roster, now),
        *(_over(session, roster, whom, over, now) for whom in _INVITES for over in Over if over != Over.UNKNOWN),
        *(_made(session, roster, Link("", whom, Role.OFFICER, PLACES[0], is_early=True), early) for whom in _INVITES),
        Link("tidak-ada-tautan-begini", For.ANYBODY, Role.OFFICER, PLACES[0], Over.UNKNOWN),
        *_codes(session, roster),
    ]
    session.get_one(Unit, roster.unit(_CLOSED)).closed_on, off.enabled = MONDAY, False
    return made


def closed_places() -> tuple[str, ...]:
    """Give the places that are not open: to be there before the links."""
    return _CLOSED, _OFF


_INVITES = (For.ANYBODY, For.NAMED, For.ACCOUNT)
_NOWHERE = {Over.UNIT_CLOSED: _CLOSED, Over.AGENCY_OFF: _OFF}


def _open(session: Session, roster: Roster, now: datetime) -> Iterator[Link]:
    kinds = [Link("", whom, role, place) for whom in (For.ANYBODY, For.NAMED) for role in Role for place in PLACES[:3]]
    desk = Link("", For.ANYBODY, Role.ADMINISTRATOR, PLACES[3])
    for kind in (*kinds, desk, Link("", For.ACCOUNT, Role.OFFICER, PLACES[0])):
        yield _made(session, roster, kind, now)


def _over(session: Session, roster: Roster, whom: For, over: Over, now: datetime) -> Link:
    link = _made(session, roster, Link("", whom, Role.OFFICER, _NOWHERE.get(over, PLACES[0]), over), now)
    welcome = find_invitation(session, link.token, now)
    assert welcome is not None, "it opened something before it was over"
    row = session.get_one(Invitation, welcome.invitation_id)
    match over:
        case Over.EXPIRED:
            row.expires_at = now
        case Over.USED_UP:
            row.uses_left = 0
        case Over.REVOKED:
            row.revoked_at = now
    return link


def _made(session: Session, roster: Roster, link: Link, now: datetime) -> Link:
    offer = Offer(
        link.role,
        roster.unit(link.place),
        valid=timedelta(days=7),
        guest=Guest(GUEST) if link.whom == For.NAMED else None,
        member_id=roster.members[MATE] if link.whom == For.ACCOUNT else None,
    )
    token = create_invitation(session, offer, inviter=None, now=now)
    return Link(token, link.whom, link.role, link.place, link.over, link.is_early)


def _codes(session: Session, roster: Roster) -> list[Link]:
    """Codes of open units, of places that are closed, and one that no unit has."""
    closed = dict(zip((_CLOSED, _OFF), _OVER_CODES[:2], strict=True))
    for place, code in (dict(CODES) | closed).items():
        session.get_one(Unit, roster.unit(place)).join_code = code
    over = {_CLOSED: Over.UNIT_CLOSED, _OFF: Over.AGENCY_OFF}
    return [
        *(Link(code, For.CODE, Role.OFFICER, place) for place, code in CODES.items()),
        *(Link(code, For.CODE, Role.OFFICER, place, over[place]) for place, code in closed.items()),
        Link(_OVER_CODES[2], For.CODE, Role.OFFICER, PLACES[0], Over.UNKNOWN),
    ]
