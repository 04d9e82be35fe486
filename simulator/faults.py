"""Failures on order: what a bot must live with, made to happen when a test wants it."""

from dataclasses import dataclass
from typing import Any, Literal

from simulator.refusals import RefusedError

Kind = Literal["refuse", "lose", "delay"]


@dataclass(slots=True)
class Fault:
    """What befalls the next `times` calls that fit.

    refuse: nothing is done, and the answer is this error. lose: it is done, but the answer is this error.
    delay: it is done, and answered only after so many real seconds.
    """

    kind: Kind
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    code: int = 502
    description: str = "Bad Gateway"
    parameters: dict[str, Any] | None = None
    seconds: float = 0.0

    def fits(self, method: str, chat_id: str) -> bool:
        """Whether it befalls a call of this method to this chat."""
        here = self.chat_id is None or str(self.chat_id) == chat_id
        return here and (self.method is None or self.method.lower() == method.lower())

    def error(self) -> RefusedError:
        """The error to answer with."""
        return RefusedError(self.code, self.description, self.parameters)


class Faults:
    """The faults that are still to come, first ordered first."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def order(self, fault: Fault) -> None:
        """Let this happen."""
        self._coming.append(fault)

    def clear(self) -> None:
        """Let nothing more happen."""
        self._coming.clear()

    def take(self, method: str, chat_id: str) -> Fault | None:
        """The fault that befalls this call, if any."""
        found = next((fault for fault in self._coming if fault.fits(method, chat_id)), None)
        if found is not None:
            found.times -= 1
            self._coming = [fault for fault in self._coming if fault.times > 0]
        return found
