"""Logging as the program sets it up, for tests that read what it writes."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import structlog

from bot.logs import start_logging


@contextmanager
def logs(style: Literal["text", "json"]) -> Iterator[None]:
    """Set it up, and afterwards leave it as it was."""
    root, hook, configured = logging.getLogger(), sys.excepthook, structlog.get_config()
    handlers, level = root.handlers[:], root.level
    start_logging(style)
    try:
        yield
    finally:
        root.handlers[:], sys.excepthook = handlers, hook
        root.setLevel(level)
        structlog.configure(**configured)
