"""Joining: from the link to membership, one question at a time, kept as a row until it is confirmed."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.errors import LaporError, TooLong, one_line
from models.insertion import insert_new
from models.invitations import Welcome, find_invitation, is_open, use_invitation, welcome_by_id
from models.members import Newcomer, identify, take_in
from models.organisation import HEADQUARTERS, agency_by_code, ship_agencies, unit_by_code
from models.permissions import Person
from models.schema import Joining, Role
from models.writing import plain, tidied

NAME, RANK, CONFIRM = "name", "rank", "confirm"
#: How a joining can end without a member: the invitation is over, or its guest left.
OVER, LEFT = "over", "left"
LONGEST = {NAME: 80, RANK: 40}
SHORTEST_NAME = 3
#: What people write who have no rank.
_NO_RANK = {"-", "lewati", "tidak ada", "tdk ada", "tak ada", "kosong"}

#: Where an administrator from the settings belongs until somebody says otherwise.
DESK_AGENCY = "POLKAM"


@dataclass(eq=False)
class UnfitAnswer(LaporError):
    """What was typed can't be a name or a rank (`asked`, a step of joining)."""

    asked: str


@dataclass(frozen=True, slots=True)
class JoiningView:
    """Where somebody is on their way in."""

    telegram_id: int
    step: str
    version: int
    name: str | None
    rank: str | None
    welcome: Welcome
    card_message_id: int | None


def begin_with_token(session: Session, telegram_id: int, token: str, now: datetime) -> JoiningView | None:
    """Start, or start over, with an invitation's token.

    Nothing if the token opens nothing, or nothing new: its guest has that role in that unit already.
    """
    welcome = find_invitation(session, token, now)
    if welcome is None or _is_there_already(session, telegram_id, welcome, now):
        return None
    return _begin(session, telegram_id, welcome, now)


def begin_as_administrator(session: Session, telegram_id: int, now: datetime) -> JoiningView:
    """Start for somebody whom the settings name as administrator."""
    return _begin(session, telegram_id, _desk(session, now), now)


def current_joining(session: Session, telegram_id: int, now: datetime) -> JoiningView | None:
    """Give where somebody is on their way in, if they are; the end of it, if the invitation is over."""
    joining = session.get(Joining, telegram_id)
    return _view(session, joining, now) if joining else None


def answer_joining(session: Session, telegram_id: int, text: str, now: datetime) -> JoiningView | None:
    """Take a typed name or rank; nothing if nobody is on their way in. Raises `UnfitAnswer`."""
    joining = session.get(Joining, telegram_id, with_for_update=True)
    if joining is None:
        return None
    if _is_over(session, joining, now):
        return _end(session, joining, OVER, now)
    if joining.step == NAME:
        joining.name, joining.step = _fit_name(text), RANK
    elif joining.step == RANK:
        joining.rank, joining.step = _fit_rank(text), CONFIRM
    joining.version += 1
    return _view(session, joining, now)


def skip_rank(session: Session, telegram_id: int, version: int, now: datetime) -> JoiningView | None:
    """Go on without a rank, if that is the open question."""
    joining = _at(session, telegram_id, version, RANK)
    if joining is not None:
        joining.rank, joining.step, joining.version = None, CONFIRM, joining.version + 1
    return current_joining(session, telegram_id, now)


def start_over(session: Session, telegram_id: int, version: int, now: datetime) -> JoiningView | None:
    """Ask for the name again, from the confirmation."""
    joining = _at(session, telegram_id, version, CONFIRM)
    if joining is not None:
        joining.step, joining.version = NAME, joining.version + 1
    return current_joining(session, telegram_id, now)


def leave(session: Session, telegram_id: int, now: datetime) -> JoiningView | None:
    """Give up the way in; nothing if nobody is on it."""
    joining = session.get(Joining, telegram_id, with_for_update=True)
    return _end(session, joining, LEFT, now) if joining else None


def confirm(session: Session, telegram_id: int, version: int, now: datetime) -> Person | JoiningView | None:
    """Make the guest a member; where the tap was an old one or the invitation is over, give where they are."""
    joining = _at(session, telegram_id, version, CONFIRM)
    if joining is None or joining.name is None:
        return current_joining(session, telegram_id, now)
    welcome = _spend(session, joining, now)
    if welcome is None:
        return _end(session, joining, OVER, now)
    newcomer = Newcomer(telegram_id, joining.name, joining.rank, welcome.role, welcome.unit_id)
    session.delete(joining)
    take_in(session, newcomer, actor_id=None, now=now)
    return identify(session, telegram_id, now)


def joining_card_shown(session: Session, telegram_id: int, message_id: int) -> None:
    """Remember which message carries the card, unless its guest has come in meanwhile."""
    session.execute(update(Joining).where(Joining.telegram_id == telegram_id).values(card_message_id=message_id))


def _begin(session: Session, telegram_id: int, welcome: Welcome, now: datetime) -> JoiningView:
    insert_new(session, Joining, [{"telegram_id": telegram_id, "step": NAME, "version": 0, "created_at": now}])
    joining = session.get_one(Joining, telegram_id, with_for_update=True)
    joining.invitation_id = welcome.invitation_id or None
    joining.step, joining.version = NAME, joining.version + 1
    session.flush()
    return _view(session, joining, now)


def _at(session: Session, telegram_id: int, version: int, step: str) -> Joining | None:
    joining = session.get(Joining, telegram_id, with_for_update=True)
    return joining if joining and (joining.version, joining.step) == (version, step) else None


def _is_there_already(session: Session, telegram_id: int, welcome: Welcome, now: datetime) -> bool:
    person = identify(session, telegram_id, now)
    return person is not None and (person.role, person.unit_id) == (welcome.role, welcome.unit_id)


def _is_over(session: Session, joining: Joining, now: datetime) -> bool:
    return joining.invitation_id is not None and not is_open(session, joining.invitation_id, now)


def _end(session: Session, joining: Joining, how: str, now: datetime) -> JoiningView:
    """Forget the guest, and give what they see last."""
    last = replace(_where(session, joining, now), step=how)
    session.delete(joining)
    return last


def _spend(session: Session, joining: Joining, now: datetime) -> Welcome | None:
    if joining.invitation_id is None:
        return _desk(session, now)
    return use_invitation(session, joining.invitation_id, now)


def _desk(session: Session, now: datetime) -> Welcome:
    ship_agencies(session, now)
    agency = agency_by_code(session, DESK_AGENCY)
    unit = unit_by_code(session, agency, HEADQUARTERS)
    return Welcome(0, Role.ADMINISTRATOR, unit.id, unit.name, agency.name)


def _view(session: Session, joining: Joining, now: datetime) -> JoiningView:
    if _is_over(session, joining, now):
        return _end(session, joining, OVER, now)
    return _where(session, joining, now)


def _where(session: Session, joining: Joining, now: datetime) -> JoiningView:
    welcome = welcome_by_id(session, joining.invitation_id) if joining.invitation_id else _desk(session, now)
    return JoiningView(
        joining.telegram_id, joining.step, joining.version, joining.name, joining.rank, welcome, joining.card_message_id
    )


def _fit_name(text: str) -> str:
    name = one_line(text)
    if len(name) < SHORTEST_NAME or not any(letter.isalpha() for letter in name):
        raise UnfitAnswer(NAME)
    return _fit(name, NAME)


def _fit_rank(text: str) -> str | None:
    if plain(tidied(text)) in _NO_RANK:
        return None
    rank = one_line(text)
    if not rank:
        raise UnfitAnswer(RANK)
    return _fit(rank, RANK)


def _fit(line: str, what: str) -> str:
    if len(line) > LONGEST[what]:
        raise TooLong(LONGEST[what])
    return line
