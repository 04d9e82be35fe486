"""The drawing processes: quick for the bot, mortal with it, replaced when they die."""

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from views.charts.data import Chart
from views.charts.pool import ChartPool, ChartTimeoutError, render_png

from .examples import evening, semester

PNG = b"\x89PNG\r\n\x1a\n"
PARENT = """
import asyncio, multiprocessing
from views.charts.pool import ChartPool
async def main():
    pool = ChartPool(2)
    await pool.warm_up()
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    await asyncio.sleep(60)
if __name__ == "__main__":
    asyncio.run(main())
"""


def own_id(_: Chart) -> bytes:
    return str(os.getpid()).encode()


def hang(_: Chart) -> bytes:
    time.sleep(60)
    return b""


def fail(_: Chart) -> bytes:
    raise ZeroDivisionError("no scale")


def has_ended(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


async def until_ended(process: int) -> None:
    async with asyncio.timeout(10):
        while not has_ended(process):  # noqa: ASYNC110 - another process has no event to wait for
            await asyncio.sleep(0.02)


def test_a_chart_becomes_a_png_within_telegrams_limits() -> None:
    for chart in (evening(), semester()):
        picture = render_png(chart)
        assert picture.startswith(PNG)
        assert len(picture) < 10_000_000
        assert pickle.loads(pickle.dumps(chart)) == chart  # noqa: S301 - our own bytes


async def test_the_pool_draws_the_same_picture_as_the_function() -> None:
    async with ChartPool(1) as pool:
        await pool.warm_up()
        assert await pool.render(evening()) == render_png(evening())


def test_the_parent_never_imports_matplotlib() -> None:
    code = (
        "import sys, views.charts, views.charts.pool, views.charts.data, views.charts.words\n"
        "views.charts.pool.ChartPool()\n"
        "sys.exit('matplotlib' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2], timeout=30)


async def test_a_killed_process_is_replaced() -> None:
    async with ChartPool(1, draw=own_id) as pool:
        first = int(await pool.render(evening()))
        os.kill(first, signal.SIGKILL)
        second = int(await pool.render(evening()))
        assert second != first
        assert has_ended(first)


async def test_a_picture_that_hangs_is_given_up_and_the_next_one_is_drawn() -> None:
    async with ChartPool(1, draw=own_id) as pool:
        await pool.warm_up()
        pool._draw, pool._seconds = hang, 0.5
        with pytest.raises(ChartTimeoutError, match=r"0\.5"):
            await pool.render(evening())
        pool._draw, pool._seconds = own_id, 20
        assert int(await pool.render(evening()))


async def test_an_error_of_the_drawing_reaches_the_caller_and_the_process_lives() -> None:
    async with ChartPool(1, draw=own_id) as pool:
        process = await pool.render(evening())
        pool._draw = fail
        with pytest.raises(ZeroDivisionError):
            await pool.render(evening())
        pool._draw = own_id
        assert await pool.render(evening()) == process


async def test_closing_ends_the_processes() -> None:
    pool = ChartPool(1, draw=own_id)
    process = int(await pool.render(evening()))
    await pool.close()
    await until_ended(process)


async def test_processes_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    parent = await asyncio.create_subprocess_exec(
        sys.executable, script, stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(root)}
    )
    assert parent.stdout is not None
    workers = [int(process) for process in (await parent.stdout.readline()).split()]
    assert [has_ended(worker) for worker in workers] == [False, False]
    parent.kill()
    await parent.wait()
    for worker in workers:
        await until_ended(worker)
