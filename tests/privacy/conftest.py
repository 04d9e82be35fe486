"""A small task force on each database."""

import pytest

from models.database import Database
from tests.clock.roster import Roster


@pytest.fixture
def roster(database: Database) -> Roster:
    return Roster(database)
