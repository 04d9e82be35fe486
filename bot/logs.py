"""Structured logs, readable or as JSON; the token never gets into any of them."""

import logging
import re
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, WrappedLogger

#: A bot token wherever it stands, also within a URL.
_TOKEN = re.compile(r"[0-9]{5,20}:[A-Za-z0-9_-]{20,}")
#: Libraries that log every URL, with the token in it.
_TALKATIVE = ("httpx", "httpcore", "aiohttp", "telegram", "alembic")


def start_logging(style: Literal["text", "json"], *, quiet: bool = False) -> None:
    """Set up the logs of the program and its libraries, on standard error; only warnings when `quiet`."""
    renderer: Any = (
        structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        hide_tokens,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        logger_factory=structlog.PrintLoggerFactory(_standard_error()),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick that still works is no news
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def hide_tokens(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Put a mark in place of every token, in whatever is logged."""
    return {key: _hidden(value) for key, value in event.items()}


def without_tokens(text: str) -> str:
    """Put a mark in place of every token in a text."""
    return _TOKEN.sub("<token>", text)


def _hidden(value: Any) -> Any:
    return without_tokens(value) if isinstance(value, str) else value


def _standard_error() -> Any:
    import sys  # noqa: PLC0415 - asked for at start, so that tests may capture it

    return sys.stderr
