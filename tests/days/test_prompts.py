"""Open prompts: one at a time, kept as a row, closed for good."""

import pytest

from handlers import asking
from models import prompts
from models.drafts import open_form
from models.members import person_by_id
from models.permissions import Person
from models.prompts import OpenPrompt, PromptKind, prompt_card_shown
from tests.clock.roster import MONDAY, Roster
from views.standing import where_line


@pytest.fixture
def ani(roster: Roster) -> Person:
    member_id = roster.member("Ani", "BAKAMLA/BATAM")
    person = roster.database.read_now(person_by_id, member_id, roster.clock.now())
    assert person is not None
    return person


def ask(roster: Roster, person: Person, kind: PromptKind = PromptKind.ABSENCE_DAYS, **payload: object) -> OpenPrompt:
    return roster.database.write_now(prompts.ask, person, kind, payload, roster.clock.now())


def is_open(roster: Roster, person: Person) -> OpenPrompt | None:
    return roster.database.write_now(prompts.open_prompt, person)


def test_what_was_asked_is_open_with_its_payload_until_it_is_closed(roster: Roster, ani: Person) -> None:
    assert is_open(roster, ani) is None
    asked = ask(roster, ani, subject=7)
    assert is_open(roster, ani) == asked
    assert (asked.kind, asked.payload) == (PromptKind.ABSENCE_DAYS, {"subject": 7})
    assert roster.database.write_now(prompts.close, ani)
    assert is_open(roster, ani) is None
    assert not roster.database.write_now(prompts.close, ani)


def test_a_new_question_takes_the_place_of_the_last_one_and_versions_never_come_again(
    roster: Roster, ani: Person
) -> None:
    first = ask(roster, ani)
    second = ask(roster, ani, PromptKind.ZONE_UNTIL, zone="WIT")
    assert is_open(roster, ani) == second
    roster.database.write_now(prompts.close, ani)
    third = ask(roster, ani)
    assert first.version < second.version < third.version


def test_the_card_is_remembered_for_the_question_that_it_shows(roster: Roster, ani: Person) -> None:
    old = ask(roster, ani)
    new = ask(roster, ani)
    roster.database.write_now(prompt_card_shown, ani.member_id, old.version, 50)
    roster.database.write_now(prompt_card_shown, ani.member_id, new.version, 51)
    found = is_open(roster, ani)
    assert found is not None
    assert found.card_message_id == 51


def test_each_member_has_a_prompt_of_their_own(roster: Roster, ani: Person) -> None:
    budi = roster.database.read_now(person_by_id, roster.member("Budi", "BAKAMLA/BATAM"), roster.clock.now())
    assert budi is not None
    asked = ask(roster, ani)
    ask(roster, budi)
    roster.database.write_now(prompts.close, budi)
    assert is_open(roster, ani) == asked


def test_opening_a_form_closes_the_prompt(roster: Roster, ani: Person) -> None:
    ask(roster, ani)
    roster.database.write_now(open_form, ani, MONDAY, roster.clock.now())
    assert is_open(roster, ani) is None


@pytest.mark.parametrize("kind", PromptKind)
def test_every_question_has_its_answer_its_card_and_its_name(kind: PromptKind) -> None:
    assert kind in asking._LEADS_TO
    assert where_line(OpenPrompt(1, kind, {}, 1, None)).startswith("Anda sedang ditanya")
