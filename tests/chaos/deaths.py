"""Where a process of the fleet dies: at a delicate point that it passes for the n-th time, by its own `kill -9`.

The points are reached by wrapping the program's own functions in that process alone: the program knows nothing of them.
"""

import enum
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event
from telegram.request import HTTPXRequest

from bot.delivery import Post
from handlers import context as handling
from models import updates

_POLL = "/getUpdates"
_MESSAGES = ("/send", "/edit")


class Point(enum.StrEnum):
    """Where somebody pulls the plug."""

    MIGRATING = "in the middle of a migration"
    CONNECTING = "at the start, on the way to Telegram"
    BEFORE_COMMIT = "right before an answer is committed"
    AFTER_COMMIT = "right after the commit, before the answer"
    BEFORE_CALL = "before a message leaves"
    AFTER_CALL = "after a message has left, before that is noted"
    SENDING = "in `sending`, before the message leaves"
    SENT = "in `sending`, after Telegram has it"
    OUTSIDE = "from outside, at any moment"


@dataclass(frozen=True, slots=True)
class Death:
    """The point, and how often it is passed alive; `seconds` after which it comes from outside at the latest."""

    point: Point
    passes: int
    seconds: float = 5.0


@dataclass(slots=True)
class Doom:
    """Counts the passes of the one point at which this process dies."""

    point: Point
    left: int
    #: Of a commit: that it is one of a person's updates, not one of the clock's.
    armed: bool = field(default=False)

    def comes_to(self, point: Point) -> bool:
        """Tell whether the process dies at this very pass."""
        if point != self.point:
            return False
        self.left -= 1
        return self.left < 0

    def passes(self, point: Point) -> None:
        """Pass a point, or die at it."""
        if self.comes_to(point):
            die()


def die() -> None:
    """End this process by `kill -9`: no handler runs, nothing is flushed."""
    os.kill(os.getpid(), signal.SIGKILL)


def lie_in_wait(death: Death) -> None:
    """Let this process die as it was told."""
    doom = Doom(death.point, death.passes)
    _around_commits(doom)
    _around_calls(doom)
    _around_scheduled(doom)
    if death.point == Point.MIGRATING:
        event.listen(Engine, "before_cursor_execute", lambda *_: doom.passes(Point.MIGRATING))


def _around_commits(doom: Doom) -> None:
    """Only what a person's update wrote is counted: the clock commits at every tick."""
    mark, write = updates.mark_processed, handling.Context.write_for_anyone

    def marked(*arguments: Any) -> None:
        mark(*arguments)
        doom.armed = doom.comes_to(Point.BEFORE_COMMIT)

    async def written(*arguments: Any, **named: Any) -> Any:
        result = await write(*arguments, **named)
        doom.passes(Point.AFTER_COMMIT)
        return result

    vars(handling)["mark_processed"] = marked
    handling.Context.write_for_anyone = written  # type: ignore[method-assign]
    event.listen(Engine, "commit", lambda _connection: die() if doom.armed else None)


def _around_calls(doom: Doom) -> None:
    request = HTTPXRequest.do_request

    async def requested(self: HTTPXRequest, url: str, *arguments: Any, **named: Any) -> Any:
        if _POLL in url:
            return await request(self, url, *arguments, **named)
        is_message = any(kind in url for kind in _MESSAGES)
        doom.passes(Point.BEFORE_CALL if is_message else Point.CONNECTING)
        answer = await request(self, url, *arguments, **named)
        if is_message:
            doom.passes(Point.AFTER_CALL)
        return answer

    HTTPXRequest.do_request = requested  # type: ignore[method-assign]


def _around_scheduled(doom: Doom) -> None:
    deliver: Callable[..., Any] = Post.deliver

    async def delivered(*arguments: Any, **named: Any) -> Any:
        doom.passes(Point.SENDING)
        delivery = await deliver(*arguments, **named)
        doom.passes(Point.SENT)
        return delivery

    Post.deliver = delivered  # type: ignore[method-assign]
