"""Changing a member: what is chosen step by step, asked once more, done, and shown on the member's card."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.context import Context, NotAllowed
from handlers.members import subject_of
from handlers.reply import Reply, SetMenu, in_place, show_prompt
from models import member_changes as changes
from models import prompts
from models.clock import local_date
from models.managed_members import ManagedMember
from models.member_accounts import VALID, cut_account, offer_account
from models.organisation import UnitLine, coming_agencies, coming_units, list_units
from models.permissions import EVERYTHING, ORDINARY, Action, Person, Place, may, roles_to_invite
from models.prompts import PromptKind
from models.provinces import Zone
from views import invitations, members
from views import member_changes as cards
from views.links import start_link
from views.member_taps import Change, ChangeTap, MemberClockTap, RoleTap, TransferTap
from views.names import full_name
from views.payloads import write
from views.screen import Card

_DATED = (Change.DEACTIVATE, Change.BRING_BACK)


async def change(context: Context, tap: ChangeTap) -> Reply:
    """Go on with a change of name or rank, of being a member, of the Telegram account, or hand one's role over."""
    return await context.write(_change, tap, _Asked(context))


async def transfer(context: Context, tap: TransferTap) -> Reply:
    """Go on with a transfer: agency, unit, day, and whether it is meant."""
    return await context.write(_transfer, tap, _Asked(context))


async def role(context: Context, tap: RoleTap) -> Reply:
    """Go on with a change of role."""
    return await context.write(_role, tap, _Asked(context))


async def clock(context: Context, tap: MemberClockTap) -> Reply:
    """Go on with another clock for a member."""
    return await context.write(_clock, tap, _Asked(context))


class _Asked:
    """What a transaction has to know of the tap: when, on which message, and what the bot is called."""

    def __init__(self, context: Context) -> None:
        self.now = context.now
        self.message_id = context.tapped_message_id
        self.bot_name = context.bot.username
        message_id = self.message_id
        self.request_key = f"{context.telegram_id}:{message_id}" if message_id is not None else None

    def shows(self, card: Card) -> Reply:
        """Show a card in place of the tapped message."""
        return in_place(card, self.message_id)


def _change(session: Session, person: Person, tap: ChangeTap, asked: _Asked) -> Reply:
    member = subject_of(session, person, tap.member_id, asked.now)
    prompts.close(session, person)
    if tap.change in (Change.NAME, Change.RANK):
        return _ask_text(session, person, member, tap.change, asked)
    if tap.typed:
        return ask_day(session, person, member, ChangeTap(tap.change, tap.member_id), asked.message_id, asked.now)
    if tap.change in _DATED and tap.day is None:
        return asked.shows(cards.choose_day(member, tap.change))
    if not tap.sure:
        return asked.shows(cards.confirm_change(person, member, tap))
    return _do(session, person, member, tap, asked)


def _do(session: Session, person: Person, member: ManagedMember, tap: ChangeTap, asked: _Asked) -> Reply:
    match tap.change:
        case Change.DEACTIVATE:
            changes.deactivate(session, person, member, tap.day or member.today, asked.now)
        case Change.BRING_BACK:
            changes.bring_back(session, person, member, tap.day or member.today, asked.now)
        case Change.CUT:
            cut_account(session, person, member, asked.now)
        case Change.HAND_OVER:
            return _hand_over(session, person, member, asked)
        case _:
            return _account_link(session, person, member, asked)
    return asked.shows(_done(session, person, member, cards.done_sentence(tap.change, tap.day), asked.now))


def _transfer(session: Session, person: Person, tap: TransferTap, asked: _Asked) -> Reply:
    member = subject_of(session, person, tap.member_id, asked.now)
    prompts.close(session, person)
    if not may(person, Action.MEMBERS, EVERYTHING):
        tap = replace(tap, agency_id=person.agency_id)
    if tap.agency_id is None:
        return asked.shows(cards.choose_agency(member, coming_agencies(session)))
    if tap.unit_id is None:
        others = [unit for unit in coming_units(session, tap.agency_id) if unit.id != member.spell.unit_id]
        return asked.shows(cards.choose_unit(member, tap, others))
    unit = _unit_to(session, person, tap)
    if tap.typed:
        return ask_day(session, person, member, replace(tap, typed=False), asked.message_id, asked.now)
    if tap.day is None:
        return asked.shows(cards.choose_transfer_day(member, tap, unit))
    if not tap.sure:
        return asked.shows(cards.confirm_transfer(member, tap, unit.name))
    changes.transfer(session, person, member, tap.unit_id, tap.day, asked.now)
    return asked.shows(_done(session, person, member, cards.moved_sentence(unit.name, tap.day), asked.now))


def _role(session: Session, person: Person, tap: RoleTap, asked: _Asked) -> Reply:
    member = subject_of(session, person, tap.member_id, asked.now)
    prompts.close(session, person)
    if tap.role is None:
        return asked.shows(cards.choose_role(member, roles_to_invite(person.role)))
    if not tap.sure:
        return asked.shows(cards.confirm_role(member, tap.role))
    changes.change_role(session, person, member, tap.role, asked.now)
    return asked.shows(_done(session, person, member, cards.role_sentence(tap.role), asked.now))


def _clock(session: Session, person: Person, tap: MemberClockTap, asked: _Asked) -> Reply:
    member = subject_of(session, person, tap.member_id, asked.now)
    prompts.close(session, person)
    if tap.off:
        changes.drop_clock_of(session, person, member, asked.now)
        return asked.shows(_done(session, person, member, cards.clock_sentence(None, None), asked.now))
    if tap.zone is None:
        return asked.shows(cards.choose_clock(member))
    today = local_date(asked.now, tap.zone)
    if tap.typed:
        payload = {"tap": write(replace(tap, typed=False))}
        prompt = prompts.ask(session, person, PromptKind.MEMBER_DAY, payload, asked.now)
        return show_prompt(prompt, cards.ask_clock_end(member, tap.zone, today), asked.message_id)
    if tap.last_day is None:
        return asked.shows(cards.choose_clock_end(member, tap.zone, today))
    return asked.shows(set_clock(session, person, member, tap, asked.now))


def set_clock(session: Session, person: Person, member: ManagedMember, tap: MemberClockTap, now: datetime) -> Card:
    """Let a member live by the chosen clock, and give their card."""
    zone = tap.zone or Zone.WIB
    last_day = tap.last_day or local_date(now, zone)
    changes.set_member_clock(session, person, member, zone, last_day, now)
    return _done(session, person, member, cards.clock_sentence(zone, last_day), now)


def ask_day(
    session: Session,
    person: Person,
    member: ManagedMember,
    tap: ChangeTap | TransferTap,
    message_id: int | None,
    now: datetime,
) -> Reply:
    """Ask for the day that the tap lacks, to be typed."""
    prompt = prompts.ask(session, person, PromptKind.MEMBER_DAY, {"tap": write(tap)}, now)
    return show_prompt(prompt, cards.ask_day(member, tap), message_id)


def confirm_day(session: Session, person: Person, tap: ChangeTap | TransferTap, now: datetime) -> Card:
    """Give the card that asks whether a change from the typed day is meant."""
    member = subject_of(session, person, tap.member_id, now)
    if isinstance(tap, TransferTap):
        return cards.confirm_transfer(member, tap, _unit_to(session, person, tap).name)
    return cards.confirm_change(person, member, tap)


def _ask_text(session: Session, person: Person, member: ManagedMember, what: Change, asked: _Asked) -> Reply:
    if not member.can_change:
        raise changes.MayNotChange
    kind, card = (PromptKind.MEMBER_NAME, cards.ask_name(member))
    if what == Change.RANK:
        kind, card = (PromptKind.MEMBER_RANK, cards.ask_rank(member))
    prompt = prompts.ask(session, person, kind, {"member_id": member.member_id}, asked.now)
    return show_prompt(prompt, card, asked.message_id)


def _account_link(session: Session, person: Person, member: ManagedMember, asked: _Asked) -> Reply:
    token = offer_account(session, person, member, asked.request_key, asked.now)
    link = start_link(asked.bot_name, token)
    name = full_name(member)
    return asked.shows(invitations.account_link_card(member.member_id, name, link, asked.now + VALID, person.zone))


def _hand_over(session: Session, person: Person, member: ManagedMember, asked: _Asked) -> Reply:
    changes.hand_over(session, person, member, asked.now)
    return asked.shows(cards.handed_over(member, person.role)).then(SetMenu(person.member_id, ORDINARY))


def _unit_to(session: Session, person: Person, tap: TransferTap) -> UnitLine:
    """The unit, where the person may transfer somebody there."""
    unit = next((unit for unit in list_units(session, tap.agency_id) if unit.id == tap.unit_id), None)
    if unit is None or not may(person, Action.MEMBERS, Place(tap.agency_id, unit.id)):
        raise NotAllowed
    return unit


def _done(session: Session, person: Person, member: ManagedMember, sentence: str, now: datetime) -> Card:
    session.flush()
    session.expire_all()
    return members.member_card(person, subject_of(session, person, member.member_id, now), sentence)
