"""What all tests share: real databases, a simulator, and a small desk."""

import multiprocessing
import os
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog
from hypothesis import HealthCheck, settings

from models.database import Database
from simulator.people import Telegram
from simulator.running import RunningSimulator
from tests.databases import NewUrl, postgresql_databases, quick_folder, sqlite_databases
from tests.demonstration import Demonstration, demonstration_of
from tests.desk import START, Desk
from views import process_pool

#: Tests start many processes: whatever the machine is set to, what was compiled once is kept for the next one.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

#: Neither is a busy machine a failure, nor need a database be new for each example.
_common = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
#: The suite tries the same examples every time, so that it fails for what was changed; `make fuzz` looks for others.
settings.register_profile("repeatable", _common, derandomize=True)
settings.register_profile("exploring", _common, max_examples=500)
settings.load_profile("repeatable")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests wait for processes and answers for a part of their time."""
    return int(os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS") or (os.cpu_count() or 1) + 1)


@pytest.fixture(scope="session", autouse=True)
def quick_processes() -> None:
    """Let drawing processes begin with all that they draw with: each desk of a test starts one of its own."""
    process_pool.START_METHOD = "forkserver"
    multiprocessing.set_forkserver_preload(["views.charts.picture", "views.files.making", "tests.chaos.bot_process"])


@pytest.fixture(scope="session", autouse=True)
def plain_logs() -> None:
    """Tracebacks as they are: to draw one in frames takes a second."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
        ]
    )


@pytest.fixture(scope="session")
def new_sqlite() -> Iterator[NewUrl]:
    with quick_folder() as folder, sqlite_databases(folder) as new:
        yield new


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[NewUrl]:
    with quick_folder() as folder, postgresql_databases(folder) as new:
        yield new


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    return demonstration_of(tmp_path_factory)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of each kind; a desk's holds the shipped agencies already."""
    new: NewUrl = request.getfixturevalue(f"new_{request.param}")
    return new(shipped="desk" in request.fixturenames)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    yield found
    found.close()


@pytest.fixture
def simulator() -> Iterator[RunningSimulator]:
    with RunningSimulator.start(clock=START, frozen=True) as running:
        yield running


@pytest.fixture
async def desk(simulator: RunningSimulator, database_url: str) -> AsyncIterator[Desk]:
    """A running bot with the shipped agencies and two units of Bakamla."""
    async with Telegram.connect(simulator.url) as telegram, Desk(simulator.url, database_url, telegram) as running:
        running.settle_units(
            "BAKAMLA/BATAM",
            "BAKAMLA/AMBON",
            "KKP/MERAUKE",
            provinces={
                "BAKAMLA/BATAM": 21,
                "BAKAMLA/AMBON": 81,
                "KKP/MERAUKE": 93,
            },
        )
        yield running
