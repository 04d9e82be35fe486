"""The demonstration from curtain to curtain: the simulator beside it, a seeded database, the real bot between them."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from pydantic import SecretStr
from rich.console import Console
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.demo.cast import Cast
from bot.demo.clock import FollowingClock
from bot.demo.crowd import report_between
from bot.demo.days import OfficerDays
from bot.demo.seeding import days_of, seed
from bot.demo.stage import Stage
from bot.program import Circumstances, Program
from bot.settings import Settings
from models.database import Database
from models.migrate import migrate
from models.provinces import Zone

#: A token of the right shape that only the simulator knows.
TOKEN = "226724:demo-without-any-secret"  # noqa: S105
START = datetime(2025, 9, 15, 14, 55, tzinfo=Zone.WIB.tz)
TICK = timedelta(seconds=1)


class SimulatorError(Exception):
    """The simulator did not start; the message says what to do."""


class Show:
    """One demonstration."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port = port
        self._database_url = f"sqlite:///{folder / 'demo.db'}"
        self._clock = FollowingClock(START.timestamp())
        self._told = START.astimezone(UTC)
        self._crowd: Sequence[OfficerDays] = ()

    async def run(self) -> None:
        """Run until cancelled."""
        async with AsyncExitStack() as closing:
            starting = asyncio.create_task(start_simulator(self._port))
            cast = await asyncio.to_thread(self._write_history)
            simulator, url = await starting
            closing.push_async_callback(_end, simulator)
            stage = Stage(url)
            closing.push_async_callback(stage.close)
            await stage.set_up(cast, TOKEN)
            self._crowd = [days for days in days_of(cast) if not days.officer.played]
            circumstances = Circumstances(self._clock, synthetic=True, tick=TICK, draws_at_once=True)
            program = Program(_settings(url, self._database_url), circumstances)
            self._database = program.database
            await self._follow(stage, closing)
            await self._play(program, url)

    async def _play(self, program: Program, url: str) -> None:
        ready = asyncio.Event()
        announcing = asyncio.create_task(_announce(ready, url))
        try:
            await program.run(ready)
        finally:
            announcing.cancel()

    def _write_history(self) -> Cast:
        database = Database(self._database_url)
        try:
            migrate(database)
            return database.write_now(seed, START)
        finally:
            database.close()

    async def _follow(self, stage: Stage, closing: AsyncExitStack) -> None:
        """Be asked before each jump, and look at the clock in between."""
        server, address = await _serve(Starlette(routes=[Route("/jump", self._jump, methods=["POST"])]))
        closing.push_async_callback(server.shutdown)
        await stage.watch_clock(f"{address}/jump")
        following = asyncio.create_task(self._keep_following(stage))
        closing.callback(following.cancel)

    async def _keep_following(self, stage: Stage) -> None:
        while True:
            now, frozen = await stage.clock()
            self._clock.follow(now, frozen=frozen)
            await self._let_colleagues_report(self._clock.now())
            await asyncio.sleep(TICK.total_seconds())

    async def _jump(self, request: Request) -> JSONResponse:
        """Before the clock jumps, the colleagues report what falls in between."""
        body = await request.json()
        await self._let_colleagues_report(datetime.fromtimestamp(float(body["to"]), UTC))
        self._clock.follow(float(body["to"]))
        return JSONResponse({"ok": True})

    async def _let_colleagues_report(self, until: datetime) -> None:
        if until > self._told:
            after, self._told = self._told, until
            await self._database.write(report_between, self._crowd, after, until)


async def show(port: int) -> None:
    """Run the demonstration until cancelled, on a folder of its own that is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="lapor-cegah-demo-"))
    try:
        await Show(port, folder).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def start_simulator(port: int) -> tuple[asyncio.subprocess.Process, str]:
    """Start the simulator as a process of its own; give it and its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator", "--port", str(port), "--clock", START.isoformat()),
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None  # noqa: S101 - it was asked for
    line = (await process.stdout.readline()).decode()
    address = next((word for word in line.split() if word.startswith("http://")), None)
    if address is None:
        await process.wait()
        raise SimulatorError(f"The simulator can't listen on port {port}. Choose another one: make demo PORT=8090")
    return process, address.rstrip("/")


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    await process.wait()


async def _serve(app: Starlette) -> tuple[uvicorn.Server, str]:
    """Serve on a free port of this machine, in this loop."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup()
    port = server.servers[0].sockets[0].getsockname()[1]
    return server, f"http://127.0.0.1:{port}"


async def _announce(ready: asyncio.Event, url: str) -> None:
    await ready.wait()
    console = Console()
    console.print(f"\n  [bold]Lapor Cegah[/bold] – demo dengan data sintetis\n  Buka [bold]{url}[/bold] di peramban.")
    console.print("  Pilih seorang petugas, isi laporannya, lalu majukan jam ke pukul 21.00.\n  Ctrl-C mengakhiri.\n")


def _settings(url: str, database_url: str) -> Settings:
    return Settings(
        _env_file=None, telegram_bot_token=SecretStr(TOKEN), telegram_api_url=url, database_url=database_url
    )
