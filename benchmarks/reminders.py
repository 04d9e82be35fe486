"""Reminders at Telegram's pace, with a simulator that refuses what is faster; and answers while they leave.

Once from one process, and once from several on one PostgreSQL, which share the pace.
"""

import asyncio
import socket
import time
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from benchmarks.crowd import Crowd, Shown
from benchmarks.figures import Figures, below, milliseconds, ratio
from benchmarks.ground import COORDINATOR_ID, GROUP_ID, Ground, officers, settle
from benchmarks.scale import Scale
from benchmarks.scene import Scene, scene
from simulator.balancer import balancing

#: The invitations of the day are due, and so is yesterday's post to the group.
BEFORE, START = "2025-09-15T14:50:00+07:00", "2025-09-15T15:00:00+07:00"
NUDGE = "2025-09-15T18:00:00+07:00"
TELEGRAM_SECOND = 30
TOO_MANY = 429
SECRET = "known-to-nobody-but-this-measure"  # noqa: S105
#: Somebody who fills in a form taps at about that pace, in seconds; Telegram allows one message a second to each.
PAUSE_SECONDS = 1.5

Spell = tuple[list[float], list[float]]

#: Processes behind one balancer.
PROCESSES = 3

_SEVERAL_NOTES = """\
{processes} processes on one PostgreSQL take what a balancer deals out, by webhook; each keeps to its part of Telegram's
pace. {scale.tappers} people tap while {scale.officers} nudges leave. The simulator refuses as above; what it refuses is
sent again.
"""
_NOTES = """\
The simulator refuses more than 30 messages a second in all, 1 a second to one person and 20 a minute to a group.

{scale.tappers} people tapped {busy} times while {scale.officers} nudges left, and {quiet} times before, with nothing
else on its way. An answer leaves before every reminder that waits.
"""


@dataclass(frozen=True, slots=True)
class Course:
    """What was seen of two broadcasts: the moments at which messages came, and the seconds that taps took."""

    invitations: list[float]
    post: float
    quiet: list[float]
    nudges: list[float]
    busy: list[float]
    refused: int

    @property
    def pace_alone(self) -> float:
        """Messages a second of a broadcast by itself."""
        return _pace(self.invitations)

    @property
    def pace_together(self) -> float:
        """Messages a second of a broadcast and of the answers that left meanwhile."""
        return _pace(self.nudges) + len(self.busy) / (self.nudges[-1] - self.nudges[0])


async def measure(ground: Ground, scale: Scale) -> Figures:
    """Let two broadcasts leave: one by itself, and one while some people tap through their forms."""
    return _figures(scale, await _course(ground, scale, ground.database("SQLite"), START))


async def measure_several(ground: Ground, scale: Scale) -> Figures:
    """Let several processes do the same together."""
    ports = [_free_port() for _ in range(PROCESSES)]
    async with balancing([("127.0.0.1", port) for port in ports]) as at:
        hook = {"WEBHOOK_URL": f"{at}/telegram", "WEBHOOK_SECRET": SECRET}
        fleet = [hook | {"WEB_PORT": str(port)} for port in ports]
        return _several_figures(scale, await _course(ground, scale, ground.database("PostgreSQL"), BEFORE, fleet))


async def _course(
    ground: Ground, scale: Scale, url: str, begin: str, fleet: Sequence[Mapping[str, str]] = ({},)
) -> Course:
    """Start by the clock of `begin`; where nothing is due then, it jumps to the hour when something is."""
    people = officers(scale.officers)
    await asyncio.to_thread(settle, url, scale.officers, datetime.fromisoformat(START))
    group: dict[str, object] = {
        "id": GROUP_ID,
        "title": "Grup Koordinasi",
        "kind": "supergroup",
        "members": [COORDINATOR_ID],
        "admins": [COORDINATOR_ID],
    }
    everybody = (COORDINATOR_ID, *people)
    bot = ("benchmarks.program", "--tick", "1")
    async with scene(
        ground, *bot, people=everybody, database_url=url, clock=begin, group=group, limits=True, fleet=fleet
    ) as stage:
        arriving = asyncio.create_task(_arrivals(stage.crowd, people, since=0))
        if begin != START:
            await stage.crowd.order("/sim/clock", {"to": START})
        invitations = await arriving
        post = await _group_post(stage.crowd)
        cards = await _open_forms(stage, people[: scale.tappers])
        cards = await _tap_during(stage.crowd, cards, asyncio.sleep(scale.quiet_seconds))
        quiet = stage.crowd.take_round_trips()
        nudges, busy = await _tap_through_a_broadcast(stage.crowd, people, cards)
        return Course(invitations, post, quiet, nudges, busy, await _refused(stage.crowd))


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def _arrivals(crowd: Crowd, people: Sequence[int], since: int) -> list[float]:
    """Wait until everybody has got a message after the first `since`, and give the moments at which they came."""

    def complete() -> list[float]:
        came = [one.at for one in crowd.arrived[since:] if one.chat_id in people]
        return came if len(came) >= len(people) else []

    return await crowd.until(complete)


async def _group_post(crowd: Crowd) -> float:
    """Give the seconds from the first message of the broadcast to the post in the group."""
    posts = await crowd.until(lambda: [one.at for one in crowd.arrived if one.chat_id == GROUP_ID])
    return posts[0] - crowd.arrived[0].at


async def _open_forms(stage: Scene, people: Sequence[int]) -> list[Shown]:
    cards = await asyncio.gather(*(stage.crowd.send(person, "/lapor") for person in people))
    stage.crowd.take_round_trips()
    return cards


async def _tap_through_a_broadcast(crowd: Crowd, people: Sequence[int], cards: list[Shown]) -> Spell:
    """Let the nudges leave while those people tap; give the moments at which they came, and the taps' seconds."""
    seen = len(crowd.arrived)
    arriving = asyncio.create_task(_arrivals(crowd, people, since=seen))
    await crowd.order("/sim/clock", {"to": NUDGE})
    await crowd.until(lambda: len(crowd.arrived) > seen)
    await _tap_during(crowd, cards, arriving)
    return arriving.result(), crowd.take_round_trips()


async def _tap_during(crowd: Crowd, cards: list[Shown], meanwhile: Awaitable[object]) -> list[Shown]:
    """Let everybody tap at a person's pace until something is over; give their cards as they stand then."""
    over = asyncio.Event()
    tapping = [asyncio.create_task(_keep_tapping(crowd, card, place, over)) for place, card in enumerate(cards)]
    try:
        await meanwhile
    finally:
        over.set()
    return await asyncio.gather(*tapping)


async def _keep_tapping(crowd: Crowd, card: Shown, place: int, over: asyncio.Event) -> Shown:
    """Begin a little later than the one before, as people do."""
    await asyncio.sleep(PAUSE_SECONDS * (place % 10) / 10)
    while not over.is_set():
        begun = time.perf_counter()
        card = await _tap(crowd, card)
        await asyncio.sleep(max(0.0, begun + PAUSE_SECONDS - time.perf_counter()))
    return card


async def _tap(crowd: Crowd, card: Shown) -> Shown:
    """Answer the first question, or go back to it: to and fro without an end."""
    back = next((label for label in card.buttons if "Kembali" in label), None)
    return await crowd.tap(card, back or "3")


async def _refused(crowd: Crowd) -> int:
    calls: list[dict[str, Any]] = await crowd.ask("/sim/log")
    return sum(call["status"] == TOO_MANY for call in calls)


def _pace(moments: Sequence[float]) -> float:
    """Messages a second after the first one."""
    return (len(moments) - 1) / (moments[-1] - moments[0])


def _several_figures(scale: Scale, seen: Course) -> Figures:
    return Figures(
        f"Several processes: {scale.officers} reminders from {PROCESSES} of them",
        ("what", "measured", "yardstick", "ratio"),
        (
            *_paces(seen),
            ("messages that were refused (429)", str(seen.refused), "0", "–"),
            ("a tap's answer while they leave, p50 ms", milliseconds(seen.busy), "–", "–"),
            ("a tap's answer while they leave, p95 ms", milliseconds(seen.busy, 0.95), "–", "–"),
        ),
        _SEVERAL_NOTES.format(scale=scale, processes=PROCESSES),
    )


def _paces(seen: Course) -> tuple[tuple[str, ...], ...]:
    limit = f"{TELEGRAM_SECOND} (Telegram's limit)"
    paces = (("invitations a second", seen.pace_alone), ("nudges and answers a second", seen.pace_together))
    return tuple((what, f"{pace:.1f}", limit, ratio(pace, TELEGRAM_SECOND)) for what, pace in paces)


def _figures(scale: Scale, seen: Course) -> Figures:
    busy, quiet = seen.busy, seen.quiet
    return Figures(
        f"Reminders: {scale.officers} at Telegram's pace",
        ("what", "measured", "yardstick", "ratio"),
        (
            *_paces(seen),
            ("messages that were refused (429)", str(seen.refused), "0", "–"),
            ("the group's post with its chart, s after the first", f"{seen.post:.2f}", "–", "–"),
            (
                "a tap's answer while they leave, p50 ms",
                milliseconds(busy),
                f"{milliseconds(quiet)} (nothing leaves)",
                _times(busy, quiet, 0.5),
            ),
            (
                "a tap's answer while they leave, p95 ms",
                milliseconds(busy, 0.95),
                f"{milliseconds(quiet, 0.95)} (nothing leaves)",
                _times(busy, quiet, 0.95),
            ),
        ),
        _NOTES.format(scale=scale, quiet=len(quiet), busy=len(busy)),
    )


def _times(busy: Sequence[float], quiet: Sequence[float], share: float) -> str:
    return ratio(below(busy, share), below(quiet, share))
