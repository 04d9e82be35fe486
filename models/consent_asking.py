"""Asking members for their consent who joined before there was a text, or before it was changed."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import exists
from sqlalchemy.orm import Session

from models.consents import VERSION
from models.members import can_be_written_to, is_there, select_members
from models.outbox import Planned
from models.provinces import Zone
from models.schema import Consent, Member, Outbox

CONSENT_ASKED = "consent_asked"
#: Nobody is asked at night (WIB).
_FIRST_HOUR, _LAST_HOUR = time(9), time(16)
_WITHIN = timedelta(days=7)


def consents_to_ask(session: Session, now: datetime) -> Sequence[Planned]:
    """Give the question to every member who has not agreed to the present version and was not asked yet.

    It is asked by day, beside whatever else there is: nothing waits for the answer.
    """
    if not _FIRST_HOUR <= now.astimezone(Zone.WIB.tz).time() <= _LAST_HOUR:
        return ()
    agreed = exists().where(Consent.member_id == Member.id, Consent.version == VERSION)
    asked = exists().where(
        Outbox.member_id == Member.id, Outbox.kind == CONSENT_ASKED, Outbox.occasion == VERSION.isoformat()
    )
    rows = session.execute(select_members(now).where(can_be_written_to(), ~agreed, ~asked))
    member_ids = {row[0].id for row in rows if is_there(row, now)}
    return [Planned(CONSENT_ASKED, VERSION, now, now + _WITHIN, member_id=one) for one in sorted(member_ids)]
