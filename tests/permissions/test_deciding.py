"""Each kind of button asks the table of permissions what it should, and does nothing where that says no."""

from models.schema import Role
from tests.permissions.deciding import DECIDED_BY, ON_THE_WAY_IN, ONESELF, Asked
from tests.permissions.own_cards import OwnCards, own_cards
from tests.permissions.sampling import KINDS, samples
from tests.permissions.world import SEED, World, answers
from tests.roads import updates
from views.calendar_taps import HolidayTap
from views.report_taps import ContinueTap

_TRIES = {"processed_update", "open_prompt"}
#: The day of the samples is no holiday: such a button leads nowhere.
NOWHERE = {HolidayTap}
#: Is for one's own as well: where the action is denied it says that nothing is left (`test_moved_operators`).
OWN_AS_WELL = {ContinueTap}
#: Kinds and their actions, where an action decides.
BY_ACTION = {kind: actions for kind, actions in DECIDED_BY.items() if actions and kind not in OWN_AS_WELL}


def buttons(world: World, cards: OwnCards, kind: type, most: int) -> list[str]:
    """Some buttons of a kind, about a colleague of BAKAMLA and about another agency; on one's own cards."""
    near = [one | cards.get(kind, {}) for one in (world.mates, world.foreign)]
    return [payload for one in near for payload in samples(kind, one, SEED, most=most, unaimed=True)]


def test_every_kind_of_button_has_its_line() -> None:
    assert set(DECIDED_BY) == set(KINDS)


async def test_each_button_asks_first_for_the_action_that_it_belongs_to(world: World, asked: Asked) -> None:
    cards = world.roster.database.write_now(own_cards, world, Role.ADMINISTRATOR)
    for kind in KINDS:
        first = set()
        for payload in buttons(world, cards, kind, most=8):
            asked.actions.clear()
            await answers(world, updates.tap(world.telegram_id(Role.ADMINISTRATOR), payload))
            first.add(asked.first)
        assert first - {None} == DECIDED_BY[kind], kind


async def test_where_the_action_is_denied_the_button_does_and_tells_nothing(world: World, asked: Asked) -> None:
    """The same buttons lead somewhere where it is not: so it is the action that decides."""
    administrator = world.telegram_id(Role.ADMINISTRATOR)
    cards = world.roster.database.write_now(own_cards, world, Role.ADMINISTRATOR)
    before = world.kept(_TRIES)
    for kind, actions in BY_ACTION.items():
        asked.denied = actions
        for payload in buttons(world, cards, kind, most=2):
            went, told = await answers(world, updates.tap(administrator, payload))
            assert not went, (kind, told)
    assert {name for name, rows in world.kept(_TRIES).items() if rows != before[name]} == set()
    asked.denied = ONESELF
    assert {kind for kind in BY_ACTION if not await _leads(world, buttons(world, cards, kind, most=10))} == NOWHERE


async def _leads(world: World, payloads: list[str]) -> bool:
    """Whether any of these buttons leads somewhere."""
    for payload in payloads:
        went, _ = await answers(world, updates.tap(world.telegram_id(Role.ADMINISTRATOR), payload))
        if went:
            return True
    return False


async def test_only_the_buttons_of_the_way_in_are_for_those_outside(world: World) -> None:
    assert {kind for kind in KINDS if kind in ON_THE_WAY_IN} == ON_THE_WAY_IN
    for kind in KINDS:
        for payload in samples(kind, world.mates, SEED, most=1):
            went, _ = await answers(world, updates.tap(world.telegram_id(None), payload))
            assert not went, kind
