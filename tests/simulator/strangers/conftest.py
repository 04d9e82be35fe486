"""Strangers' bots and who talks to them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.people import Bot, Telegram

from . import sources
from .processes import Stranger

Host = Callable[[str], Stranger]


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> str:
    """How the bot gets its updates."""
    return str(request.param)


@pytest.fixture
def ptb(request: pytest.FixtureRequest, telegram: Telegram, account: Bot, tmp_path: Path, way: str) -> Host:
    """Run an example bot of python-telegram-bot by its name."""
    cache = request.config.cache
    assert cache is not None
    examples = sources.ptb_examples(cache)
    more = [sources.packages(cache, sources.TORNADO)] if way == "webhook" else []

    def host(name: str) -> Stranger:
        program = examples / f"{name}.py"
        return Stranger(program, account, telegram.url, tmp_path, webhook=way == "webhook", packages=more)

    return host


@pytest.fixture
def aiogram(request: pytest.FixtureRequest, telegram: Telegram, account: Bot, tmp_path: Path) -> Host:
    """Run an example bot of aiogram by its name."""
    cache = request.config.cache
    assert cache is not None
    examples, packages = sources.aiogram_examples(cache), [sources.packages(cache, sources.AIOGRAM)]

    def host(name: str) -> Stranger:
        webhook = "webhook" in name
        program = examples / f"{name}.py"
        return Stranger(program, account, telegram.url, tmp_path, "aiogram_shim.py", webhook, packages)

    return host
