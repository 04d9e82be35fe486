"""Forged buttons, links and texts through the whole way in, on each database: nothing changes, nothing fails.

This is a share of the storm; `python -m tests.abuse` sends more than 100 000.
"""

from contextlib import closing

import pytest

from models.database import Database
from models.schema import Role
from tests.abuse import buttons
from tests.abuse.forging import SEED
from tests.abuse.ground import ATTACKERS, ground_of
from tests.abuse.storm import SHARES, Sort, Storm
from tests.databases import NewUrl
from tests.permissions.world import BOUND, STRANGER, UNBOUND
from tests.roads import updates
from views.joining import stranger_sentence

EACH = 30


async def test_nothing_forged_changes_anything_fails_or_tells_too_much(database: Database) -> None:
    storm = Storm(ground_of(database), SEED)
    for role in ATTACKERS:
        for sort in Sort:
            await storm.attack(role, sort, EACH)
    assert storm.found == []
    assert storm.sent.total() == EACH * len(ATTACKERS) * len(Sort)


@pytest.mark.parametrize("place", [BOUND, UNBOUND])
async def test_nothing_forged_in_a_group_changes_anything_fails_or_tells_of_anybody(
    database: Database, place: int
) -> None:
    storm = Storm(ground_of(database), SEED, place=place)
    for role in ATTACKERS:
        for sort in (Sort.BUTTONS, Sort.DAMAGED, Sort.TEXTS):
            await storm.attack(role, sort, EACH // 2)
    assert storm.found == []


async def test_the_storm_sees_what_a_rightful_button_changes(
    new_sqlite: NewUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buttons, "is_forged", lambda *_: True)
    with closing(Database(new_sqlite())) as database:
        storm = Storm(ground_of(database), SEED)
        await storm.attack(Role.AGENCY_COORDINATOR, Sort.BUTTONS, 200)
    assert [one for one in storm.found if "+ audit_event" in one]


async def test_a_stranger_who_declines_what_was_never_offered_reads_the_one_sentence(new_sqlite: NewUrl) -> None:
    with closing(Database(new_sqlite())) as database:
        storm = Storm(ground_of(database), SEED)
        await storm.send([updates.tap(STRANGER, "q|2025-09-15|n|1.150000,104.020000")])
    assert storm.heard.texts == {stranger_sentence()}


def test_every_sort_has_its_share() -> None:
    assert set(SHARES) == set(Sort)
    assert sum(SHARES.values()) == pytest.approx(1)
