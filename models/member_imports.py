"""Invites everybody of a spreadsheet, each by a link of their own; the same file again invites nobody twice."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.errors import LaporError
from models.import_units import MadeUnit, UnitsOfSheet
from models.invitations import Guest, Offer, create_invitation, hash_token, is_valid
from models.member_changes import check_open
from models.member_sheets import UNIT, MemberSheet, SheetMember
from models.membership_rows import covers
from models.provinces import Zone
from models.report_sheets import Problem, Progress, comparable
from models.schema import Agency, Invitation, Member, Membership, Unit

#: Longer than that of a single invitation: a list is handed out in the course of some days.
VALID = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who was invited, with the token of their link, which can't be read again later."""

    member: SheetMember
    token: str


@dataclass(frozen=True, slots=True)
class ImportedMembers:
    """What became of a spreadsheet of people."""

    invited: tuple[Invited, ...]
    #: They are members already, or have a link from an earlier time.
    there_already: tuple[SheetMember, ...]
    problems: tuple[Problem, ...]
    units_made: tuple[MadeUnit, ...]


def import_members(
    session: Session, agency: Agency, sheet: MemberSheet, *, units: UnitsOfSheet, now: datetime, progress: Progress
) -> ImportedMembers:
    """Make an invitation for everybody who is neither a member nor invited yet, in the caller's transaction.

    Nobody is invited to where a link would open nothing.
    """
    invited: list[Invited] = []
    there: list[SheetMember] = []
    problems = list(sheet.problems)
    for member in sheet.members:
        progress(1)
        try:
            unit_id = units.find(member.unit)
            check_open(session, session.get_one(Unit, unit_id), local_date(now, Zone.WIB))
        except LaporError as error:
            problems.append(Problem(member.row_number, UNIT, error))
            continue
        offer = _offer(agency, member, unit_id)
        if _is_there(session, member, unit_id, now) or _has_link(session, offer, now):
            there.append(member)
        else:
            invited.append(Invited(member, create_invitation(session, offer, inviter=None, now=now)))
    return ImportedMembers(tuple(invited), tuple(there), tuple(problems), tuple(units.made))


def were_made(session: Session, tokens: Sequence[str]) -> bool:
    """Tell whether invitations with these tokens are stored: a run stores all of its own, or none."""
    hashes = [hash_token(token) for token in tokens[:1]]
    return session.scalar(select(exists().where(Invitation.token_hash.in_(hashes)))) or False


def _offer(agency: Agency, member: SheetMember, unit_id: int) -> Offer:
    guest = Guest(member.name, member.rank, member.service_number)
    digest = hashlib.sha256(f"{agency.code}|{member.key}|{member.role}".encode()).hexdigest()[:48]
    return Offer(member.role, unit_id, valid=VALID, guest=guest, request_key=f"import {digest}")


def _has_link(session: Session, offer: Offer, now: datetime) -> bool:
    """Whether the row was invited before by a link that was used or can be; one that is over makes room for another."""
    found = session.scalar(select(Invitation).where(Invitation.request_key == offer.request_key))
    if found is None or found.uses_left <= 0 or is_valid(session, found, now):
        return found is not None
    found.request_key = None
    session.flush()
    return False


def _is_there(session: Session, member: SheetMember, unit_id: int, now: datetime) -> bool:
    """Whether anybody has the same number; where one of the two has none, whether a member of the unit is called so."""
    if member.service_number is not None:
        numbered = exists().where(Member.service_number == member.service_number)
        if session.scalar(select(numbered)):
            return True
    today = local_date(now, Zone.WIB)
    unnumbered = [] if member.service_number is None else [Member.service_number.is_(None)]
    names: Sequence[str] = session.scalars(
        select(Member.name)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.unit_id == unit_id, covers(today), *unnumbered)
    ).all()
    return comparable(member.name) in {comparable(name) for name in names}
