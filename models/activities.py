"""One activity: adding it, asking for its details one by one, filling them in, and removing it."""

import enum
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models import audit, prompts
from models.activity_asking import asking_activity, hold
from models.activity_card import ActivityCard, Mode, card_of_activity
from models.activity_days import (
    ActivityDay,
    PhotosToPlace,
    ToPlace,
    activity_day,
    check_room,
    ever_told,
    photos_to_place,
)
from models.activity_fields import Field, Manner, UnfitDetail, fields_of, manners_of, read_audience, read_words
from models.open_dates import check_open
from models.permissions import Person
from models.photos import place_photos, remove_photos
from models.positions import Position, read_position
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


def place(
    session: Session, person: Person, target: Target, to_place: ToPlace, now: datetime
) -> ActivityCard | ActivityDay | None:
    """Put what waits into an activity; a second tap gives the list of the day, a foreign activity gives nothing.

    Raises `DateClosed` and `NoRoom`.
    """
    hold(session, person.member_id)
    check_open(session, person, target.day, now)
    activity = _target(session, person, target, now)
    if activity is None:
        return None if target.activity_id else activity_day(session, person, target.day, now, to_place)
    if isinstance(to_place, Position):
        _locate(session, activity, person, to_place, now)
    if isinstance(to_place, PhotosToPlace):
        waiting = photos_to_place(session, person.member_id, target.day, to_place)
        place_photos(session, person, activity, waiting, now)
    return card_of_activity(session, activity, person, now)


def press(session: Session, person: Person, button: ActivityPress, now: datetime) -> ActivityCard | None:
    """Carry out a tap; an old button changes nothing, a foreign or forged one gives nothing. Raises `DateClosed`."""
    hold(session, person.member_id)
    activity = session.get(Activity, button.activity_id, with_for_update=True)
    if activity is None or activity.member_id != person.member_id:
        return None
    if activity.removed_at is not None:
        return card_of_activity(session, activity, person, now, Mode.REMOVED, stale=True)
    if button.choice in (Act.VIEW, Act.EDIT):
        return card_of_activity(
            session, activity, person, now, Mode.VIEWED if button.choice == Act.VIEW else Mode.EDITED
        )
    if button.version != activity.version or button.choice not in _choices(session, activity):
        return card_of_activity(session, activity, person, now, stale=True)
    check_open(session, person, activity.report_date, now)
    return card_of_activity(session, activity, person, now, _carry_out(session, activity, person, button.choice, now))


def answer_typed(session: Session, person: Person, text: str, now: datetime) -> ActivityCard | None:
    """Take a text as the detail that is asked for; nothing if none is. Raises what reading it raises."""
    activity = asking_activity(session, person, now)
    if activity is None or activity.asking is None:
        return None
    field = Field(activity.asking)
    written = _fill(activity, field, text, person)
    activity.asking, activity.version = None, activity.version + 1
    _record(session, activity, person, "activity.changed", {"detail": field} | written, now)
    return card_of_activity(session, activity, person, now)


def answer_position(session: Session, person: Person, position: Position, now: datetime) -> ActivityCard | None:
    """Take a position for the activity that asks for anything; nothing if none does."""
    activity = asking_activity(session, person, now)
    if activity is None:
        return None
    if activity.asking == Field.POSITION:
        activity.asking = None
    _locate(session, activity, person, position, now)
    return card_of_activity(session, activity, person, now)


def leave_detail(session: Session, person: Person, now: datetime) -> ActivityCard | None:
    """Ask no longer for a detail; nothing if none is asked for."""
    activity = asking_activity(session, person, now)
    if activity is None:
        return None
    activity.asking, activity.version = None, activity.version + 1
    return card_of_activity(session, activity, person, now)


def _target(session: Session, person: Person, target: Target, now: datetime) -> Activity | None:
    """The activity that is meant; nothing if it is not the person's, or if its button has been tapped before."""
    if target.activity_id is not None:
        found = session.get(Activity, target.activity_id, with_for_update=True)
        belongs = found is not None and (found.member_id, found.report_date) == (person.member_id, target.day)
        return found if found is not None and belongs and found.removed_at is None else None
    if target.indicator_id is None or ever_told(session, person.member_id, target.day) != target.ever:
        return None
    check_room(session, person, target.day, target.indicator_id)
    activity = Activity(
        member_id=person.member_id,
        report_date=target.day,
        indicator_id=target.indicator_id,
        version=1,
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
        case Act.TAKE_PHOTOS:
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


def _fill(activity: Activity, field: Field, text: str, person: Person) -> dict[str, Any]:
    """Read the text into the activity; give what the trail may say of it: a position stays out."""
    match field:
        case Field.TIME:
            activity.happened_at = read_time(text, person.zone)
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
            raise UnfitDetail("Yang ditunggu sebuah foto. Kirim fotonya di sini, atau ketuk ‹ Kembali.")


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
