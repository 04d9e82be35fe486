"""Consent: on joining, or asked once by day of those who were here before; a new version asks again; nothing waits."""

from datetime import date

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from models import consent_asking, consents
from models.consent_asking import CONSENT_ASKED
from models.consents import VERSION, agree, consented_at
from models.members import person_by_id
from models.schema import AuditEvent, Consent
from scheduler.letters import compose
from scheduler.planning import plan_what_is_due
from tests.clock.lives import claim_elsewhere
from tests.clock.roster import Roster

NOON, NIGHT = "2025-09-15T12:00:00+07:00", "2025-09-15T23:00:00+07:00"
NEXT = date(2026, 1, 1)


def asked(roster: Roster, at: str) -> set[str]:
    """Let the clock plan at that moment; give who is asked for consent, then or before."""
    roster.clock.set(at)
    roster.database.write_now(plan_what_is_due, roster.clock.now())
    return {name for kind, name, _ in roster.planned() if kind == CONSENT_ASKED}


def joined_before_there_was_a_text(roster: Roster, name: str) -> int:
    member_id = roster.member(name, "BAKAMLA/BATAM")
    roster.database.write_now(lambda session: session.execute(delete(Consent).where(Consent.member_id == member_id)))
    return member_id


def give(roster: Roster, name: str, version: date = VERSION) -> bool:
    def work(session: Session) -> bool:
        person = person_by_id(session, roster.members[name], roster.clock.now())
        assert person is not None
        return agree(session, person, version, roster.clock.now())

    return roster.database.write_now(work)


def test_whoever_joins_has_agreed_and_is_not_asked(roster: Roster) -> None:
    member_id = roster.member("Budi", "BAKAMLA/BATAM")
    assert roster.database.read_now(consented_at, member_id) == roster.clock.now()
    assert asked(roster, NOON) == set()


def test_whoever_was_here_before_is_asked_once_by_day(roster: Roster) -> None:
    joined_before_there_was_a_text(roster, "Lama")
    assert asked(roster, NIGHT) == set()
    assert asked(roster, "2025-09-16T12:00:00+07:00") == {"Lama"}
    assert asked(roster, "2025-09-17T12:00:00+07:00") == {"Lama"}
    assert len([row for row in roster.outbox() if row.kind == CONSENT_ASKED]) == 1


def test_consent_is_noted_once_with_its_version_and_hour(roster: Roster) -> None:
    member_id = joined_before_there_was_a_text(roster, "Lama")
    roster.clock.set(NOON)
    assert give(roster, "Lama")
    first = roster.clock.now()
    roster.clock.set(NIGHT)
    assert give(roster, "Lama")
    assert roster.database.read_now(consented_at, member_id) == first
    actions = roster.database.read_now(lambda session: [event.action for event in session.query(AuditEvent)])
    assert actions.count("consent.given") == 1


def test_a_report_never_waits_for_it(roster: Roster) -> None:
    joined_before_there_was_a_text(roster, "Lama")
    asked(roster, NOON)
    roster.report("Lama")
    assert roster.planned() >= {("consent_asked", "Lama", roster.outbox()[0].state)}


def test_a_new_version_asks_everybody_again_and_an_old_button_agrees_to_nothing(
    roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    member_id = roster.member("Budi", "BAKAMLA/BATAM")
    assert asked(roster, NOON) == set()
    monkeypatch.setattr(consents, "VERSION", NEXT)
    monkeypatch.setattr(consent_asking, "VERSION", NEXT)
    assert asked(roster, NOON) == {"Budi"}
    assert not give(roster, "Budi", VERSION)
    assert roster.database.read_now(consented_at, member_id) is None
    assert give(roster, "Budi", NEXT)
    assert roster.database.read_now(consented_at, member_id) is not None


def test_the_question_is_not_sent_to_whoever_agreed_meanwhile(roster: Roster) -> None:
    joined_before_there_was_a_text(roster, "Lama")
    asked(roster, NOON)
    (row,) = [one for one in claim_elsewhere(roster) if one.kind == CONSENT_ASKED]
    now = roster.clock.now()
    assert "Mohon baca dan setujui" in roster.database.read_now(compose, row, now, synthetic=False).card.text  # type: ignore[union-attr]
    give(roster, "Lama")
    assert "agreed meanwhile" in roster.database.read_now(compose, row, now, synthetic=False).reason  # type: ignore[union-attr]
