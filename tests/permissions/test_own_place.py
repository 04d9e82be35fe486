"""Operators and coordinators tap every button about people and things within their own place.

What their role reaches leads somewhere and touches nothing beyond that place; what it does not reach does nothing,
though it is about somebody near.
"""

import json
from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session

from models import permissions
from models.members import identify
from models.permissions import Scope
from models.schema import Role
from tests.permissions.deciding import ON_THE_WAY_IN, Asked, is_out_of_reach
from tests.permissions.own_cards import OwnCards, own_cards
from tests.permissions.sampling import KINDS, samples
from tests.permissions.world import COLLEAGUE, MARKS, ROLES, SEED, World, answers
from tests.roads import updates

NEAR = {Role.UNIT_OPERATOR: ("mates",), Role.AGENCY_COORDINATOR: ("mates", "colleagues")}
_TRIES = {"processed_update", "open_prompt"}
_MOST = 5


def near(world: World, role: Role, kind: type, cards: OwnCards) -> list[str]:
    """Buttons of a kind about what is within the role's own place, on the role's own cards."""
    about: list[dict[str, int]] = [getattr(world, one) | cards.get(kind, {}) for one in NEAR[role]]
    return [payload for one in about for payload in samples(kind, one, SEED, most=_MOST, unaimed=True)]


@pytest.mark.parametrize("role", NEAR)
async def test_what_a_role_does_not_reach_does_nothing_about_those_near(world: World, role: Role) -> None:
    cards = world.roster.database.write_now(own_cards, world, role)
    before = world.kept(_TRIES)
    kinds = [kind for kind in KINDS if is_out_of_reach(kind, role)]
    assert len(kinds) > 20
    for kind in kinds:
        for payload in near(world, role, kind, cards):
            went, told = await answers(world, updates.tap(world.telegram_id(role), payload))
            assert not went, (payload, told)
    assert {name for name, rows in world.kept(_TRIES).items() if rows != before[name]} == set()


@pytest.mark.parametrize("role", NEAR)
async def test_what_a_role_reaches_leads_somewhere_and_touches_nobody_beyond(
    world: World, asked: Asked, role: Role
) -> None:
    cards = world.roster.database.write_now(own_cards, world, role)
    beyond = [world.foreign] if role == Role.AGENCY_COORDINATOR else [world.foreign, _but_for_the_agency(world)]
    names = MARKS[:1] if role == Role.AGENCY_COORDINATOR else (MARKS[0], COLLEAGUE)
    before = [about(world, numbers) for numbers in beyond]
    kinds = [kind for kind in KINDS if not is_out_of_reach(kind, role) and kind not in ON_THE_WAY_IN]
    led = set()
    for kind in kinds:
        for payload in near(world, role, kind, cards):
            world.roster.database.read_now(_stand_again, world, role)
            asked.actions.clear()
            went, told = await answers(world, updates.tap(world.telegram_id(role), payload))
            assert not [text for text in told if any(name in text for name in names)], payload
            if asked.first is not None and permissions.scope(role, asked.first) == Scope.NOTHING:
                assert not went, payload
            led |= {kind} if went else set()
    assert set(kinds) - led == set()
    assert [about(world, numbers) for numbers in beyond] == before


def _but_for_the_agency(world: World) -> dict[str, int]:
    return {name: number for name, number in world.colleagues.items() if name != "agency_id"}


def _stand_again(session: Session, world: World, role: Role) -> None:
    """Whoever handed their role over, or is to be elsewhere, is back before the next button."""
    person = identify(session, world.telegram_id(role), world.roster.clock.now())
    if person is None or person.role != role:
        world.roster.member(ROLES[role], "BAKAMLA/BATAM", role)


def about(world: World, numbers: Mapping[str, int]) -> dict[str, list[str]]:
    """Every row that names a member, unit or agency of these, by table."""
    meant = {one: numbers[f"{one}_id"] for one in ("member", "unit", "agency") if f"{one}_id" in numbers}
    found = {}
    for table, rows in world.kept(_TRIES).items():
        columns = world.columns(table)
        places = [(place, meant[one]) for place, one in enumerate(columns) if one in meant]
        found[table] = [row for row in rows if any(json.loads(row)[place] == number for place, number in places)]
    return found
