"""A form about a colleague is nobody's any more whose right it was: neither shown, nor filled in, nor sent."""

import pytest
from sqlalchemy.orm import Session

from models import drafts
from models.draft_cards import lagging_cards
from models.members import identify
from models.schema import Role
from tests.clock.roster import MONDAY
from tests.permissions.world import MATE, World, says
from tests.roads import updates

TITLE = "Senin, 15 September 2025"


def begin(world: World) -> int:
    """Let the operator begin the report of a colleague; give the operator's account."""
    account, now = world.telegram_id(Role.UNIT_OPERATOR), world.roster.clock.now()

    def work(session: Session) -> None:
        person = identify(session, account, now)
        assert person is not None
        drafts.open_for(session, person, world.roster.members[MATE], MONDAY, now)

    world.roster.database.write_now(work)
    return account


@pytest.mark.parametrize(
    ("unit", "role"),
    [("KKP/MERAUKE", Role.UNIT_OPERATOR), ("BAKAMLA/AMBON", Role.UNIT_OPERATOR), ("BAKAMLA/BATAM", Role.OFFICER)],
)
async def test_whoever_was_moved_goes_on_with_no_form_of_a_colleague(world: World, unit: str, role: Role) -> None:
    account = begin(world)
    (shown,) = await says(world, updates.message(account, "3"))
    assert "Untuk: <b>Rekandekat" in shown
    world.roster.member("Olga", unit, role)
    before = world.kept({"processed_update"})["draft"]
    for words in ("4", "/bantuan", "/batal", "/start"):
        told = await says(world, updates.message(account, words))
        assert told
        assert not any(TITLE in one for one in told), words
    assert world.kept({"processed_update"})["draft"] == before


async def test_whoever_may_still_act_goes_on(world: World) -> None:
    account = begin(world)
    world.roster.member("Olga", "BAKAMLA/AMBON", Role.AGENCY_COORDINATOR)
    (shown,) = await says(world, updates.message(account, "3"))
    assert "Untuk: <b>Rekandekat" in shown


async def test_no_start_shows_them_the_form_that_lags_behind(world: World) -> None:
    account = begin(world)
    await says(world, updates.message(account, "3"))

    def lagging() -> list[int]:
        cards = world.roster.database.read_now(lagging_cards, world.roster.clock.now())
        return [card.draft_id for card in cards if card.person.telegram_id == account]

    assert len(lagging()) == 1
    world.roster.member("Olga", "KKP/MERAUKE", Role.UNIT_OPERATOR)
    assert lagging() == []
