"""Which message carries a form's card where several processes show it at once: exactly one, and it has its buttons."""

from sqlalchemy.orm import Session

from handlers.reply import Contested, Reply, Show, show_form
from models import drafts
from models.drafts import Press
from models.form import Count
from models.form_card import FormCard
from models.members import identify
from models.permissions import Person
from tests.clock.roster import MONDAY, Roster

OLD, NEW = 70, 71


def contested(reply: Reply | None) -> Contested:
    assert reply is not None
    step = reply.steps[-1]
    assert isinstance(step, Show)
    assert step.alive is not None
    assert step.alive.contested is not None
    return step.alive.contested


def begun(roster: Roster) -> tuple[Person, FormCard]:
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T15:00:00+07:00")
    now = roster.clock.now()

    def work(session: Session) -> tuple[Person, FormCard]:
        person = identify(session, roster.telegram_id("Budi"), now)
        assert person is not None
        return person, drafts.open_form(session, person, MONDAY, now)

    return roster.database.write_now(work)


def moved(roster: Roster, person: Person, card: FormCard, value: int) -> FormCard:
    button = Press(card.draft_id, card.state.version, card.state.step)
    after = roster.database.write_now(drafts.press, person, button, Count(value), roster.clock.now())
    assert after is not None
    return after


def test_the_newer_version_carries_the_card(roster: Roster) -> None:
    person, first = begun(roster)
    roster.database.write_now(contested(show_form(first)).claim, OLD)
    second = moved(roster, person, first, 2)
    assert roster.database.write_now(contested(show_form(second)).claim, NEW) == NEW
    assert roster.database.write_now(contested(show_form(first)).claim, OLD) == NEW


def test_what_only_catches_up_gives_way_to_what_was_there_first(roster: Roster) -> None:
    """One process has edited the old card while another showed a new one below: not both lose their buttons."""
    person, first = begun(roster)
    slow = contested(show_form(first))
    roster.database.write_now(slow.claim, OLD)
    second = moved(roster, person, first, 2)
    assert roster.database.write_now(contested(show_form(second)).claim, NEW) == NEW
    behind = roster.database.read_now(slow.overtaken, roster.clock.now())
    assert roster.database.write_now(contested(behind).claim, OLD) == NEW


def test_what_caught_up_first_hands_over_to_the_card_below(roster: Roster) -> None:
    person, first = begun(roster)
    slow = contested(show_form(first))
    roster.database.write_now(slow.claim, OLD)
    second = moved(roster, person, first, 2)
    behind = roster.database.read_now(slow.overtaken, roster.clock.now())
    assert roster.database.write_now(contested(behind).claim, OLD) == OLD
    assert roster.database.write_now(contested(show_form(second)).claim, NEW) == NEW
