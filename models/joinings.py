"""Joining: from the link to membership, one question at a time, kept as a row until it is confirmed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.errors import LaporError
from models.insertion import insert_new
from models.invitations import Welcome, find_invitation, use_invitation, welcome_by_id
from models.members import Newcomer, identify, take_in
from models.organisation import HEADQUARTERS, agency_by_code, ship_agencies, unit_by_code
from models.permissions import Person
from models.schema import Joining, Role

NAME, RANK, CONFIRM = "name", "rank", "confirm"
LONGEST = {NAME: 80, RANK: 40}
SHORTEST_NAME = 3

#: Where an administrator from the settings belongs until somebody says otherwise.
DESK_AGENCY = "POLKAM"


class UnfitAnswer(LaporError):
    """What was typed can't be a name or a rank."""


class InvitationOver(LaporError):
    """The invitation became invalid while its guest was typing."""


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
    """Start, or start over, with an invitation's token; nothing if the token opens nothing."""
    welcome = find_invitation(session, token, now)
    return _begin(session, telegram_id, welcome, now) if welcome else None


def begin_as_administrator(session: Session, telegram_id: int, now: datetime) -> JoiningView:
    """Start for somebody whom the settings name as administrator."""
    return _begin(session, telegram_id, _desk(session, now), now)


def current_joining(session: Session, telegram_id: int, now: datetime) -> JoiningView | None:
    """Give where somebody is on their way in, if they are."""
    joining = session.get(Joining, telegram_id)
    return _view(session, joining, now) if joining else None


def answer_joining(session: Session, telegram_id: int, text: str, now: datetime) -> JoiningView | None:
    """Take a typed name or rank; nothing if nobody is on their way in. Raises `UnfitAnswer`."""
    joining = session.get(Joining, telegram_id, with_for_update=True)
    if joining is None:
        return None
    if joining.step == NAME:
        joining.name, joining.step = _fit(text, NAME), RANK
    elif joining.step == RANK:
        joining.rank, joining.step = _fit(text, RANK), CONFIRM
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


def confirm(session: Session, telegram_id: int, version: int, now: datetime) -> Person | None:
    """Make the guest a member; nothing if the tap was an old one. Raises `InvitationOver`."""
    joining = _at(session, telegram_id, version, CONFIRM)
    if joining is None or joining.name is None:
        return None
    welcome = _spend(session, joining, now)
    newcomer = Newcomer(telegram_id, joining.name, joining.rank, welcome.role, welcome.unit_id)
    session.delete(joining)
    take_in(session, newcomer, actor_id=None, now=now)
    return identify(session, telegram_id, now)


def joining_card_shown(session: Session, telegram_id: int, message_id: int) -> None:
    """Remember which message carries the card."""
    joining = session.get(Joining, telegram_id)
    if joining is not None:
        joining.card_message_id = message_id


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


def _spend(session: Session, joining: Joining, now: datetime) -> Welcome:
    if joining.invitation_id is None:
        return _desk(session, now)
    welcome = use_invitation(session, joining.invitation_id, now)
    if welcome is None:
        raise InvitationOver("Undangan ini sudah tidak berlaku. Mintalah tautan baru kepada koordinator Anda.")
    return welcome


def _desk(session: Session, now: datetime) -> Welcome:
    ship_agencies(session, now)
    agency = agency_by_code(session, DESK_AGENCY)
    unit = unit_by_code(session, agency, HEADQUARTERS)
    return Welcome(0, Role.ADMINISTRATOR, unit.id, unit.name, agency.name)


def _view(session: Session, joining: Joining, now: datetime) -> JoiningView:
    welcome = welcome_by_id(session, joining.invitation_id) if joining.invitation_id else _desk(session, now)
    return JoiningView(
        joining.telegram_id, joining.step, joining.version, joining.name, joining.rank, welcome, joining.card_message_id
    )


def _fit(text: str, what: str) -> str:
    fitting = " ".join(text.split())
    if what == NAME and (len(fitting) < SHORTEST_NAME or not any(letter.isalpha() for letter in fitting)):
        raise UnfitAnswer("Nama itu terlalu pendek. Tulis nama lengkap Anda, misalnya: Budi Santoso")
    if not fitting or len(fitting) > LONGEST[what]:
        raise UnfitAnswer(
            f"Tulisan itu terlalu panjang: paling banyak {LONGEST[what]} huruf. Coba tulis lebih singkat."
        )
    return fitting
