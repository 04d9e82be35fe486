"""A unit's code: whoever knows it may ask to join, and a coordinator decides. Short enough to be read out."""

import re
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.permissions import Action, Person, Place, may
from models.schema import Agency, Unit
from models.writing import tidied

#: No vowel, so that no word arises, and nothing that looks like another: 8 characters are 38 bits.
ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"
LENGTH = 8
_CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def read_code(text: str) -> str | None:
    """Give the code that a text is, as people write it (`bcdf-2345`), or nothing if it can't be one."""
    code = re.sub(r"[\s-]", "", tidied(text)).upper()
    return code if _CODE.fullmatch(code) else None


def spoken(code: str) -> str:
    """Give a code as it is shown: `BCDF-2345`."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def unit_with_code(session: Session, code: str) -> Unit | None:
    """Find the open unit that has the code."""
    unit = session.scalar(select(Unit).where(Unit.join_code == code))
    if unit is None or unit.closed_on is not None or not session.get_one(Agency, unit.agency_id).enabled:
        return None
    return unit


def set_code(session: Session, person: Person, unit_id: int, *, new: bool, now: datetime) -> Unit | None:
    """Give the unit a new code, which takes the place of the old one, or none; nothing where the person may not."""
    unit = session.get(Unit, unit_id, with_for_update=True)
    if unit is None or not may(person, Action.INVITE, Place(unit.agency_id, unit.id)):
        return None
    unit.join_code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) if new else None
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action="unit.code_changed" if new else "unit.code_withdrawn",
        subject="unit",
        subject_id=unit.id,
        content={},
    )
    return unit
