"""/anggota: looking for members, listing them, and the card of one."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed, require
from handlers.reply import Reply, in_place, say, show_prompt
from models import audit, prompts
from models.clock import local_date
from models.join_requests import waiting_requests
from models.managed_members import ManagedMember, managed_member
from models.member_changes import count_administrators
from models.member_lists import Listing, MemberPage, list_members, search_members
from models.organisation import list_units, open_agencies, place_name
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.prompts import OpenPrompt, PromptKind
from views import members
from views.member_taps import FindMemberTap, MembersTap, MemberTap, MemberUnitsTap
from views.screen import Card


async def command(_update: Update, context: Context) -> Reply:
    """/anggota: the list, or with words what was looked for."""
    words = context.words.split()
    if words:
        return say(await context.write(found, words, context.now))
    return say(await context.write(listed, MembersTap(), context.now))


async def list_tapped(context: Context, tap: MembersTap) -> Reply:
    """Show a page of a list."""
    return in_place(await context.write(listed, tap, context.now), context.tapped_message_id)


async def units_tapped(context: Context, tap: MemberUnitsTap) -> Reply:
    """Ask of which unit the members are listed."""
    return in_place(await context.read(Action.MEMBERS, _units, tap), context.tapped_message_id)


async def find_tapped(context: Context, _tap: FindMemberTap) -> Reply:
    """Ask for what is looked for."""
    return await context.write(_ask_words, context.tapped_message_id, context.now)


async def member_tapped(context: Context, tap: MemberTap) -> Reply:
    """Show a member's card."""
    return in_place(await context.write(_show, tap.member_id, context.now), context.tapped_message_id)


def answer_words(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take typed words."""
    card = found(session, person, text.split(), now)
    prompts.close(session, person)
    return show_prompt(prompt, card)


def words_asked(_session: Session, _person: Person, _prompt: OpenPrompt, _now: datetime) -> Card:
    """Give the card that asks for words."""
    return members.ask_words()


def listed(session: Session, person: Person, tap: MembersTap, now: datetime) -> Card:
    """Give a list; whose reach is everything chooses the agency first. That somebody looked is in the trail."""
    require(person, Action.MEMBERS)
    waiting = len(waiting_requests(session, person))
    everywhere = may(person, Action.MEMBERS, EVERYTHING)
    if everywhere and tap.agency_id is None:
        return members.choose_agency(
            open_agencies(session), administrators=_administrators(session, person, now), waiting=waiting
        )
    agency_id = tap.agency_id if everywhere and tap.agency_id is not None else person.agency_id
    scope = place_name(session, agency_id, tap.unit_id)
    if scope is None:
        raise NotAllowed
    listing = Listing(agency_id, tap.unit_id, tap.page, tap.gone)
    page = list_members(session, person, listing, now)
    part, part_id = ("agency", agency_id) if tap.unit_id is None else ("unit", tap.unit_id)
    _note_look(session, person, page, part, part_id, now)
    return members.members_card(listing, page, scope, waiting=waiting, can_go_back=everywhere)


def found(session: Session, person: Person, words: list[str], now: datetime) -> Card:
    """Give what was found."""
    require(person, Action.MEMBERS)
    page = search_members(session, person, words, now)
    _note_look(session, person, page, "desk", 0, now)
    return members.found_card(page, " ".join(words))


def subject_of(session: Session, person: Person, member_id: int, now: datetime) -> ManagedMember:
    """Give a member whom the person may manage; raises `NotAllowed`."""
    member = managed_member(session, person, member_id, now)
    if member is None:
        raise NotAllowed
    return member


def _show(session: Session, person: Person, member_id: int, now: datetime) -> Card:
    prompts.close(session, person)
    member = subject_of(session, person, member_id, now)
    audit.looked(
        session,
        audit.Look.CARD,
        at=now,
        actor_id=person.member_id,
        subject="member",
        subject_id=member_id,
        what="anggota",
    )
    return members.member_card(person, member)


def _note_look(session: Session, person: Person, page: MemberPage, part: str, part_id: int, now: datetime) -> None:
    audit.looked(
        session,
        audit.Look.LIST,
        at=now,
        actor_id=person.member_id,
        subject=part,
        subject_id=part_id,
        about=[line.member_id for line in page.lines],
        what="anggota",
    )


def _units(session: Session, person: Person, tap: MemberUnitsTap) -> Card:
    if not may(person, Action.MEMBERS, Place(tap.agency_id)):
        raise NotAllowed
    return members.choose_unit(tap.agency_id, list_units(session, tap.agency_id), tap.page)


def _ask_words(session: Session, person: Person, message_id: int | None, now: datetime) -> Reply:
    require(person, Action.MEMBERS)
    prompt = prompts.ask(session, person, PromptKind.MEMBER_WORDS, {}, now)
    return show_prompt(prompt, members.ask_words(), message_id)


def _administrators(session: Session, person: Person, now: datetime) -> int | None:
    """How many there are, for whoever can do something about it."""
    if not may(person, Action.COORDINATORS, EVERYTHING):
        return None
    return count_administrators(session, local_date(now, person.zone))
