"""Opening balances of the desk: seeing them, writing one, and taking one back."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.context import Context, NotAllowed
from handlers.reply import Reply, in_place, notice, show_prompt
from models import opening_balances, prompts
from models.balance_words import as_json, from_json, read_publication
from models.clock import local_date
from models.permissions import EVERYTHING, Action, Person, may
from models.prompts import OpenPrompt, PromptKind
from models.provinces import Zone
from views import balances, guidance
from views.result_taps import BalanceAct, BalanceTap
from views.screen import Card

_WRITTEN = "publication"


async def steered(context: Context, tap: BalanceTap) -> Reply:
    """Carry out a tap on the opening balances."""
    if not context.is_private:
        return notice(guidance.old_button_notice())
    return await context.write(_steer, tap, context.tapped_message_id, context.now)


def answer_written(session: Session, person: Person, _prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take a written balance, and ask whether it was understood."""
    _require(person)
    publication = read_publication(text, local_date(now, Zone.WIB))
    opening_balances.check(publication, local_date(now, Zone.WIB))
    asked = prompts.ask(session, person, PromptKind.OPENING_BALANCE, {_WRITTEN: as_json(publication)}, now)
    return show_prompt(asked, balances.preview(publication, asked.version), None)


def balance_asked(_session: Session, _person: Person, prompt: OpenPrompt, _now: datetime) -> Card:
    """Give the card that asks for a balance, or that shows what was understood."""
    if _WRITTEN in prompt.payload:
        return balances.preview(from_json(prompt.payload[_WRITTEN]), prompt.version)
    return balances.ask()


def _steer(session: Session, person: Person, tap: BalanceTap, message_id: int | None, now: datetime) -> Reply:
    _require(person)
    match tap.act:
        case BalanceAct.WRITE:
            asked = prompts.ask(session, person, PromptKind.OPENING_BALANCE, {}, now)
            return show_prompt(asked, balances.ask(), message_id)
        case BalanceAct.KEEP:
            return _keep(session, person, tap.number, message_id, now)
        case BalanceAct.DROP:
            return _ask_to_drop(session, tap.number, message_id)
        case BalanceAct.DROP_SURELY:
            opening_balances.take_back(session, person, tap.number, now)
    return _listed(session, message_id)


def _keep(session: Session, person: Person, version: int, message_id: int | None, now: datetime) -> Reply:
    """Enter what was shown; a second tap finds it entered, and shows the list."""
    prompt = prompts.open_prompt(session, person)
    if prompt and (prompt.kind, prompt.version) == (PromptKind.OPENING_BALANCE, version) and _WRITTEN in prompt.payload:
        publication = from_json(prompt.payload[_WRITTEN])
        opening_balances.enter(session, person, publication, now, today=local_date(now, Zone.WIB))
        prompts.close(session, person)
    return _listed(session, message_id)


def _ask_to_drop(session: Session, balance_id: int, message_id: int | None) -> Reply:
    balance = opening_balances.balance_by_id(session, balance_id)
    if balance is None or balance.voided:
        return _listed(session, message_id)
    return in_place(balances.ask_to_drop(balance), message_id)


def _listed(session: Session, message_id: int | None) -> Reply:
    return in_place(balances.listed(opening_balances.balances_of(session, None)), message_id)


def _require(person: Person) -> None:
    if not may(person, Action.ENFORCEMENT, EVERYTHING):
        raise NotAllowed
