"""What is typed while a member is being changed: a name, a rank, a day."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.context import NotAllowed
from handlers.member_changes import confirm_day, set_clock
from handlers.members import subject_of
from handlers.reply import Reply, show_prompt
from models import member_changes as changes
from models import prompts
from models.absence_words import read_one_day
from models.clock import local_date
from models.permissions import Person
from models.prompts import OpenPrompt
from models.provinces import Zone
from views import member_changes as cards
from views import members, payloads
from views.member_taps import Change, ChangeTap, MemberClockTap, TransferTap
from views.screen import Card


def answer_name(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take a typed name."""
    member = subject_of(session, person, prompt.payload["member_id"], now)
    changes.rename(session, person, member, text, now)
    return _shown(session, person, prompt, Change.NAME, now)


def answer_rank(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take a typed rank."""
    member = subject_of(session, person, prompt.payload["member_id"], now)
    changes.change_rank(session, person, member, text, now)
    return _shown(session, person, prompt, Change.RANK, now)


def answer_day(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take a typed day: of a change it is asked whether it is meant, a clock is set."""
    tap = _tap(prompt)
    member = subject_of(session, person, tap.member_id, now)
    if isinstance(tap, MemberClockTap):
        day = read_one_day(text, local_date(now, tap.zone or Zone.WIB))
        card = set_clock(session, person, member, replace(tap, last_day=day), now)
    else:
        card = confirm_day(session, person, replace(tap, day=read_one_day(text, member.today)), now)
    prompts.close(session, person)
    return show_prompt(prompt, card)


def name_asked(session: Session, person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks for the name."""
    return cards.ask_name(subject_of(session, person, prompt.payload["member_id"], now))


def rank_asked(session: Session, person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks for the rank."""
    return cards.ask_rank(subject_of(session, person, prompt.payload["member_id"], now))


def day_asked(session: Session, person: Person, prompt: OpenPrompt, now: datetime) -> Card:
    """Give the card that asks for the day."""
    tap = _tap(prompt)
    member = subject_of(session, person, tap.member_id, now)
    if isinstance(tap, MemberClockTap):
        zone = tap.zone or Zone.WIB
        return cards.ask_clock_end(member, zone, local_date(now, zone))
    return cards.ask_day(member, tap)


def _tap(prompt: OpenPrompt) -> ChangeTap | TransferTap | MemberClockTap:
    tap = payloads.read(prompt.payload["tap"])
    if not isinstance(tap, ChangeTap | TransferTap | MemberClockTap):
        raise NotAllowed
    return tap


def _shown(session: Session, person: Person, prompt: OpenPrompt, change: Change, now: datetime) -> Reply:
    prompts.close(session, person)
    session.flush()
    member = subject_of(session, person, prompt.payload["member_id"], now)
    return show_prompt(prompt, members.member_card(person, member, cards.done_sentence(change, None)))
