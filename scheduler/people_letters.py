"""The letters about people: what somebody is told of a change, who asks to join, what was decided, and who guesses."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from models.join_requests import asking
from models.outbox import Claimed
from models.permissions import Action, Person, may
from models.provinces import Zone
from models.schema import JoinRequestState, Member, Role, Unit
from models.telling import News
from scheduler.due import Kind
from scheduler.letter import Letter, Pointless
from views import member_news
from views.absence import taken_back_card
from views.names import full_name
from views.screen import Card


def is_for_no_member(row: Claimed) -> bool:
    """Tell whether a row is for a Telegram account that is no member's (any more)."""
    return "telegram_id" in row.payload


def letter_outside(session: Session, row: Claimed) -> Letter | Pointless:
    """Give the message for an account that is no member's: that it is none any more, or what was decided."""
    telegram_id = int(row.payload["telegram_id"])
    if row.kind == Kind.JOIN_DECIDED:
        unit = session.get_one(Unit, asking(session, row.payload["request_id"]).place.unit_id)
        card = member_news.decided(accepted=row.payload["accepted"], unit_name=unit.name)
        return Letter(telegram_id, None, card)
    news = News(row.payload["news"])
    card = member_news.left() if news == News.LEFT else member_news.account_gone(news)
    return Letter(telegram_id, None, card)


def member_told(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    """Tell a member what was changed about them, as far as it is still so."""
    return Letter(person.telegram_id, None, _NEWS[News(row.payload["news"])](session, person, row))


def join_asked(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    """Ask a coordinator about somebody who wants to join."""
    request = asking(session, row.payload["request_id"])
    if request.state != JoinRequestState.WAITING:
        return Pointless("decided")
    if not may(person, Action.INVITE, request.place):
        return Pointless("not theirs to know any more")
    return Letter(person.telegram_id, None, member_news.asks_to_join(request))


def guessing_seen(_session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    """Warn an administrator."""
    return Letter(person.telegram_id, None, member_news.guessing_seen(row.payload["together"]))


def absence_taken_back(session: Session, person: Person, row: Claimed) -> Letter | Pointless:
    """Tell whoever entered an absence that its member has taken it back, or let it end earlier."""
    card = taken_back_card(
        who_did(session, row),
        date.fromisoformat(row.payload["first"]),
        date.fromisoformat(row.payload["last"]) if row.payload["last"] else None,
    )
    return Letter(person.telegram_id, None, card)


def who_did(session: Session, row: Claimed) -> str:
    """Give who did what somebody is told of: nobody by name where it was done on the command line."""
    by = session.get(Member, row.payload["by"]) if row.payload["by"] is not None else None
    return full_name(by) if by else "administrator"


def _moved(session: Session, _person: Person, row: Claimed) -> Card:
    unit = session.get_one(Unit, row.payload["unit_id"])
    return member_news.moved(unit.name, _from(row), who_did(session, row))


def _returned(session: Session, _person: Person, row: Claimed) -> Card:
    return member_news.returned(session.get_one(Unit, row.payload["unit_id"]).name, _from(row))


def _clock(session: Session, _person: Person, row: Claimed) -> Card:
    until = date.fromisoformat(row.payload["until"])
    return member_news.clock_set(Zone(row.payload["zone"]), until, who_did(session, row))


def _clock_dropped(session: Session, _person: Person, row: Claimed) -> Card:
    return member_news.clock_dropped(Zone(row.payload["zone"]), who_did(session, row))


def _from(row: Claimed) -> date:
    return date.fromisoformat(row.payload["from"])


_NEWS: dict[News, Callable[[Session, Person, Claimed], Card]] = {
    News.MOVED: _moved,
    News.ROLE: lambda session, _, row: member_news.role_changed(Role(row.payload["role"]), who_did(session, row)),
    News.LEAVES: lambda session, _, row: member_news.leaves(_from(row), who_did(session, row)),
    News.BACK: _returned,
    News.RENAMED: lambda session, person, row: member_news.renamed(person.name, who_did(session, row)),
    News.RERANKED: lambda session, person, row: member_news.reranked(person.rank, who_did(session, row)),
    News.CLOCK: _clock,
    News.CLOCK_DROPPED: _clock_dropped,
}
