"""The letters about personal data: the question for consent, one's own files, requests to be forgotten."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from models.consents import VERSION, consented_at
from models.erasures import own_request, to_decide
from models.outbox import Claimed
from models.own_data import own_data
from models.permissions import Person
from models.schema import ErasureState
from scheduler.due import Kind
from scheduler.letter import Letter, Pointless
from views import privacy
from views.own_data import as_json, as_text
from views.screen import Card

Compose = Callable[[Session, Person, Claimed, datetime], Card | Pointless]


def is_about_privacy(kind: Kind) -> bool:
    """Tell whether a kind of message is one of these."""
    return kind in _CARDS


def is_for_leavers(kind: Kind) -> bool:
    """Tell whether a kind of message answers what remains to somebody who is a member no longer."""
    return kind in _REMAINING


def privacy_letter(session: Session, person: Person, row: Claimed, now: datetime) -> Letter | Pointless:
    """Give the message as it is true now."""
    card = _CARDS[Kind(row.kind)](session, person, row, now)
    return card if isinstance(card, Pointless) else Letter(person.telegram_id, None, card)


def _consent_asked(session: Session, person: Person, row: Claimed, _now: datetime) -> Card | Pointless:
    if row.day != VERSION or consented_at(session, person.member_id):
        return Pointless("agreed meanwhile, or to another version")
    return privacy.consent_question(VERSION)


def _own_data(session: Session, person: Person, row: Claimed, now: datetime) -> Card | Pointless:
    data = own_data(session, person.member_id)
    return privacy.file_card(as_json(data, now) if row.payload["format"] == "json" else as_text(data, now))


def _erasure_asked(session: Session, person: Person, row: Claimed, now: datetime) -> Card | Pointless:
    request = to_decide(session, person, row.payload["erasure_id"], now)
    if request is None or request.state != ErasureState.ASKED:
        return Pointless("decided meanwhile")
    return privacy.decision_card(request, person.zone)


def _erasure_told(session: Session, person: Person, row: Claimed, _now: datetime) -> Card | Pointless:
    request = own_request(session, person, row.payload["erasure_id"])
    if request is None or request.state != row.payload["state"]:
        return Pointless("changed again")
    return privacy.told_decision(request, person.zone)


_REMAINING = frozenset({Kind.OWN_DATA, Kind.ERASURE_TOLD})
_CARDS: Mapping[Kind, Compose] = {
    Kind.CONSENT_ASKED: _consent_asked,
    Kind.OWN_DATA: _own_data,
    Kind.ERASURE_ASKED: _erasure_asked,
    Kind.ERASURE_TOLD: _erasure_told,
}
