"""Photos and positions that people send: into the activity that asks, or offered for the report of today."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Message, Update

from handlers.context import Context, members_only
from handlers.reply import SILENCE, Reply, in_place, notice, say, show_activity, show_day
from models import activities, photos
from models.activity_card import card_by_id
from models.activity_days import ActivityDay, PhotosToPlace, activity_day
from models.clock import local_date
from models.colleagues import for_oneself
from models.permissions import Person
from models.photos import Arrival, SentPhoto
from models.positions import Position
from views import activity_days, guidance
from views.activity_payloads import OfferTap


async def photo(_update: Update, context: Context) -> Reply:
    """Take a photo, or a picture sent as a file."""
    return await context.write(_take, _sent(context.message), context.now)


async def location(_update: Update, context: Context) -> Reply:
    """Take a position."""
    place = context.message.location
    if place is None:
        return SILENCE
    return await context.write(_locate, Position.of(place.latitude, place.longitude), context.now)


async def answered(context: Context, tap: OfferTap) -> Reply:
    """Carry out `Ya` or `Tidak` below "Masukkan ke laporan hari ini?"."""
    if not tap.accepted:
        return await _decline(context, tap)
    day = await context.write(_accept, tap, context.now)
    if day is None:
        return notice(guidance.old_button_notice())
    return show_day(day, context.tapped_message_id)


async def _decline(context: Context, tap: OfferTap) -> Reply:
    if isinstance(tap.offered, PhotosToPlace):
        declined = await context.write(photos.decline_offered, tap.offered.photo_id, context.now)
        if not declined:
            return notice(guidance.old_button_notice() if declined is None else activity_days.stale_notice())
    else:
        await members_only(context)
    return in_place(activity_days.declined(tap.offered), context.tapped_message_id)


def _accept(session: Session, person: Person, tap: OfferTap, now: datetime) -> ActivityDay | None:
    if isinstance(tap.offered, PhotosToPlace):
        return photos.keep_offered(session, person, tap.offered.photo_id, now)
    return activity_day(session, for_oneself(person, now), tap.day, now, tap.offered)


def _take(session: Session, person: Person, sent: SentPhoto, now: datetime) -> Reply:
    arrived = photos.take_photo(session, person, sent, now)
    match arrived.arrival:
        case Arrival.PLACED | Arrival.FOLLOWED if arrived.activity_id is not None:
            card = card_by_id(session, person, arrived.activity_id, now)
            return show_activity(card, refresh=arrived.arrival == Arrival.FOLLOWED)
        case Arrival.OFFERED:
            return say(activity_days.offer_photo(PhotosToPlace(arrived.photo_id), arrived.day))
        case Arrival.KNOWN:
            return say(activity_days.known_photo())
        case Arrival.FULL:
            return say(activity_days.full())
        case _:
            return SILENCE


def _locate(session: Session, person: Person, position: Position, now: datetime) -> Reply:
    card = activities.answer_position(session, person, position, now)
    if card is not None:
        return show_activity(card)
    return say(activity_days.offer_position(position, local_date(now, person.zone)))


def _sent(message: Message) -> SentPhoto:
    file = message.photo[-1] if message.photo else message.document
    assert file is not None  # noqa: S101 - the routes take only photos and pictures here
    return SentPhoto(file.file_id, file.file_unique_id, message.media_group_id, message.caption)
