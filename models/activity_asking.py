"""Which activity's card asks for something: at most one of a person's, and only while nothing else was asked since.

Whoever added or changed an activity last has it in hand, be it their own or a colleague's: what it asks is asked of
them.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.colleagues import Acting, acting_for
from models.open_dates import open_dates
from models.permissions import Person
from models.schema import Activity, Member


def asking_activity(session: Session, person: Person, now: datetime) -> tuple[Activity, Acting] | None:
    """Give the activity that asks the person, locked, and for whom they act.

    Nothing once its date can no longer be filed, or its member is no longer somebody for whom they may act.
    """
    asks = Activity.handled_by == person.member_id, Activity.asking.is_not(None)
    member_id = session.scalar(select(Activity.member_id).where(*asks).order_by(Activity.id.desc()).limit(1))
    acting = None if member_id is None else acting_for(session, person, member_id, now)
    if acting is None:
        return None
    hold(session, acting.subject.member_id)
    of_member = select(Activity).where(*asks, Activity.member_id == member_id)
    activity = session.scalar(of_member.order_by(Activity.id.desc()).limit(1).with_for_update())
    if activity is None or activity.report_date not in open_dates(session, acting.subject, now):
        return None
    return activity, acting


def stop_asking(session: Session, member_id: int) -> None:
    """Ask somebody no longer for a detail: they were asked something else, or opened a form."""
    asks = update(Activity).where(Activity.handled_by == member_id, Activity.asking.is_not(None))
    session.execute(asks.values(asking=None))


def take_in_hand(activity: Activity, person: Person) -> None:
    """Let the activity ask the person from now on; whoever had it in hand is asked no longer."""
    if activity.handled_by != person.member_id:
        activity.handled_by, activity.asking, activity.card_message_id = person.member_id, None, None


def hold(session: Session, member_id: int) -> None:
    """Let nobody else change the member's activities and photos before this transaction ends.

    On PostgreSQL reports that point to the member may still be written meanwhile.
    """
    session.execute(select(Member.id).where(Member.id == member_id).with_for_update(key_share=True))
