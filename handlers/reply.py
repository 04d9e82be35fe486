"""What a handler gives back: the steps of an answer, carried out after its effect is committed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.activity_card import ActivityCard, activity_card_shown
from models.activity_days import ActivityDay
from models.draft_cards import card_shown, claim_card, overtaken_card
from models.form_card import FormCard
from models.joinings import JoiningView, joining_card_shown
from models.prompts import OpenPrompt, prompt_card_shown
from models.schema import Role
from views.activity import activity_card
from views.activity_days import day_card
from views.form import form_card
from views.joining import joining_card, stranger_sentence
from views.screen import Card


@dataclass(frozen=True, slots=True)
class Notice:
    """The short answer to a tap, where there is something to say: every tap is answered by whoever hands the reply on.

    As an alert only where somebody must read it.
    """

    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Alive:
    """A card that is the only one alive for its task: the one before it loses its buttons."""

    task: str
    previous: int | None
    #: Writes down, in a transaction, which message carries the card.
    remember: Callable[[Session, int], None]
    #: Where other processes show the card as well: which of them has it.
    contested: "Contested | None" = None


@dataclass(frozen=True, slots=True)
class Contested:
    """How processes that show the same card agree."""

    #: Writes down, in a transaction, that a message carries the card; gives the message that does.
    claim: Callable[[Session, int], int]
    #: Gives what to show instead, at a moment, if another process has moved on what the card shows.
    overtaken: Callable[[Session, datetime], "Reply | None"]


@dataclass(frozen=True, slots=True)
class Show:
    """Show a card: in place of the message `message_id`, or as a new message."""

    card: Card
    message_id: int | None = None
    alive: Alive | None = None
    #: In place of whichever message is alive for the task; needless where another such card is waiting behind it.
    refresh: bool = False


@dataclass(frozen=True, slots=True)
class SetMenu:
    """Let Telegram show the commands of a role to a member."""

    member_id: int
    role: Role


@dataclass(frozen=True, slots=True)
class LeaveChat:
    """Leave the group from which the update came."""


@dataclass(frozen=True, slots=True)
class Hasten:
    """Somebody waits for what was just written into the outbox: it leaves now, and not at the next tick."""


Step = Notice | Show | SetMenu | LeaveChat | Hasten


@dataclass(frozen=True, slots=True)
class Reply:
    """The steps of an answer, in their order; none where silence is the answer."""

    steps: tuple[Step, ...] = ()

    def then(self, *steps: Step) -> "Reply":
        """Give this answer with more steps after it."""
        return Reply(self.steps + steps)


SILENCE = Reply()


def stranger() -> Reply:
    """Answer whoever does not belong with the one sentence, where what they tried had to be counted."""
    return say(Card(stranger_sentence()))


def say(card: Card) -> Reply:
    """Answer with a new message."""
    return Reply((Show(card),))


def notice(text: str, *, alert: bool = False) -> Reply:
    """Answer a tap without changing what is on the screen."""
    return Reply((Notice(text, alert),))


def in_place(card: Card, message_id: int | None) -> Reply:
    """Show a card in place of the tapped message; without one, below."""
    return Reply((Show(card, message_id),))


def show_form(form: FormCard, message_id: int | None = None, *, catches_up: bool = False) -> Reply:
    """Show a form's card: in place of a tapped message, or below a typed answer.

    A card that only catches up with what another process did gives way to the one that shows it already.
    """
    seen = None if catches_up else form.card_message_id

    def remember(session: Session, shown: int) -> None:
        card_shown(session, form.draft_id, form.state.version, shown)

    def claim(session: Session, shown: int) -> int:
        return claim_card(session, form.draft_id, form.state.version, shown, seen)

    def overtaken(session: Session, now: datetime) -> Reply | None:
        newer = overtaken_card(session, form.draft_id, form.state.version, now)
        return show_form(newer, catches_up=True) if newer else None

    alive = Alive(f"form {form.draft_id}", form.card_message_id, remember, Contested(claim, overtaken))
    return Reply((Show(form_card(form), message_id, alive),))


def show_joining(joining: JoiningView, message_id: int | None = None) -> Reply:
    """Show the card of somebody on the way in."""

    def remember(session: Session, shown: int) -> None:
        joining_card_shown(session, joining.telegram_id, shown)

    alive = Alive(f"joining {joining.telegram_id}", joining.card_message_id, remember)
    return Reply((Show(joining_card(joining), message_id, alive),))


def show_prompt(prompt: OpenPrompt, card: Card, message_id: int | None = None) -> Reply:
    """Show a prompt's question, or what follows its answer: the card before it loses its buttons."""

    def remember(session: Session, shown: int) -> None:
        prompt_card_shown(session, prompt.member_id, prompt.version, shown)

    alive = Alive(f"prompt {prompt.member_id}", prompt.card_message_id, remember)
    return Reply((Show(card, message_id, alive),))


def show_activity(activity: ActivityCard, message_id: int | None = None, *, refresh: bool = False) -> Reply:
    """Show an activity's card; with `refresh` in place of the one that is alive, for one more photo of an album."""

    def remember(session: Session, shown: int) -> None:
        activity_card_shown(session, activity, shown)

    alive = Alive(f"details {activity.acting.person.member_id}", activity.card_message_id, remember)
    return Reply((Show(activity_card(activity), message_id, alive, refresh),))


def show_day(day: ActivityDay, message_id: int | None = None, page: int = 1) -> Reply:
    """Show the list of a day's activities."""
    return Reply((Show(day_card(day, page), message_id),))
