"""The whole matrix: every role, every command and button, in private and in groups, in one's own and another agency.

It is generated from the program's own lists, so a new command or button is in it from its first day.
"""

import dataclasses
from collections import Counter
from contextlib import closing

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from handlers.routes import COMMANDS as GROUP_COMMANDS
from handlers.routes import PRIVATE_COMMANDS
from models import permissions
from models.database import Database
from models.permissions import commands_of
from models.schema import Invitation, Membership, Role
from tests.databases import NewUrl
from tests.permissions.sampling import KINDS, aims_at_others, samples
from tests.permissions.world import BOUND, COLLEAGUE, MARKS, MATE, SEED, UNBOUND, World, says, world_of
from tests.roads import updates
from views import guidance, payloads
from views.joining import stranger_sentence
from views.screen import said

EVERY_COMMAND = tuple({**PRIVATE_COMMANDS, **GROUP_COMMANDS})
ANYBODY = (None, *Role)
BELOW_THE_DESK = (Role.OFFICER, Role.UNIT_OPERATOR, Role.AGENCY_COORDINATOR)
UNKNOWN = guidance.unknown_command().text
#: That somebody tried, and which question stands no longer.
_TRIES = {"processed_update", "open_prompt"}


@pytest.fixture
def world(database: Database) -> World:
    return world_of(database)


def test_every_command_that_the_table_knows_leads_somewhere_and_the_other_way_round() -> None:
    assert set(EVERY_COMMAND) - {"start"} == set(permissions.COMMANDS)
    assert set(guidance.COMMAND_DESCRIPTIONS) == set(permissions.COMMANDS)


@pytest.mark.parametrize("role", ANYBODY)
async def test_in_private_a_command_is_answered_where_the_table_says_so(world: World, role: Role | None) -> None:
    allowed = {"start", *(commands_of(role) if role else ())}
    for command in EVERY_COMMAND:
        told = await says(world, updates.message(world.telegram_id(role), f"/{command}"))
        if role is None:
            assert told == [said(stranger_sentence())], command
        else:
            assert told, command
            assert (told == [UNKNOWN]) == (command not in allowed), command


@pytest.mark.parametrize("role", ANYBODY)
async def test_in_a_group_only_its_own_commands_are_answered_and_tell_nobodys_name(
    world: World, role: Role | None
) -> None:
    allowed = set(commands_of(role)) & set(GROUP_COMMANDS) if role else set()
    for command in EVERY_COMMAND:
        told = await says(world, updates.message(world.telegram_id(role), f"/{command}", group=BOUND))
        assert bool(told) == (command in allowed), command
        assert not [text for text in told if "Budi" in text or MARKS[0] in text], command


@pytest.mark.parametrize("role", ANYBODY)
async def test_a_group_that_nobody_bound_learns_no_figure(world: World, role: Role | None) -> None:
    for command in (one for one in EVERY_COMMAND if one != "grup"):
        told = await says(world, updates.message(world.telegram_id(role), f"/{command}", group=UNBOUND))
        assert not [text for text in told if "Patroli" in text or "Budi" in text], command


@pytest.mark.parametrize("role", BELOW_THE_DESK)
async def test_nobody_reaches_another_agency_by_its_name(world: World, role: Role) -> None:
    for command in EVERY_COMMAND:
        for words in ("kkp", "kkp merauke", MARKS[0], "kemarin kkp"):
            told = await says(world, updates.message(world.telegram_id(role), f"/{command} {words}"))
            shown = [text for text in told if MARKS[1] in text or f"Lettu {MARKS[0]}" in text]
            assert not shown, (command, words)


@pytest.mark.parametrize("role", BELOW_THE_DESK)
async def test_in_a_group_nobody_reaches_anybody_by_their_name(world: World, role: Role) -> None:
    for command in EVERY_COMMAND:
        for words in ("kkp merauke", "bakamla ambon", MARKS[0], COLLEAGUE):
            told = await says(world, updates.message(world.telegram_id(role), f"/{command} {words}", group=BOUND))
            assert not [text for text in told if MARKS[1] in text or f"Lettu {COLLEAGUE}" in text], (command, words)


def test_every_kind_of_button_is_in_the_matrix(world: World) -> None:
    foreign = world.foreign
    numbers = {field.name for kind in KINDS for field in dataclasses.fields(kind) if field.name.endswith("_id")}
    assert numbers - {"indicator_id", "rest_id"} == set(foreign), "the other agency has one of each"
    without = [kind.__name__ for kind in KINDS if not samples(kind, foreign, SEED)]
    assert without == []
    assert {kind.kind for kind in KINDS} == set(payloads._READERS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("group", [BOUND, UNBOUND])
async def test_no_button_does_anything_in_a_group(new_sqlite: NewUrl, group: int) -> None:
    """There everybody sees what anybody taps: recaps and results turn, and nothing is changed or told of anybody."""
    with closing(Database(new_sqlite())) as database:
        world = world_of(database)
        before = world.kept(_TRIES)
        tapped = [payload for kind in KINDS for payload in samples(kind, world.foreign, SEED)]
        for role in (None, *Role):
            for payload in tapped:
                told = await says(world, updates.tap(world.telegram_id(role), payload, group=group))
                assert not [text for text in told if any(mark in text for mark in (*MARKS, COLLEAGUE))], payload
            after = world.kept(_TRIES)
            assert {name for name, rows in after.items() if rows != before[name]} == set(), role


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_OPERATOR])
async def test_no_button_about_a_colleague_of_another_unit_does_or_tells_anything(
    new_sqlite: NewUrl, role: Role
) -> None:
    with closing(Database(new_sqlite())) as database:
        world = world_of(database)
        before = world.kept(_TRIES)
        own = {name: number for name, number in world.colleagues.items() if name != "agency_id"}
        tapped = [payload for kind in KINDS for payload in samples(kind, own, SEED) if aims_at_others(payload, own)]
        assert len(tapped) > 100
        for payload in tapped:
            told = await says(world, updates.tap(world.telegram_id(role), payload))
            assert not [text for text in told if COLLEAGUE in text or MARKS[1] in text], payload
        assert {name for name, rows in world.kept(_TRIES).items() if rows != before[name]} == set()


async def test_no_button_about_a_colleague_of_ones_own_unit_does_anything_for_an_officer(new_sqlite: NewUrl) -> None:
    with closing(Database(new_sqlite())) as database:
        world = world_of(database)
        before = world.kept(_TRIES)
        own = {name: number for name, number in world.mates.items() if name not in ("agency_id", "unit_id", "place_id")}
        tapped = [payload for kind in KINDS for payload in samples(kind, own, SEED) if aims_at_others(payload, own)]
        assert len(tapped) > 100
        for payload in tapped:
            told = await says(world, updates.tap(world.telegram_id(Role.OFFICER), payload))
            assert not [text for text in told if MATE in text or MARKS[1] in text], payload
        assert {name for name, rows in world.kept(_TRIES).items() if rows != before[name]} == set()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNIT_OPERATOR, Role.AGENCY_COORDINATOR, Role.DESK_COORDINATOR])
async def test_no_button_gives_anybody_a_role_that_the_table_reserves_for_those_above(
    new_sqlite: NewUrl, role: Role
) -> None:
    """Every button that names a role, about every member within reach: appointed and invited is as the table says."""
    with closing(Database(new_sqlite())) as database:
        world = world_of(database)
        before = database.read_now(ranks)
        kinds = [kind for kind in KINDS if "role" in {field.name for field in dataclasses.fields(kind)}]
        assert len(kinds) == 2, "inviting and appointing"
        near = (world.mates, world.colleagues, world.foreign)
        for payload in (payload for kind in kinds for one in near for payload in samples(kind, one, SEED, most=60)):
            await says(world, updates.tap(world.telegram_id(role), payload))
        given = database.read_now(ranks) - before
        appointed = {one for one in given if one not in permissions.roles_to_invite(role)}
        assert appointed == set(), given


def ranks(session: Session) -> Counter[Role]:
    """Who has which role now, and who is invited to it."""
    there = session.scalars(select(Membership.role))
    return Counter([*there, *session.scalars(select(Invitation.role))])


@pytest.mark.parametrize("role", [None, *BELOW_THE_DESK])
async def test_no_button_about_another_agency_does_or_tells_anything(new_sqlite: NewUrl, role: Role | None) -> None:
    """A stranger's buttons do nothing at all; those of a member nothing to the other agency."""
    database = Database(new_sqlite())
    world = world_of(database)
    before = world.kept(_TRIES)
    tapped = [payload for kind in KINDS for payload in samples(kind, world.foreign, SEED)]
    if role is not None:
        tapped = [payload for payload in tapped if aims_at_others(payload, world.foreign)]
    assert len(tapped) > 150
    for payload in tapped:
        told = await says(world, updates.tap(world.telegram_id(role), payload))
        assert not [text for text in told if any(mark in text for mark in MARKS)], payload
    assert {name for name, rows in world.kept(_TRIES).items() if rows != before[name]} == set()
    database.close()
