"""`/healthz` and `/metrics`: whether it is well, in numbers, and nothing about anybody."""

import pytest
from sqlalchemy.exc import OperationalError

from bot.web.health import LONGEST_AGE, Pulse
from models.outbox import Planned, plan
from tests.desk import SetClock
from tests.web.conftest import Looking


async def test_it_is_well_and_tells_when_it_last_did_what(looking: Looking) -> None:
    looking.pulse.beat("tick")
    answer = await looking.client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": True,
        "stalled": [],
        "seconds_since": {"poll": None, "update": None, "tick": 0.0},
    }


async def test_without_a_database_it_is_not_well(looking: Looking, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, ConnectionError("no route to geheim"))

    monkeypatch.setattr(looking.database, "read", away)
    answer = await looking.client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert "geheim" not in answer.text
    assert "lapor_database_up 0.0" in (await looking.client.get("/metrics")).text


def test_what_hangs_is_named() -> None:
    now = [0.0]
    pulse = Pulse(frozenset({"tick", "poll"}), monotonic=lambda: now[0])
    assert pulse.stalled() == []
    now[0] = LONGEST_AGE + 1
    assert pulse.stalled() == ["poll", "tick"], "what never began hangs as well"
    pulse.beat("tick")
    assert pulse.stalled() == ["poll"]
    pulse.beat("update")
    now[0] *= 2
    assert pulse.stalled() == ["poll", "tick"], "nobody writing is no fault"


async def test_the_outbox_is_counted_by_state(looking: Looking) -> None:
    now = SetClock("2025-09-15T15:00:00+07:00").now()
    due = Planned("invitation", now.date(), now, now.replace(hour=12), member_id=None, group_id=None)
    looking.database.write_now(plan, [due], now)
    told = (await looking.client.get("/metrics")).text
    assert 'lapor_outbox_messages{state="pending"} 1.0' in told
    assert 'lapor_outbox_messages{state="unknown"} 0.0' in told
