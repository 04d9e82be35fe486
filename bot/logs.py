"""Structured logs, readable or as JSON; neither the token nor what anybody wrote ever gets into any of them."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, ExcInfo, WrappedLogger
from telegram.error import TelegramError

#: The shape of every token that the settings accept.
TOKEN_SHAPE = r"[0-9]{5,20}:[A-Za-z0-9_-]{20,}"  # noqa: S105 - a shape, not a token
#: A token wherever it stands, also within an address whose colon is escaped.
_TOKEN = re.compile(TOKEN_SHAPE.replace(":", "(?::|%3A)"), re.IGNORECASE)
#: Libraries that log every URL, with the token in it.
_TALKATIVE = ("httpx", "httpcore", "aiohttp", "telegram", "alembic")
#: Errors whose message tells of the program, the machine or Telegram. That of any other may quote what a person wrote.
_QUOTED = (TelegramError, OSError, AttributeError, TypeError, NameError, ImportError)


def start_logging(style: Literal["text", "json"], *, quiet: bool = False) -> None:
    """Set up the logs of the program and its libraries, on standard error; only warnings when `quiet`."""
    renderer: Any = (
        structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(trace_of),
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
            processors=[ours_only, renderer, _hide_tokens],
            foreign_pre_chain=[_without_objects, *shared],
            keep_exc_info=False,
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


def trace_of(exc_info: ExcInfo) -> str:
    """Write down where an error came from, with the errors behind it, and what it said only where that is harmless."""
    return "\n".join(_traces(exc_info[1]))


def _traces(error: BaseException) -> Iterator[str]:
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind is not None:
        yield from _traces(behind)
        yield "and after that:"
    yield "Traceback (most recent call last):"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    yield f"{kind}: {error}" if isinstance(error, _QUOTED) else kind
    for number, one in enumerate(error.exceptions if isinstance(error, BaseExceptionGroup) else (), start=1):
        yield f"{number} of the group:"
        yield from _traces(one)


def _without_objects(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Asyncio prints, below its sentence, the objects that it speaks of, with their errors and what these said."""
    record: logging.LogRecord = event["_record"]
    if record.name == "asyncio":
        event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _hide_tokens(_logger: WrappedLogger, _method: str, line: Any) -> str:
    """Comes last, so that no value, message or traceback gets around it."""
    return without_tokens(line)


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().critical("program.broken", exc_info=(kind, error, trace))
