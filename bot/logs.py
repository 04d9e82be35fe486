"""Structured logs, readable or as JSON; the token never gets into any of them."""

import logging
import re
import sys
from types import TracebackType
from typing import Any, Literal

import structlog
from structlog.typing import WrappedLogger

#: The shape of every token that the settings accept.
TOKEN_SHAPE = r"[0-9]{5,20}:[A-Za-z0-9_-]{20,}"  # noqa: S105 - a shape, not a token
#: A token wherever it stands, also within an address whose colon is escaped.
_TOKEN = re.compile(TOKEN_SHAPE.replace(":", "(?::|%3A)"), re.IGNORECASE)
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
    ]
    structlog.configure(
        processors=[*shared, renderer, _hide_tokens],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.INFO),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    ours_only = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[ours_only, renderer, _hide_tokens], foreign_pre_chain=shared, keep_exc_info=False
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    sys.excepthook = _log_uncaught
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick that still works is no news
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def without_tokens(text: str) -> str:
    """Put a mark in place of every token in a text."""
    return _TOKEN.sub("<token>", text)


def _hide_tokens(_logger: WrappedLogger, _method: str, line: Any) -> str:
    """Comes last, so that no value, message or traceback gets around it."""
    return without_tokens(line)


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().critical("program.broken", exc_info=(kind, error, trace))
