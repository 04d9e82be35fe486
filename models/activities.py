"""One activity: adding it, asking for its details one by one, filling them in, and removing it."""

import enum
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit, prompts
from models.activity_asking import asking_activity, hold, take_in_hand
from models.activity_card import ActivityCard, Mode, card_of_activity
from models.activity_days import (
    ActivityDay,
    PhotosToPlace,
    ToPlace,
    activity_day,
    check_room,
    ever_told,
    may_change,
    photos_to_place,
)
from models.activity_fields import Field, Manner, UnfitDetail, fields_of, manners_of, read_audience, read_words
from models.colleagues import Acting, acting_for
from models.open_dates import check_open
from models.permissions import Person
from models.photos import place_photos, remove_photos
from models.positions import Position, read_position
from models.provinces import Zone
from models.schema import Activity, Indicator
from models.written_times import read_time


class Act(enum.StrEnum):
    """What can be done to an activity beside asking for a detail."""

    VIEW = "view"
    EDIT = "edit"
    #: Empty the detail that is asked for.
    CLEAR = "clear"
    #: Ask no longer.
    LEAVE = "leave"
    TAKE_PHOTOS = "take"
    DONE = "done"
    REMOVE = "remove"
    REMOVE_SURELY = "surely"


Choice = Field | Manner | Act


@dataclass(frozen=True, slots=True)
class ActivityPress:
    """A button of an activity's card, drawn for a version."""

    activity_id: int
    version: int
    choice: Choice


@dataclass(frozen=True, slots=True)
class Target:
    """Into which activity of a date something goes: one that is there, or else a new one of an indicator."""

    day: date
    activity_id: int | None
    indicator_id: int | None
    #: How many activities the day had when the button was drawn.
    ever: int
    #: Whose day, where it is a colleague's.
    member_id: int | None = None


def place(
    session: Session, person: Person, target: Target, to_place: ToPlace, now: datetime
) -> ActivityCard | ActivityDay | None:
    """Put what waits into an activity; a second tap gives the list of the day, a foreign activity or day gives nothing.

    Raises `DateClosed` and `NoRoom`.
    """
    acting = acting_for(session, person, target.member_id, now)
    if acting is None:
        return None
    hold(session, acting.subject.member_id)
    check_open(session, acting.subject, target.day, now)
    activity = _target(session, acting, target, now)
    if activity is None:
        return None if target.activity_id else activity_day(session, acting, target.day, now, to_place)
    take_in_hand(activity, person)
    if isinstance(to_place, Position):
        _locate(session, activity, person, to_place, now)
    if isinstance(to_place, PhotosToPlace) and not acting.for_colleague:
        waiting = photos_to_place(session, person.member_id, target.day, to_place)
        place_photos(session, person, activity, waiting, now)
    return card_of_activity(session, activity, acting, now)


def press(session: Session, person: Person, button: ActivityPress, now: datetime) -> ActivityCard | None:
    """Carry out a tap; an old button changes nothing, a foreign or forged one gives nothing. Raises `DateClosed`."""
    acting = _acting_on(session, person, button.activity_id, now)
    if acting is None:
        return None
    activity = session.get_one(Activity, button.activity_id, with_for_update=True)
    if activity.removed_at is not None:
        return card_of_activity(session, activity, acting, now, Mode.REMOVED, stale=True)
    if button.choice in (Act.VIEW, Act.EDIT):
        return card_of_activity(
            session, activity, acting, now, Mode.VIEWED if button.choice == Act.VIEW else Mode.EDITED
        )
    if button.version != activity.version or button.choice not in _choices(session, activity):
        return card_of_activity(session, activity, acting, now, stale=True)
    check_open(session, acting.subject, activity.report_date, now)
    return card_of_activity(session, activity, acting, now, _carry_out(session, activity, person, button.choice, now))


def answer_typed(session: Session, person: Person, text: str, now: datetime) -> ActivityCard | None:
    """Take a text as the detail that is asked for; nothing if none is. Raises what reading it raises."""
    asking = asking_activity(session, person, now)
    if asking is None or asking[0].asking is None:
        return None
    activity, acting = asking
    field = Field(asking[0].asking)
    written = _fill(activity, field, text, acting.subject.zone)
    activity.asking, activity.version = None, activity.version + 1
    _record(session, activity, person, "activity.changed", {"detail": field} | written, now)
    return card_of_activity(session, activity, acting, now)


def answer_position(session: Session, person: Person, position: Position, now: datetime) -> ActivityCard | None:
    """Take a position for the activity that asks for anything; nothing if none does."""
    asking = asking_activity(session, person, now)
    if asking is None:
        return None
    activity, acting = asking
    if activity.asking == Field.POSITION:
        activity.asking = None
    _locate(session, activity, person, position, now)
    return card_of_activity(session, activity, acting, now)


def leave_detail(session: Session, person: Person, now: datetime) -> ActivityCard | None:
    """Ask no longer for a detail; nothing if none is asked for."""
    asking = asking_activity(session, person, now)
    if asking is None:
        return None
    activity, acting = asking
    activity.asking, activity.version = None, activity.version + 1
    return card_of_activity(session, activity, acting, now)


def _acting_on(session: Session, person: Person, activity_id: int, now: datetime) -> Acting | None:
    """For whom the person acts on an activity, whose member is held; nothing if it is not theirs to change."""
    owners = session.execute(select(Activity.member_id, Activity.created_by).where(Activity.id == activity_id)).first()
    acting = acting_for(session, person, owners.member_id, now) if owners else None
    if owners is None or acting is None or not may_change(acting, owners.member_id, owners.created_by):
        return None
    hold(session, acting.subject.member_id)
    return acting


def _target(session: Session, acting: Acting, target: Target, now: datetime) -> Activity | None:
    """The activity that is meant; nothing if it is not theirs to change, or if its button has been tapped before."""
    if target.activity_id is not None:
        found = session.get(Activity, target.activity_id, with_for_update=True)
        if found is None or not may_change(acting, found.member_id, found.created_by):
            return None
        return found if found.report_date == target.day and found.removed_at is None else None
    person, member_id = acting.person, acting.subject.member_id
    if target.indicator_id is None or ever_told(session, member_id, target.day) != target.ever:
        return None
    check_room(session, acting, target.day, target.indicator_id)
    activity = Activity(
        member_id=member_id,
        report_date=target.day,
        indicator_id=target.indicator_id,
        version=1,
        handled_by=person.member_id,
        created_by=person.member_id,
        created_at=now,
    )
    session.add(activity)
    session.flush()
    content = {"date": target.day.isoformat(), "indicator_id": target.indicator_id}
    _record(session, activity, person, "activity.added", content, now)
    return activity


def _carry_out(session: Session, activity: Activity, person: Person, choice: Choice, now: datetime) -> Mode:
    if choice == Act.REMOVE:
        return Mode.REMOVING
    take_in_hand(activity, person)
    activity.version += 1
    match choice:
        case Field():
            prompts.close(session, person)
            activity.asking = choice
        case Manner():
            activity.manner = choice
            _record(session, activity, person, "activity.changed", {"detail": "manner"}, now)
        case Act.CLEAR:
            _clear(session, activity, person, now)
        case Act.TAKE_PHOTOS if activity.member_id == person.member_id:
            waiting = photos_to_place(session, person.member_id, activity.report_date)
            place_photos(session, person, activity, waiting, now)
        case Act.REMOVE_SURELY:
            _remove(session, activity, person, now)
            return Mode.REMOVED
        case _:
            activity.asking = None
    return Mode.DONE if choice == Act.DONE else Mode.EDITED


def _choices(session: Session, activity: Activity) -> set[Choice]:
    key = session.get_one(Indicator, activity.indicator_id).key
    return {*fields_of(key), *manners_of(key), *Act}


def _fill(activity: Activity, field: Field, text: str, zone: Zone) -> dict[str, Any]:
    """Read the text into the activity; give what the trail may say of it: a position stays out."""
    match field:
        case Field.TIME:
            activity.happened_at = read_time(text, zone)
            return {"to": activity.happened_at.isoformat()}
        case Field.PLACE | Field.TEXT | Field.PARTNERS:
            words = read_words(field, text)
            setattr(activity, field, words)
            return {"to": words}
        case Field.AUDIENCE:
            activity.audience = read_audience(text)
            return {"to": activity.audience}
        case Field.POSITION:
            position = read_position(text)
            activity.latitude, activity.longitude = position.latitude, position.longitude
            return {}
        case Field.PHOTO:
            raise UnfitDetail(Field.PHOTO)


def _locate(session: Session, activity: Activity, person: Person, position: Position, now: datetime) -> None:
    activity.latitude, activity.longitude = position.latitude, position.longitude
    activity.version += 1
    _record(session, activity, person, "activity.changed", {"detail": Field.POSITION}, now)


def _clear(session: Session, activity: Activity, person: Person, now: datetime) -> None:
    if activity.asking is None:
        return
    asked, activity.asking = Field(activity.asking), None
    _empty(session, activity, person, (asked,), now)
    _record(session, activity, person, "activity.cleared", {"detail": asked}, now)


def _remove(session: Session, activity: Activity, person: Person, now: datetime) -> None:
    activity.removed_at, activity.asking, activity.manner = now, None, None
    _empty(session, activity, person, tuple(Field), now)
    _record(session, activity, person, "activity.removed", {}, now)


def _empty(session: Session, activity: Activity, person: Person, fields: tuple[Field, ...], now: datetime) -> None:
    for field in fields:
        match field:
            case Field.PHOTO:
                remove_photos(session, person, activity, now)
            case Field.POSITION:
                activity.latitude = activity.longitude = None
            case Field.TIME:
                activity.happened_at = None
            case _:
                setattr(activity, field, None)


def _record(
    session: Session, activity: Activity, person: Person, action: str, content: dict[str, Any], now: datetime
) -> None:
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action=action,
        subject="activity",
        subject_id=activity.id,
        content=content,
    )
