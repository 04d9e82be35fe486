"""A small task force on each database."""

import pytest

from models.database import Database
from scheduler.sender import Outgoing
from tests.clock.courier import Courier
from tests.clock.lives import Seconds, outgoing_of
from tests.clock.roster import Roster
from tests.clock.stories import PLACES


@pytest.fixture
def roster(database: Database) -> Roster:
    return Roster(database)


@pytest.fixture
def desk_roster(roster: Roster) -> Roster:
    """The units in which stories take place."""
    roster.clock.set("2025-06-01T08:00:00+07:00")
    for name, province in PLACES.items():
        roster.unit(name, province)
    return roster


@pytest.fixture
def courier() -> Courier:
    return Courier()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def outgoing(roster: Roster, courier: Courier, seconds: Seconds) -> Outgoing:
    return outgoing_of(roster, courier, "here", seconds)
