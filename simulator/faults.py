"""Failures on order: what a bot must live with, made to happen by a script or by chance."""

import math
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from simulator.refusals import RefusedError

Kind = Literal["refuse", "lose", "delay", "cut", "cut_after", "hang", "pass", "twice", "swap"]
OF_UPDATES: Final = frozenset({"twice", "swap"})
POLL: Final = "getUpdates"
WORDS: Final = {
    401: "Unauthorized",
    404: "Not Found",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}
TOO_MANY: Final = 429


@dataclass(slots=True)
class Fault:
    """What befalls the next `times` calls or updates that fit (None: all of them), each with this chance.

    refuse: nothing is done, and the answer is this error. lose: it is done, but the answer is this error.
    delay: it is done, and answered only after so many real seconds. cut: the connection is cut, and nothing is done.
    cut_after: it is done, and the connection is cut. hang: nothing is done, and no answer ever comes (a poll, unless
    a method is named). pass: nothing goes wrong, which makes a script of several faults.
    twice: an update is delivered, and delivered again. swap: an update waits until the one after it has come.
    """

    kind: Kind
    method: str | None = None
    chat_id: int | None = None
    update: str | None = None
    times: int | None = 1
    chance: float = 1.0
    code: int = 502
    description: str | None = None
    parameters: dict[str, Any] | None = None
    html: bool = False
    seconds: float = 0.0
    happened: int = 0

    def __post_init__(self) -> None:
        if self.kind == "hang" and self.method is None:
            self.method = POLL

    @property
    def over(self) -> bool:
        """Whether it has happened as often as it was to happen."""
        return self.times is not None and self.happened >= self.times

    def fits_call(self, method: str, chat_id: str) -> bool:
        """Whether it befalls a call of this method to this chat."""
        named = self.method is None or self.method.lower() == method.lower()
        return self.kind not in OF_UPDATES and named and self._fits_chat(chat_id)

    def fits_update(self, kind: str, chat_id: str) -> bool:
        """Whether it befalls an update of this kind from this chat."""
        return self.kind in OF_UPDATES and self.update in {None, kind} and self._fits_chat(chat_id)

    def error(self) -> RefusedError:
        """The error to answer with."""
        parameters = self.parameters
        if self.code == TOO_MANY and parameters is None:
            parameters = {"retry_after": math.ceil(self.seconds) or 1}
        return RefusedError(self.code, self.description or self._words(parameters), parameters, html=self.html)

    def as_json(self) -> dict[str, Any]:
        """The order as it came, and how often it has happened."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def _words(self, parameters: dict[str, Any] | None) -> str:
        if self.code == TOO_MANY:
            return f"Too Many Requests: retry after {(parameters or {}).get('retry_after', 1)}"
        return WORDS.get(self.code, "Bad Request")

    def _fits_chat(self, chat_id: str) -> bool:
        return self.chat_id is None or str(self.chat_id) == chat_id


class Faults:
    """The faults that are still to come: of those that fit, the one that was ordered first happens."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self.coming: list[Fault] = []
        self.changed = changed
        self._chance = random.Random()

    def order(self, fault: Fault) -> None:
        """Let this happen."""
        self.coming.append(fault)
        self.changed()

    def seed(self, seed: int) -> None:
        """Let chance come in the same order as with this seed before."""
        self._chance.seed(seed)

    def clear(self) -> None:
        """Let nothing more happen."""
        self.coming.clear()
        self.changed()

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The fault that befalls this call, if any."""
        return self._take(lambda fault: fault.fits_call(method, chat_id)) if self.coming else None

    def take_update(self, kind: str, chat_id: str) -> Fault | None:
        """The fault that befalls this update, if any."""
        return self._take(lambda fault: fault.fits_update(kind, chat_id)) if self.coming else None

    def _take(self, fits: Callable[[Fault], bool]) -> Fault | None:
        found = next((fault for fault in self.coming if fits(fault) and self._strikes(fault)), None)
        if found is not None:
            found.happened += 1
            self.coming = [fault for fault in self.coming if not fault.over]
            self.changed()
        return found

    def _strikes(self, fault: Fault) -> bool:
        return fault.chance >= 1 or self._chance.random() < fault.chance
