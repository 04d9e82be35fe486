"""Reminders at Telegram's pace, with a simulator that refuses what is faster; and answers while they leave."""

import asyncio
import time
from collections.abc import Awaitable, Sequence
from datetime import datetime
from typing import Any

from benchmarks.crowd import Crowd, Shown
from benchmarks.figures import Figures, below, milliseconds, ratio
from benchmarks.ground import COORDINATOR_ID, GROUP_ID, Ground, officers, settle
from benchmarks.scale import Scale
from benchmarks.scene import Scene, scene

#: The invitations of the day are due, and so is yesterday's post to the group.
START = "2025-09-15T15:00:00+07:00"
NUDGE = "2025-09-15T18:00:00+07:00"
TELEGRAM_SECOND = 30
TOO_MANY = 429
#: Somebody who fills in a form taps at about that pace, in seconds; Telegram allows one message a second to each.
PAUSE_SECONDS = 1.5

Spell = tuple[list[float], list[float]]

_NOTES = """\
The simulator refuses more than 30 messages a second in all, 1 a second to one person and 20 a minute to a group.

{scale.tappers} people tapped {busy} times while {scale.officers} nudges left, and {quiet} times before, with nothing
else on its way. An answer leaves before every reminder that waits.
"""


async def measure(ground: Ground, scale: Scale) -> Figures:
    """Let two broadcasts leave: one by itself, and one while some people tap through their forms."""
    url = ground.database("SQLite")
    people = officers(scale.officers)
    await asyncio.to_thread(settle, url, scale.officers, datetime.fromisoformat(START))
    group: dict[str, object] = {
        "id": GROUP_ID,
        "title": "Grup Koordinasi",
        "kind": "supergroup",
        "members": [COORDINATOR_ID],
        "admins": [COORDINATOR_ID],
    }
    bot = ("benchmarks.program", "--tick", "1")
    async with scene(
        ground, *bot, people=(COORDINATOR_ID, *people), database_url=url, clock=START, group=group, limits=True
    ) as stage:
        invitations = await _arrivals(stage.crowd, people)
        post = await _group_post(stage.crowd)
        cards = await _open_forms(stage, people[: scale.tappers])
        cards = await _tap_during(stage.crowd, cards, asyncio.sleep(scale.quiet_seconds))
        quiet = stage.crowd.take_round_trips()
        nudges, busy = await _tap_through_a_broadcast(stage.crowd, people, cards)
        refused = await _refused(stage.crowd)
    return _figures(scale, invitations, post, quiet, nudges, busy, refused)


async def _arrivals(crowd: Crowd, people: Sequence[int]) -> list[float]:
    """Wait until everybody has got a message from now on, and give the moments at which they came."""
    before = len(crowd.arrived)

    def complete() -> list[float]:
        came = [one.at for one in crowd.arrived[before:] if one.chat_id in people]
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
    arriving = asyncio.create_task(_arrivals(crowd, people))
    await asyncio.sleep(0)
    seen = len(crowd.arrived)
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


def _figures(
    scale: Scale,
    invitations: list[float],
    post: float,
    quiet: list[float],
    nudges: list[float],
    busy: list[float],
    refused: int,
) -> Figures:
    alone, together = _pace(invitations), _pace(nudges) + len(busy) / (nudges[-1] - nudges[0])
    return Figures(
        f"Reminders: {scale.officers} at Telegram's pace",
        ("what", "measured", "yardstick", "ratio"),
        (
            ("invitations a second", f"{alone:.1f}", f"{TELEGRAM_SECOND} (Telegram's limit)", ratio(alone, 30)),
            (
                "nudges and answers a second",
                f"{together:.1f}",
                f"{TELEGRAM_SECOND} (Telegram's limit)",
                ratio(together, 30),
            ),
            ("messages that were refused (429)", str(refused), "0", "–"),
            ("the group's post with its chart, s after the first", f"{post:.2f}", "–", "–"),
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
