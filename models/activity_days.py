"""The activities of a member's day: which can be told of, which were, and what waits for a place in one.

They are the member's, whoever entered them. Whoever acts for a colleague sees and changes those they entered
themselves; the others only take up room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from models import audit
from models.colleagues import Acting, acting_for
from models.errors import LaporError
from models.indicators import Question, question_from, questions_on
from models.open_dates import open_dates
from models.permissions import Person
from models.positions import Position
from models.schema import (
    Activity,
    DailyReport,
    Draft,
    DraftPurpose,
    Indicator,
    Photo,
    PhotoState,
    ReportAnswer,
)

MOST_A_DAY = 20


class NoRoom(LaporError):
    """As many activities were told of as there can be."""


@dataclass(eq=False)
class DayIsFull(NoRoom):
    """A day has room for `most` activities."""

    most: int


class NotCounted(NoRoom):
    """The day's report counts no activity of this indicator."""


@dataclass(eq=False)
class AllTold(NoRoom):
    """Each of the counted activities of the indicator has its details."""

    label: str
    counted: int


@dataclass(frozen=True, slots=True)
class PhotosToPlace:
    """A photo with those of its album, kept for the day, that belong to no activity yet."""

    photo_id: int


ToPlace = PhotosToPlace | Position | None


@dataclass(frozen=True, slots=True)
class Told:
    """One activity as the list of its day shows it; `place_in_list` counts from 1."""

    activity_id: int
    version: int
    place_in_list: int
    question: Question
    happened_at: time | None
    where: str | None
    photos: int
    entered_by: int


@dataclass(frozen=True, slots=True)
class Room:
    """How many activities of an indicator the report counts, led and joined, and how many were told of."""

    question: Question
    counted: int
    told: int

    @property
    def is_left(self) -> bool:
        """Whether one more can be told of."""
        return self.told < self.counted


@dataclass(frozen=True, slots=True)
class ActivityDay:
    """A member's activities of a date, and what waits to be put into one of them."""

    day: date
    acting: Acting
    #: Those that the person may change.
    told: tuple[Told, ...]
    #: How many were told of, whoever entered them.
    in_all: int
    rooms: tuple[Room, ...]
    #: How many activities the day ever had: a button that adds one carries it, so that a double tap adds one only.
    ever: int
    #: Photos that were kept for the day and belong to no activity; only those to place, where there are such.
    waiting: int
    is_open: bool
    to_place: ToPlace = None

    @property
    def with_room(self) -> tuple[Room, ...]:
        """The indicators of which one more activity can be told of."""
        return tuple(room for room in self.rooms if room.is_left) if self.in_all < MOST_A_DAY else ()


def day_of(session: Session, person: Person, member_id: int | None, day: date, now: datetime) -> ActivityDay | None:
    """Give a member's activities of a date, without one the person's own; nothing if they may not act for them.

    A look at a colleague's is noted in the trail.
    """
    acting = acting_for(session, person, member_id, now)
    if acting is None:
        return None
    if acting.for_colleague:
        audit.looked_at_member(session, person.member_id, acting.subject.member_id, "activities", now)
    return activity_day(session, acting, day, now)


def activity_day(session: Session, acting: Acting, day: date, now: datetime, to_place: ToPlace = None) -> ActivityDay:
    """Give the activities of a date of whomever the person acts for."""
    member_id = acting.subject.member_id
    told = _told(session, member_id, day)
    return ActivityDay(
        day=day,
        acting=acting,
        told=tuple(one for one in told if may_change(acting, member_id, one.entered_by)),
        in_all=len(told),
        rooms=_rooms(session, acting, day, told),
        ever=ever_told(session, member_id, day),
        waiting=0 if acting.for_colleague else len(photos_to_place(session, member_id, day, to_place)),
        is_open=day in open_dates(session, acting.subject, now),
        to_place=to_place,
    )


def may_change(acting: Acting, member_id: int, entered_by: int) -> bool:
    """Tell whether a member's activity is the person's own, or one that they entered for whom they act."""
    return acting.subject.member_id == member_id and acting.person.member_id in (member_id, entered_by)


def check_room(session: Session, acting: Acting, day: date, indicator_id: int) -> None:
    """Go on only if one more activity of the indicator can be told of; raises `NoRoom`."""
    told = _told(session, acting.subject.member_id, day)
    if len(told) >= MOST_A_DAY:
        raise DayIsFull(MOST_A_DAY)
    rooms = _rooms(session, acting, day, told)
    room = next((room for room in rooms if room.question.indicator_id == indicator_id), None)
    if room is None or not room.counted:
        raise NotCounted
    if not room.is_left:
        raise AllTold(room.question.label, room.counted)


def photos_to_place(session: Session, member_id: int, day: date, to_place: ToPlace = None) -> list[Photo]:
    """List the photos that were kept for the day and belong to no activity: of one album, or all."""
    waiting = select(Photo).where(Photo.member_id == member_id, Photo.report_date == day)
    waiting = waiting.where(Photo.state == PhotoState.KEPT, Photo.activity_id.is_(None)).order_by(Photo.id)
    if isinstance(to_place, PhotosToPlace):
        waiting = waiting.where(together_with(to_place.photo_id))
    return list(session.scalars(waiting))


def together_with(photo_id: int) -> ColumnElement[bool]:
    """Give the condition that a photo is that one, or was sent in one album with it."""
    album = select(Photo.album).where(Photo.id == photo_id).scalar_subquery()
    return or_(Photo.id == photo_id, Photo.album == album)


def ever_told(session: Session, member_id: int, day: date) -> int:
    """Count the activities that the day ever had, also those that were removed."""
    return session.scalars(select(func.count(Activity.id)).where(*_of(member_id, day))).one()


def _told(session: Session, member_id: int, day: date) -> tuple[Told, ...]:
    photos = func.count(Photo.id)
    listed = (
        select(Activity, Indicator, photos)
        .join(Indicator, Indicator.id == Activity.indicator_id)
        .outerjoin(Photo, (Photo.activity_id == Activity.id) & (Photo.state == PhotoState.KEPT))
        .where(*_of(member_id, day), Activity.removed_at.is_(None))
        .group_by(Activity.id, Indicator.id)
        .order_by(Activity.id)
    )
    return tuple(
        Told(
            activity.id,
            activity.version,
            place,
            question_from(kind),
            activity.happened_at,
            activity.place,
            number,
            activity.created_by,
        )
        for place, (activity, kind, number) in enumerate(session.execute(listed).all(), start=1)
    )


def _rooms(session: Session, acting: Acting, day: date, told: Sequence[Told]) -> tuple[Room, ...]:
    counted = _counted(session, acting, day)
    questions = questions_on(session, day)
    return tuple(
        Room(question, counted.get(question.key, 0), sum(one.question == question for one in told))
        for question in questions
    )


def _counted(session: Session, acting: Acting, day: date) -> dict[str, int]:
    """Led and joined of each indicator: as the report says, or before there is one, the person's own form."""
    member_id = acting.subject.member_id
    reported = (
        select(Indicator.key, (ReportAnswer.led + ReportAnswer.joined).label("number"))
        .join(ReportAnswer, ReportAnswer.indicator_id == Indicator.id)
        .join(DailyReport, DailyReport.id == ReportAnswer.report_id)
        .where(DailyReport.member_id == member_id, DailyReport.report_date == day)
    )
    counts = {row.key: row.number for row in session.execute(reported)}
    if counts:
        return counts
    answers = session.scalar(
        select(Draft.answers)
        .where(Draft.author_id == acting.person.member_id, Draft.subject_id == member_id)
        .where(Draft.report_date == day, Draft.purpose == DraftPurpose.DAILY)
    )
    return {key: _sum(answer) for key, answer in (answers or {}).items()}


def _sum(answer: Mapping[str, Any]) -> int:
    return (answer.get("led") or 0) + (answer.get("joined") or 0)


def _of(member_id: int, day: date) -> tuple[Any, ...]:
    return Activity.member_id == member_id, Activity.report_date == day
