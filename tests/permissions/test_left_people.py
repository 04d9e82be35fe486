"""Whoever has left, as whatever they were: to every command, button and message a stranger, but for their own data."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from handlers.reply import LeaveChat
from handlers.routes import COMMANDS as GROUP_COMMANDS
from handlers.routes import PRIVATE_COMMANDS
from models import permissions
from models.database import Database
from models.permissions import Action
from models.schema import Role
from tests.databases import NewUrl
from tests.permissions.deciding import DECIDED_BY
from tests.permissions.leavers import LEFT, Leaver, let_go
from tests.permissions.sampling import KINDS, samples
from tests.permissions.world import BOUND, COLLEAGUE, MARKS, MATE, SEED, UNBOUND, World, says, world_of
from tests.roads import updates
from views import guidance
from views.joining import stranger_sentence
from views.privacy_taps import ConsentTap
from views.screen import said

EVERY_COMMAND = tuple({**PRIVATE_COMMANDS, **GROUP_COMMANDS})
#: What the table leaves to them.
KEPT = {name for name, action in permissions.COMMANDS.items() if action in permissions.REMAINS}
SENTENCE = said(stranger_sentence())
NAMES = (*MARKS, COLLEAGUE, MATE, "Budi")
LEAVERS = (*(f"{LEFT} {role}" for role in Role), f"{LEFT} sejak kemarin")
_TRIES = {"processed_update", "open_prompt"}


@dataclass(frozen=True, slots=True)
class After:
    """A desk, and those who have left it."""

    world: World
    leavers: dict[str, Leaver]


@pytest.fixture(scope="module")
def after(new_sqlite: NewUrl) -> Iterator[After]:
    """One desk for all: nothing is to change in it."""
    with closing(Database(new_sqlite())) as database:
        world = world_of(database)
        yield After(world, let_go(world))


def changed(world: World, before: dict[str, list[str]], *besides: str) -> set[str]:
    """Tables that are not as they were."""
    return {name for name, rows in world.kept({*_TRIES, *besides}).items() if rows != before[name]}


def test_only_ones_own_data_remain() -> None:
    assert {"privasi", "datasaya", "hapusdata"} == KEPT


@pytest.mark.parametrize("who", LEAVERS)
async def test_of_all_commands_only_those_about_ones_own_data_are_answered(after: After, who: str) -> None:
    account, before = after.leavers[who].telegram_id, after.world.kept(_TRIES)
    for command in (*EVERY_COMMAND, "perintahasing"):
        told = await says(after.world, updates.message(account, f"/{command}"))
        assert len(told) == 1, command
        assert (told == [SENTENCE]) == (command not in KEPT), (command, told)
    assert changed(after.world, before, "outbox", "audit_event", "audit_detail", "audit_unsealed") == set()


@pytest.mark.parametrize("who", LEAVERS)
async def test_in_a_group_they_are_not_answered_at_all(after: After, who: str) -> None:
    account, before = after.leavers[who].telegram_id, after.world.kept(_TRIES)
    for group in (BOUND, UNBOUND):
        for words in (*(f"/{command}" for command in EVERY_COMMAND), "patroli 3, sambang 2", "Budi"):
            assert await says(after.world, updates.message(account, words, group=group)) == [], words
    assert changed(after.world, before) == set()


async def test_what_they_write_and_send_besides_commands_is_a_strangers(after: After) -> None:
    before = after.world.kept(_TRIES)
    for leaver in after.leavers.values():
        account = leaver.telegram_id
        sent = [
            updates.message(account, "patroli 3, sambang 2, pemeriksaan nihil, sosialisasi 1"),
            updates.message(account, "3"),
            updates.picture(account, "foto", "kegiatan hari ini"),
            updates.place(account, 1.1, 104.0),
        ]
        assert [await says(after.world, update) for update in sent] == [[SENTENCE]] * len(sent), leaver
    assert changed(after.world, before) == set()


@pytest.mark.parametrize("who", LEAVERS)
async def test_no_button_does_or_tells_anything(after: After, who: str) -> None:
    account, before = after.leavers[who].telegram_id, after.world.kept(_TRIES)
    kinds = [kind for kind in KINDS if not DECIDED_BY[kind] & set(permissions.REMAINS)]
    for kind in (*kinds, ConsentTap):
        for about in (after.world.mates, after.world.foreign)[: 2 if who.endswith("administrator") else 1]:
            for payload in samples(kind, about, SEED, most=1):
                told = await says(after.world, updates.tap(account, payload))
                assert told in ([stranger_sentence()], [guidance.old_button_notice()]), (payload, told)
    assert changed(after.world, before) == set()


@pytest.mark.parametrize("who", [f"{LEFT} {Role.ADMINISTRATOR}", f"{LEFT} {Role.OFFICER}"])
async def test_in_a_group_no_button_of_theirs_does_or_tells_anything(after: After, who: str) -> None:
    account, before = after.leavers[who].telegram_id, after.world.kept(_TRIES)
    for kind in KINDS:
        for payload in samples(kind, after.world.mates, SEED, most=1):
            told = await says(after.world, updates.tap(account, payload, group=BOUND))
            assert not [text for text in told if any(name in text for name in NAMES)], payload
            assert told == [guidance.old_button_notice()], payload
    assert changed(after.world, before) == set()


async def test_the_buttons_about_ones_own_data_go_on_working(after: After) -> None:
    (kept,) = {kind for kind in KINDS if DECIDED_BY[kind] & set(permissions.REMAINS)} - {ConsentTap}
    assert DECIDED_BY[kept] == {Action.PRIVACY}
    account = after.leavers[f"{LEFT} {Role.OFFICER}"].telegram_id
    for payload in samples(kept, after.world.mates, SEED):
        told = await says(after.world, updates.tap(account, payload))
        assert stranger_sentence() not in told, payload


async def test_the_bot_does_not_stay_where_they_put_it(after: After) -> None:
    for number, leaver in enumerate(after.leavers.values()):
        group = {"id": -2000 - number, "type": "supergroup", "title": "Grup lain"}
        change = {
            "chat": group,
            "from": {"id": leaver.telegram_id, "is_bot": False, "first_name": "X"},
            "date": 1757920000,
            "old_chat_member": updates.standing("left"),
            "new_chat_member": updates.standing("member"),
        }
        before = len(after.world.replies.shown)
        await says(after.world, updates.another({"my_chat_member": change}))
        steps = [step for _, reply in after.world.replies.shown[before:] for step in reply.steps]
        assert [step for step in steps if isinstance(step, LeaveChat)], leaver
