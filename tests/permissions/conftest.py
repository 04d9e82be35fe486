"""A desk with people of every role, and the table of permissions, which notes what it is asked."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from models import permissions
from models.database import Database
from tests.databases import NewUrl
from tests.permissions.deciding import Asked
from tests.permissions.world import World, world_of


@pytest.fixture
def world(new_sqlite: NewUrl) -> Iterator[World]:
    with closing(Database(new_sqlite())) as database:
        yield world_of(database)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The table in force, which notes what it is asked."""
    table = Asked(permissions.TABLE)
    monkeypatch.setattr(permissions, "TABLE", table)
    return table
