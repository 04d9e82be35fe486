"""Dockerfile and compose.yaml keep up with the program: its folders, its settings, its webhook."""

import re
from pathlib import Path

from bot.settings import Settings

DOCKERFILE = Path("Dockerfile").read_text(encoding="utf-8")
COMPOSE = Path("compose.yaml").read_text(encoding="utf-8")
SETTINGS = {name.upper() for name in Settings.model_fields}


def test_the_image_holds_every_part_that_the_program_imports() -> None:
    copied = set(re.findall(r"^COPY (\w+) \w+$", DOCKERFILE, re.MULTILINE))
    assert copied == {"models", "views", "handlers", "scheduler", "bot"}
    let_in = {line[1:] for line in Path(".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    assert let_in == copied | {"requirements.txt"}


def test_only_settings_that_exist_are_set() -> None:
    in_image = set(re.findall(r"^(?:ENV)?\s+([A-Z_]+)=", DOCKERFILE, re.MULTILINE)) - {"PATH"}
    assert {name for name in in_image if not name.startswith(("PYTHON", "PIP", "MPL"))} <= SETTINGS
    bot = COMPOSE.split("\n  bot:\n")[1].split("\n  proxy:\n")[0]
    assert set(re.findall(r"^      ([A-Z_]+):", bot, re.MULTILINE)) <= SETTINGS


def test_the_page_on_operations_tells_of_it() -> None:
    assert "compose.yaml" in Path("docs/operations.md").read_text(encoding="utf-8")


def test_the_proxy_passes_on_what_telegram_brings() -> None:
    assert "location = /telegram {" in COMPOSE
    assert "(https://your.host/telegram)" in COMPOSE
    assert "$$bot http://bot:8080;" in COMPOSE
