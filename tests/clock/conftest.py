"""A small task force on each database."""

import pytest

from models.database import Database
from scheduler.sender import Outgoing
from tests.clock.courier import Courier
from tests.clock.roster import Roster


@pytest.fixture
def roster(database: Database) -> Roster:
    return Roster(database)


@pytest.fixture
def courier() -> Courier:
    return Courier()


@pytest.fixture
def outgoing(roster: Roster, courier: Courier) -> Outgoing:
    return Outgoing(roster.database, roster.clock, courier)
