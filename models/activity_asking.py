"""Which activity's card asks for something: at most one of a member's, and only while nothing else was asked since."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.open_dates import open_dates
from models.permissions import Person
from models.schema import Activity, Member


def asking_activity(session: Session, person: Person, now: datetime) -> Activity | None:
    """Give the activity that asks, locked; nothing once its date can no longer be filed."""
    asks = select(Activity).where(Activity.member_id == person.member_id, Activity.asking.is_not(None))
    activity = session.scalar(asks.order_by(Activity.id.desc()).limit(1).with_for_update())
    if activity is None or activity.report_date not in open_dates(session, person, now):
        return None
    return activity


def stop_asking(session: Session, member_id: int) -> None:
    """Ask no longer for a detail: the member was asked something else, or opened a form."""
    asks = update(Activity).where(Activity.member_id == member_id, Activity.asking.is_not(None))
    session.execute(asks.values(asking=None))


def hold(session: Session, member_id: int) -> None:
    """Let nobody else change the member's activities and photos before this transaction ends.

    On PostgreSQL reports that point to the member may still be written meanwhile.
    """
    session.execute(select(Member.id).where(Member.id == member_id).with_for_update(key_share=True))
