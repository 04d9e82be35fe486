"""Fetching what strangers wrote, once, into pytest's cache: nothing of it is kept in this repository."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

PTB = "python-telegram-bot==22.8"
AIOGRAM = "aiogram==3.31.0"
TORNADO = "tornado~=6.5"
PATIENCE = 90


def ptb_examples(cache: pytest.Cache) -> Path:
    """The folder of python-telegram-bot's example bots."""
    return _examples(cache, PTB)


def aiogram_examples(cache: pytest.Cache) -> Path:
    """The folder of aiogram's example bots."""
    return _examples(cache, AIOGRAM)


def packages(cache: pytest.Cache, wanted: str) -> Path:
    """A folder with a package and what it needs, to be put before all others: aiogram asks for older ones."""
    folder = _folder(cache, wanted)
    if not (folder / "complete").exists():
        _pip("install", "--target", str(folder), wanted)
        (folder / "complete").touch()
    return folder


def kept_packages(cache: pytest.Cache | None, wanted: str) -> Path | None:
    """The same folder if some test has fetched it."""
    folder = _folder(cache, wanted) if cache is not None else None
    return folder if folder is not None and (folder / "complete").exists() else None


def _folder(cache: pytest.Cache, wanted: str) -> Path:
    return cache.mkdir("strangers") / wanted.partition("=")[0].rstrip("~")


def _examples(cache: pytest.Cache, requirement: str) -> Path:
    """The examples of a source distribution; skips the test by name where it cannot be had."""
    name, _, version = requirement.partition("==")
    folder = cache.mkdir("strangers") / f"{name}-{version}-source"
    if not (folder / "complete").exists():
        _pip("download", "--no-binary", name, "--no-deps", "--dest", str(folder), requirement)
        (archive,) = folder.glob("*.tar.gz")
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="data")
        (folder / "complete").touch()
    (examples,) = folder.glob("*/examples")
    return examples


def _pip(*arguments: str) -> None:
    """Fetch; skips the test by name where the index can't be reached: no test of ours is about that."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"{arguments[-1]} is fetched while testing, and the index did not answer within {PATIENCE} s")
    if ended.returncode:
        pytest.skip(
            f"{arguments[-1]} is fetched while testing, and could not be had: {ended.stderr.strip().splitlines()[-1:]}"
        )
