"""Everything that an activity's card shows, and which message shows it."""

import enum
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.activity_asking import asking_activity
from models.activity_days import photos_to_place
from models.activity_fields import Field, Manner
from models.indicators import Question, question_from
from models.members import person_by_id
from models.open_dates import open_dates
from models.permissions import Person
from models.photos import photos_of
from models.positions import Position
from models.schema import Activity, Indicator


class Mode(enum.Enum):
    """Which of its faces a card shows."""

    EDITED = "edited"
    VIEWED = "viewed"
    DONE = "done"
    REMOVING = "removing"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """Everything that an activity's card shows."""

    activity_id: int
    version: int
    day: date
    person: Person
    question: Question
    mode: Mode
    happened_at: time | None
    place: str | None
    text: str | None
    partners: str | None
    audience: int | None
    manner: Manner | None
    position: Position | None
    photos: int
    #: Photos that were kept for the day and belong to no activity.
    waiting: int
    asking: Field | None
    is_open: bool
    #: The message that carries the card of the member's newest activities.
    card_message_id: int | None
    #: The person's move was an old one and changed nothing.
    stale: bool = False


def card_of_activity(
    session: Session,
    activity: Activity,
    person: Person,
    now: datetime,
    mode: Mode = Mode.EDITED,
    *,
    stale: bool = False,
) -> ActivityCard:
    """Give the card of an activity as it stands now, in one of its faces."""
    session.flush()
    newest = select(func.max(Activity.card_message_id)).where(Activity.member_id == activity.member_id)
    return ActivityCard(
        activity_id=activity.id,
        version=activity.version,
        day=activity.report_date,
        person=person,
        question=question_from(session.get_one(Indicator, activity.indicator_id)),
        mode=mode,
        happened_at=activity.happened_at,
        place=activity.place,
        text=activity.text,
        partners=activity.partners,
        audience=activity.audience,
        manner=Manner(activity.manner) if activity.manner else None,
        position=_position(activity),
        photos=photos_of(session, activity.id),
        waiting=len(photos_to_place(session, activity.member_id, activity.report_date)),
        asking=Field(activity.asking) if activity.asking else None,
        is_open=activity.report_date in open_dates(session, person, now),
        card_message_id=session.scalar(newest),
        stale=stale,
    )


def asking_card(session: Session, person: Person, now: datetime) -> ActivityCard | None:
    """Give the card of the activity that asks for something, if one does."""
    activity = asking_activity(session, person, now)
    return card_of_activity(session, activity, person, now) if activity else None


def card_by_id(session: Session, person: Person, activity_id: int, now: datetime) -> ActivityCard:
    """Give the card of an activity that is there."""
    return card_of_activity(session, session.get_one(Activity, activity_id), person, now)


def activity_card_shown(session: Session, activity_id: int, version: int, message_id: int) -> None:
    """Remember which message carries an activity's card, and which version it shows."""
    activity = session.get(Activity, activity_id)
    if activity is not None and version >= activity.card_version:
        activity.card_message_id, activity.card_version = message_id, version


def lagging_activities(session: Session, now: datetime) -> list[ActivityCard]:
    """List each member's newest card that was changed but perhaps not shown, of dates that are open: for start-up."""
    lagging = select(func.max(Activity.id)).where(
        Activity.card_version < Activity.version, Activity.removed_at.is_(None)
    )
    newest = select(Activity).where(Activity.id.in_(lagging.group_by(Activity.member_id)))
    cards = []
    for activity in session.scalars(newest.order_by(Activity.id)).all():
        person = person_by_id(session, activity.member_id, now)
        if person is not None and activity.report_date in open_dates(session, person, now):
            cards.append(card_of_activity(session, activity, person, now))
    return cards


def _position(activity: Activity) -> Position | None:
    if activity.latitude is None or activity.longitude is None:
        return None
    return Position(activity.latitude, activity.longitude)
