"""Joining: from the link or the code to membership, one question at a time, kept as a row until it is confirmed.

Three ways lead in: an invitation's link; a unit's code, at whose end a coordinator decides; and the settings, which
name the first administrators. A link may also give a member another Telegram account: then it asks nothing but that.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models import guessing
from models.clock import local_date
from models.insertion import insert_new
from models.invitations import Welcome, find_invitation, is_open, use_invitation, welcome_by_id
from models.join_requests import ask_to_join, waiting_request
from models.member_accounts import bind_account
from models.member_changes import check_administrators
from models.members import Newcomer, identify, take_in
from models.organisation import HEADQUARTERS, agency_by_code, ship_agencies, unit_by_code
from models.permissions import NAMED_BY_SETTINGS, NEVER_VACANT, ORDINARY, Person
from models.provinces import Zone
from models.schema import Agency, Invitation, Joining, Member, Membership, Unit
from models.unit_codes import unit_with_code
from models.written_names import fit_name, fit_rank

NAME, RANK, CONFIRM = "name", "rank", "confirm"
#: The one question of whoever moves to another Telegram account.
ACCOUNT = "account"
#: How a joining can end without a member: the invitation is over, its guest left, or a coordinator is to decide.
OVER, LEFT, ASKED = "over", "left", "asked"

#: Where an administrator from the settings belongs until somebody says otherwise.
DESK_AGENCY = "POLKAM"


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
    #: They came with a unit's code: a coordinator decides.
    by_code: bool = False


def begin_with_token(session: Session, telegram_id: int, token: str, now: datetime) -> JoiningView | None:
    """Start, or start over, with an invitation's token.

    Nothing if the token opens nothing, or nothing new: its guest has that role in that unit already. What opens
    nothing is counted, and whoever tries on and on is not looked at for a while.
    """
    if not guessing.may_try(session, telegram_id, now, code=False):
        return None
    welcome = find_invitation(session, token, now)
    if welcome is None or _left_after(session, telegram_id, welcome, now):
        guessing.note_failure(session, telegram_id, now)
        return None
    if _is_there_already(session, telegram_id, welcome, now):
        return None
    return _begin(session, telegram_id, welcome, now)


def _left_after(session: Session, telegram_id: int, welcome: Welcome, now: datetime) -> bool:
    """Tell whether somebody was with us and left after an invitation was made: it was not meant for them any more."""
    member = session.scalar(select(Member).where(Member.telegram_id == telegram_id))
    made_at = session.get_one(Invitation, welcome.invitation_id).created_at
    if member is None or identify(session, telegram_id, now) is not None:
        return False
    if member.suspended_at is not None:
        return made_at <= member.suspended_at
    last = session.scalar(select(func.max(Membership.last_day)).where(Membership.member_id == member.id))
    return last is not None and local_date(made_at, Zone.WIB) <= last


def begin_with_code(session: Session, telegram_id: int, code: str, now: datetime) -> JoiningView | None:
    """Start with a unit's code; nothing for a code that opens nothing, and for whoever is a member."""
    if not guessing.may_try(session, telegram_id, now, code=True):
        return None
    unit = unit_with_code(session, code)
    if unit is None:
        guessing.note_failure(session, telegram_id, now)
        return None
    if identify(session, telegram_id, now) is not None:
        return None
    waiting = waiting_request(session, telegram_id)
    if waiting is not None:
        return _asked(telegram_id, waiting.name, waiting.rank, _by_code(session, waiting.unit_id), None)
    return _begin(session, telegram_id, _by_code(session, unit.id), now, unit_id=unit.id)


def begin_as_administrator(session: Session, telegram_id: int, now: datetime) -> JoiningView:
    """Start for somebody whom the settings name as administrator."""
    return _begin(session, telegram_id, _desk(session, now), now)


def current_joining(session: Session, telegram_id: int, now: datetime) -> JoiningView | None:
    """Give where somebody is on their way in, if they are; the end of it, if the invitation is over."""
    joining = session.get(Joining, telegram_id)
    return _view(session, joining, now) if joining else None


def answer_joining(session: Session, telegram_id: int, text: str, now: datetime) -> JoiningView | None:
    """Take a typed name or rank; nothing if nobody is on their way in. Raises what `fit_name` and `fit_rank` raise."""
    joining = session.get(Joining, telegram_id, with_for_update=True)
    if joining is None:
        return None
    if _is_over(session, joining, now):
        return _end(session, joining, OVER, now)
    if joining.step == NAME:
        joining.name, joining.step = fit_name(text), RANK
    elif joining.step == RANK:
        joining.rank, joining.step = fit_rank(text), CONFIRM
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
    """Make the guest a member, or ask for it; where the tap was an old one or the invitation is over, give where.

    Raises `LastAdministrator` where somebody would leave that role behind with nobody in it.
    """
    joining = _at(session, telegram_id, version, CONFIRM)
    if joining is None or joining.name is None:
        return current_joining(session, telegram_id, now)
    if _is_over(session, joining, now):
        return _end(session, joining, OVER, now)
    if joining.unit_id is not None:
        ask_to_join(session, telegram_id, joining.unit_id, joining.name, joining.rank, now)
        return _end(session, joining, ASKED, now)
    return _come_in(session, joining, now)


def confirm_account(session: Session, telegram_id: int, version: int, now: datetime) -> Person | JoiningView | None:
    """Give the member of the invitation this Telegram account; otherwise as `confirm`."""
    joining = _at(session, telegram_id, version, ACCOUNT)
    if joining is None or joining.invitation_id is None:
        return current_joining(session, telegram_id, now)
    invitation_id = joining.invitation_id
    if not bind_account(session, invitation_id, telegram_id, now):
        return _end(session, joining, OVER, now)
    session.delete(joining)
    session.flush()
    return identify(session, telegram_id, now)


def joining_card_shown(session: Session, telegram_id: int, message_id: int) -> None:
    """Remember which message carries the card, unless its guest has come in meanwhile."""
    session.execute(update(Joining).where(Joining.telegram_id == telegram_id).values(card_message_id=message_id))


def _come_in(session: Session, joining: Joining, now: datetime) -> Person | JoiningView | None:
    telegram_id, name, rank = joining.telegram_id, joining.name or "", joining.rank
    welcome = _spend(session, joining, now)
    if welcome is None:
        return _end(session, joining, OVER, now)
    if welcome.role != NEVER_VACANT:
        _keep_an_administrator(session, telegram_id, now)
    number = welcome.guest.service_number if welcome.guest else None
    session.delete(joining)
    newcomer = Newcomer(telegram_id, name, rank, welcome.role, welcome.unit_id, number)
    take_in(session, newcomer, actor_id=None, now=now)
    return identify(session, telegram_id, now)


def _keep_an_administrator(session: Session, telegram_id: int, now: datetime) -> None:
    """Who opens a link to another role gives up their own: nobody else would be left to give the last one's."""
    person = identify(session, telegram_id, now)
    if person is not None:
        check_administrators(session, person.member_id, local_date(now, person.zone))


def _begin(
    session: Session, telegram_id: int, welcome: Welcome, now: datetime, *, unit_id: int | None = None
) -> JoiningView:
    """Whoever an invitation was made for by name has nothing to answer but whether it is right."""
    insert_new(session, Joining, [{"telegram_id": telegram_id, "step": NAME, "version": 0, "created_at": now}])
    joining = session.get_one(Joining, telegram_id, with_for_update=True)
    joining.invitation_id, joining.unit_id = welcome.invitation_id or None, unit_id
    joining.step, joining.version = NAME, joining.version + 1
    if welcome.member_name is not None:
        joining.step = ACCOUNT
    elif welcome.guest is not None:
        joining.name, joining.rank, joining.step = welcome.guest.name, welcome.guest.rank, CONFIRM
    session.flush()
    return _view(session, joining, now)


def _at(session: Session, telegram_id: int, version: int, step: str) -> Joining | None:
    joining = session.get(Joining, telegram_id, with_for_update=True)
    return joining if joining and (joining.version, joining.step) == (version, step) else None


def _is_there_already(session: Session, telegram_id: int, welcome: Welcome, now: datetime) -> bool:
    """A member needs no second account, and no invitation to where they are."""
    person = identify(session, telegram_id, now)
    if person is None:
        return False
    return welcome.member_name is not None or (person.role, person.unit_id) == (welcome.role, welcome.unit_id)


def _is_over(session: Session, joining: Joining, now: datetime) -> bool:
    if joining.unit_id is not None:
        unit = session.get_one(Unit, joining.unit_id)
        return unit.join_code is None or unit_with_code(session, unit.join_code) is None
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
    """What an administrator from the settings is offered; on a fresh database the shipped agencies come first."""
    ship_agencies(session, now)
    agency = agency_by_code(session, DESK_AGENCY)
    unit = unit_by_code(session, agency, HEADQUARTERS)
    return Welcome(0, NAMED_BY_SETTINGS, unit.id, unit.name, agency.name)


def _by_code(session: Session, unit_id: int) -> Welcome:
    unit = session.get_one(Unit, unit_id)
    return Welcome(0, ORDINARY, unit.id, unit.name, session.get_one(Agency, unit.agency_id).name)


def _asked(
    telegram_id: int, name: str | None, rank: str | None, welcome: Welcome, card_message_id: int | None
) -> JoiningView:
    return JoiningView(telegram_id, ASKED, 0, name, rank, welcome, card_message_id, by_code=True)


def _view(session: Session, joining: Joining, now: datetime) -> JoiningView:
    if _is_over(session, joining, now):
        return _end(session, joining, OVER, now)
    return _where(session, joining, now)


def _where(session: Session, joining: Joining, now: datetime) -> JoiningView:
    return JoiningView(
        telegram_id=joining.telegram_id,
        step=joining.step,
        version=joining.version,
        name=joining.name,
        rank=joining.rank,
        welcome=_welcome_of(session, joining, now),
        card_message_id=joining.card_message_id,
        by_code=joining.unit_id is not None,
    )


def _welcome_of(session: Session, joining: Joining, now: datetime) -> Welcome:
    if joining.unit_id is not None:
        return _by_code(session, joining.unit_id)
    return welcome_by_id(session, joining.invitation_id) if joining.invitation_id else _desk(session, now)
