"""The cards of drafts: which is to be shown, which message carries it, and which lags behind its row."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.draft_rows import newest, unfinished
from models.form_card import FormCard, card_of, subject_of
from models.members import person_by_id
from models.open_dates import open_dates
from models.permissions import Person
from models.schema import Draft


def current_card(session: Session, person: Person, now: datetime) -> FormCard | None:
    """Give the card of the form that the person touched last, if its date is still open."""
    draft = session.scalar(newest(session, person, now))
    return card_of(session, draft, person, now) if draft else None


def unfinished_card(session: Session, person: Person, now: datetime) -> FormCard | None:
    """Give the card of the newest form that was not sent, open or put away, if its date is still open."""
    draft = session.scalar(unfinished(session, person, now))
    return card_of(session, draft, person, now) if draft else None


def card_shown(session: Session, draft_id: int, version: int, message_id: int) -> None:
    """Remember which message carries a draft's card, and which version it shows."""
    draft = session.get(Draft, draft_id)
    if draft is not None and version >= draft.card_version:
        draft.card_message_id, draft.card_version = message_id, version


def claim_card(session: Session, draft_id: int, version: int, message_id: int, seen: int | None) -> int:
    """Remember, where several processes show cards, which message carries a draft's card; give the one that does.

    A newer version wins; of two that show the same version the one that was there first, unless it is what the form's
    last move had `seen` as its card.
    """
    draft = session.get(Draft, draft_id, with_for_update=True)
    if draft is None:
        return message_id
    is_first = draft.card_message_id in (None, seen)
    if version > draft.card_version or (version == draft.card_version and is_first):
        draft.card_message_id, draft.card_version = message_id, version
    return draft.card_message_id or message_id


def overtaken_card(session: Session, draft_id: int, version: int, now: datetime) -> FormCard | None:
    """Give the card of a draft that is further than this version, for whoever showed the version; else nothing."""
    draft = session.get(Draft, draft_id)
    if draft is None or draft.version <= version:
        return None
    person = person_by_id(session, draft.author_id, now)
    return card_of(session, draft, person, now) if person and subject_of(session, draft, person, now) else None


def lagging_cards(session: Session, now: datetime, quiet: timedelta = timedelta(0)) -> list[FormCard]:
    """List the cards that were changed but perhaps not shown, of dates that are still open: for start-up.

    What was touched within `quiet` is left to whoever is showing it just now.
    """
    lagging = (
        select(Draft)
        .where(Draft.card_version < Draft.version, Draft.updated_at <= now - quiet)
        .order_by(Draft.updated_at)
    )
    cards = []
    for draft in session.scalars(lagging).all():
        person = person_by_id(session, draft.author_id, now)
        if person is None or subject_of(session, draft, person, now) is None:
            continue  # they may no longer act for whom it is about
        if draft.report_date in open_dates(session, person, now):
            cards.append(card_of(session, draft, person, now))
    return cards
