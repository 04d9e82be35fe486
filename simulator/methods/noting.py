"""Noting in the log what crossed the wire, and telling the listeners."""

from dataclasses import dataclass

from simulator.methods.parameters import Parameters
from simulator.methods.spoiling import CutOffError
from simulator.refusals import RefusedError
from simulator.wire import POLLING
from simulator.wire import Call as LoggedCall
from simulator.world import World

Outcome = bytes | RefusedError | CutOffError


@dataclass(frozen=True, slots=True)
class Noted:
    """A call that has ended: who made it, and how it went."""

    bot: str
    method: str
    given: Parameters
    outcome: Outcome
    seconds: float


def note(world: World, noted: Noted) -> None:
    """Put a call into the log; polls are not told to the listeners."""
    status, description = _told(noted.outcome)
    call = LoggedCall(
        sequence=world.events.next(),
        at=world.clock.now(),
        bot=noted.bot,
        method=noted.method,
        parameters=noted.given.for_log(),
        status=status,
        description=description,
        seconds=noted.seconds,
        answer=noted.outcome if isinstance(noted.outcome, bytes) else b"",
    )
    world.wire.add(call)
    if noted.method.lower() != POLLING.lower():
        world.events.publish("wire", lambda _: call.as_json())


def _told(outcome: Outcome) -> tuple[int, str | None]:
    """Status and description; a cut connection has the status 0."""
    if isinstance(outcome, bytes):
        return 200, None
    return (outcome.code, outcome.description) if isinstance(outcome, RefusedError) else (0, "connection cut")
