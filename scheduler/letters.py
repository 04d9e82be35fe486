"""What a row of the outbox says, rendered right before it leaves: it tells what is true then, or is dropped."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from models.absences import as_told
from models.broadcasts import words_for
from models.expectations import is_awaited, missing_on
from models.faults import fault_line
from models.members import person_by_id, person_even_left, zone_of_unit
from models.membership_rows import membership_on
from models.outbox import Claimed
from models.own_clocks import deadline_for
from models.permissions import Action, Concern, Person, Place, is_told, may, told_agency
from models.schema import CoordinationGroup, Member, Membership, Reopening, Unit
from scheduler import people_letters
from scheduler.due import Kind
from scheduler.file_letters import failed_letter, file_letter
from scheduler.group_letters import group_letter, is_for_groups
from scheduler.letter import Letter, Pointless
from scheduler.operation_posts import summary_letter
from scheduler.privacy_letters import is_about_privacy, is_for_leavers, privacy_letter
from scheduler.silences import silence_letter
from views import reminders
from views.absence import told_card
from views.audit import head_card
from views.broadcasts import copy_card
from views.charts.data import WHOLE_DESK
from views.colleagues import filed_for_you, reopened_for_you
from views.faults import fault_card
from views.missing import reminder_card
from views.names import full_name
from views.reach import blocked_card, group_lost_card
from views.screen import Card

_REMINDER_CARDS = {
    Kind.INVITATION: reminders.invitation,
    Kind.NUDGE: reminders.nudge,
    Kind.WARNING: reminders.warning,
}


def compose(session: Session, row: Claimed, now: datetime, *, synthetic: bool) -> Letter | Pointless:
    """Give the message of a row as it is true now."""
    if now >= row.expires_at:
        return Pointless("expired")
    if is_for_groups(Kind(row.kind)):
        return group_letter(session, row, now, synthetic=synthetic)
    if row.kind == Kind.OPERATION_SUMMARY:
        return summary_letter(session, row, now, synthetic=synthetic)
    if people_letters.is_for_no_member(row):
        return people_letters.letter_outside(session, row)
    find = person_even_left if is_for_leavers(Kind(row.kind)) else person_by_id
    person = find(session, row.member_id or 0, now)
    return _to_member(session, person, row, now, synthetic=synthetic) if person else Pointless("left")


def _to_member(session: Session, person: Person, row: Claimed, now: datetime, *, synthetic: bool) -> Letter | Pointless:
    if session.get_one(Member, person.member_id).blocked_at is not None:
        return Pointless("blocked")
    if row.kind == Kind.SILENCE_TOLD:
        return silence_letter(session, person, row, now)
    if is_about_privacy(Kind(row.kind)):
        return privacy_letter(session, person, row, now)
    if row.kind == Kind.FILE:
        return file_letter(session, person, row, now, synthetic=synthetic)
    concern = _CONCERNS.get(Kind(row.kind))
    if concern is not None and not is_told(person, concern):
        return Pointless("not theirs to know any more")
    return _FOR_MEMBERS.get(Kind(row.kind), _reminder)(session, person, row)


def _reminder(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    if not is_awaited(session, person.member_id, row.day):
        return Pointless("reported or excused")
    membership = membership_on(session, person.member_id, row.day)
    assert membership is not None  # noqa: S101 - only who was there that day is awaited
    deadline = deadline_for(session, person.member_id, row.day, zone_of_unit(session, membership.unit_id, row.day))
    if row.kind == Kind.WARNING and deadline.is_extended and row.expires_at < deadline.until:
        return Pointless("another warning says the new deadline")
    return Letter(person.telegram_id, None, _REMINDER_CARDS[Kind(row.kind)](person, row.day, deadline))


def _missing_told(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    return Letter(person.telegram_id, None, _missing_list(session, person, row))


def _missing_list(session: Session, person: Person, row: Claimed) -> Card:
    agency_id = told_agency(person, Concern.MISSING)
    if agency_id is None:
        return reminders.missing_counts(missing_on(session, row.day), row.day, WHOLE_DESK)
    missing = missing_on(session, row.day, Membership.agency_id == agency_id)
    return reminders.missing_list(missing, row.day, person.agency_code, agency_id)


def _absence_told(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    leave = as_told(session, row.payload["absence_id"], row.payload["state"])
    if leave is None:
        return Pointless("changed again")
    return Letter(person.telegram_id, None, told_card(leave, row.payload["how"], people_letters.who_did(session, row)))


def _report_told(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    return Letter(person.telegram_id, None, filed_for_you(row.day, people_letters.who_did(session, row)))


def _reopening_told(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    reopening = session.get_one(Reopening, (person.member_id, row.day))
    card = reopened_for_you(row.day, people_letters.who_did(session, row), reopening.until, person.zone)
    return Letter(person.telegram_id, None, card)


def _audit_head(_session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    told = row.payload
    card = head_card(row.day, seal=told["number"], events=told["events"], head=told["hash"])
    return Letter(person.telegram_id, None, card)


def _reminded(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    if not is_awaited(session, person.member_id, row.day):
        return Pointless("reported or excused")
    return Letter(person.telegram_id, None, reminder_card(row.day, people_letters.who_did(session, row)))


def _broadcast(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    words = words_for(session, row.payload["broadcast_id"], person)
    return Pointless("reported meanwhile") if words is None else Letter(person.telegram_id, None, copy_card(words))


def _fault_told(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    return Letter(person.telegram_id, None, fault_card(fault_line(session, row.payload["fault_id"])))


def _blocked_told(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    member = session.get_one(Member, row.payload["about"])
    if member.blocked_at is None:
        return Pointless("can be reached again")
    membership = membership_on(session, member.id, row.day)
    if membership is None or not may(person, Action.MEMBERS, Place(membership.agency_id, membership.unit_id)):
        return Pointless("not theirs to know any more")
    unit_name = session.get_one(Unit, membership.unit_id).name
    return Letter(person.telegram_id, None, blocked_card(full_name(member), unit_name))


def _group_lost(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    group = session.get_one(CoordinationGroup, row.payload["about"])
    if group.active:
        return Pointless("bound again")
    return Letter(person.telegram_id, None, group_lost_card(group.title))


#: What is only for those whom it still concerns when it leaves.
_CONCERNS = {
    Kind.MISSING_LIST: Concern.MISSING,
    Kind.GROUP_LOST: Concern.LOST_GROUPS,
    Kind.GUESSING_SEEN: Concern.GUESSING,
    Kind.FAULT_TOLD: Concern.FAULTS,
    Kind.AUDIT_HEAD: Concern.SEALS,
}
_FOR_MEMBERS: dict[Kind, Callable[[Session, Person, Claimed], Letter | Pointless]] = {
    Kind.MISSING_LIST: _missing_told,
    Kind.ABSENCE_TOLD: _absence_told,
    Kind.REPORT_TOLD: _report_told,
    Kind.FILE_FAILED: failed_letter,
    Kind.REOPENING_TOLD: _reopening_told,
    Kind.BLOCKED_TOLD: _blocked_told,
    Kind.GROUP_LOST: _group_lost,
    Kind.AUDIT_HEAD: _audit_head,
    Kind.MEMBER_TOLD: people_letters.member_told,
    Kind.JOIN_ASKED: people_letters.join_asked,
    Kind.GUESSING_SEEN: people_letters.guessing_seen,
    Kind.ABSENCE_TAKEN_BACK: people_letters.absence_taken_back,
    Kind.REMINDED: _reminded,
    Kind.BROADCAST: _broadcast,
    Kind.FAULT_TOLD: _fault_told,
}
