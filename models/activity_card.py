"""Everything that an activity's card shows, and which message shows it."""

import enum
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.activity_asking import asking_activity
from models.activity_days import photos_to_place
from models.activity_fields import Field, Manner
from models.colleagues import Acting, acting_for, for_oneself
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
    acting: Acting
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
    #: Photos that the member kept for the day and that belong to no activity; a colleague sees none.
    waiting: int
    asking: Field | None
    is_open: bool
    #: The message that carries the card of the activities that the person has in hand.
    card_message_id: int | None
    #: The person's move was an old one and changed nothing.
    stale: bool = False


def card_of_activity(
    session: Session,
    activity: Activity,
    acting: Acting,
    now: datetime,
    mode: Mode = Mode.EDITED,
    *,
    stale: bool = False,
) -> ActivityCard:
    """Give the card of an activity as it stands now, in one of its faces."""
    session.flush()
    person_id = acting.person.member_id
    newest = select(func.max(Activity.card_message_id)).where(Activity.handled_by == person_id)
    return ActivityCard(
        activity_id=activity.id,
        version=activity.version,
        day=activity.report_date,
        acting=acting,
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
        waiting=0 if acting.for_colleague else len(photos_to_place(session, person_id, activity.report_date)),
        asking=Field(activity.asking) if activity.asking and activity.handled_by == person_id else None,
        is_open=activity.report_date in open_dates(session, acting.subject, now),
        card_message_id=session.scalar(newest),
        stale=stale,
    )


def asking_card(session: Session, person: Person, now: datetime) -> ActivityCard | None:
    """Give the card of the activity that asks the person for something, if one does."""
    asking = asking_activity(session, person, now)
    return card_of_activity(session, *asking, now) if asking else None


def card_by_id(session: Session, person: Person, activity_id: int, now: datetime) -> ActivityCard:
    """Give the card of an activity that is there, and that the person may change."""
    activity = session.get_one(Activity, activity_id)
    acting = acting_for(session, person, activity.member_id, now) or for_oneself(person, now)
    return card_of_activity(session, activity, acting, now)


def activity_card_shown(session: Session, card: ActivityCard, message_id: int) -> None:
    """Remember which message carries the card of an activity that the person has in hand, and in which version."""
    activity = session.get(Activity, card.activity_id)
    if activity is None or activity.handled_by != card.acting.person.member_id:
        return
    if card.version >= activity.card_version:
        activity.card_message_id, activity.card_version = message_id, card.version


def lagging_activities(session: Session, now: datetime) -> list[ActivityCard]:
    """List each person's newest card that was changed but perhaps not shown, of dates that are open: for start-up."""
    lagging = select(func.max(Activity.id)).where(
        Activity.card_version < Activity.version, Activity.removed_at.is_(None)
    )
    newest = select(Activity).where(Activity.id.in_(lagging.group_by(Activity.handled_by)))
    cards = []
    for activity in session.scalars(newest.order_by(Activity.id)).all():
        person = person_by_id(session, activity.handled_by, now)
        acting = acting_for(session, person, activity.member_id, now) if person else None
        if acting is not None and activity.report_date in open_dates(session, acting.subject, now):
            cards.append(card_of_activity(session, activity, acting, now))
    return cards


def _position(activity: Activity) -> Position | None:
    if activity.latitude is None or activity.longitude is None:
        return None
    return Position(activity.latitude, activity.longitude)
