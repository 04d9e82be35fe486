"""A server on PostgreSQL that a test may upset."""

import pytest

from tests.databases import NewUrl
from tests.troubles.server import Server


@pytest.fixture
def server(new_postgresql: NewUrl) -> Server:
    return Server(new_postgresql())
