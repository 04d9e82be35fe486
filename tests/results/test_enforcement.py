"""Enforcement events: recorded, corrected with a reason, taken back; each change is a revision and leaves its trace."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.enforcement import Event, Facts, find, latest
from models.enforcement_changes import EventFlaw, OvertakenEvent, UnfitEvent, correct, record, void
from models.goods import Goods, GoodsKind, Quantity
from models.permissions import Person
from models.schema import AuditDetail, AuditEvent, EnforcementRevision, Role
from tests.clock.roster import Roster
from tests.results.release import TODAY, event, person_of

ROKOK = Goods(GoodsKind.TOBACCO, Quantity(1_200_000_000, "batang"))


@pytest.fixture
def rina(roster: Roster) -> Person:
    roster.member("Rina", "KKP/BIAK", Role.AGENCY_COORDINATOR)
    return person_of(roster, "Rina")


def trail(roster: Roster) -> list[tuple[str, object, object]]:
    query = (
        select(AuditEvent.action, AuditEvent.actor_id, AuditDetail.content)
        .join(AuditDetail, AuditDetail.event_id == AuditEvent.id)
        .where(AuditEvent.subject == "enforcement")
        .order_by(AuditEvent.id)
    )
    rows = roster.database.read_now(lambda session: session.execute(query).all())
    return [(action, actor, content["reason"]) for action, actor, content in rows]


def revisions(roster: Roster) -> list[tuple[int, str | None, object, object]]:
    query = select(EnforcementRevision).order_by(EnforcementRevision.number)
    rows = roster.database.read_now(lambda session: session.scalars(query).all())
    return [(row.number, row.reason, row.content["cases"], row.content["voided"]) for row in rows]


def test_what_is_recorded_comes_back_as_it_was_told(roster: Roster, rina: Person) -> None:
    told = event(roster, "KKP/BIAK", TODAY, value=7_900_000_000_000, loss=0, suspects=3, goods=[ROKOK], by=rina)
    found = roster.database.read_now(find, rina, told.id)
    assert found == told
    facts = Facts(TODAY, roster.unit("KKP/BIAK"), (ROKOK,), 7_900_000_000_000, 1, 3, 0)
    assert (told.facts, told.revision, told.reason, told.agency_code) == (facts, 1, None, "KKP")


def test_a_correction_is_a_revision_with_its_reason(roster: Roster, rina: Person) -> None:
    told = event(roster, "KKP/BIAK", TODAY, goods=[ROKOK], by=rina)
    facts = replace(told.facts, cases=2, goods=())
    now = roster.clock.now()
    corrected = roster.database.write_now(correct, rina, told, facts, " salah  hitung ", now, today=TODAY)
    assert (corrected.facts, corrected.revision, corrected.reason) == (facts, 2, "salah hitung")
    gone = roster.database.write_now(void, rina, corrected, "ganda", now)
    assert gone.voided
    assert revisions(roster) == [(1, None, 1, False), (2, "salah hitung", 2, False), (3, "ganda", 2, True)]
    assert trail(roster) == [
        ("enforcement.recorded", rina.member_id, None),
        ("enforcement.corrected", rina.member_id, "salah hitung"),
        ("enforcement.voided", rina.member_id, "ganda"),
    ]
    assert roster.database.read_now(latest, rina) == []
    with pytest.raises(UnfitEvent):
        roster.database.write_now(correct, rina, gone, told.facts, "lagi", now, today=TODAY)


def test_a_correction_of_what_has_changed_meanwhile_is_refused(roster: Roster, rina: Person) -> None:
    told = event(roster, "KKP/BIAK", TODAY, by=rina)
    now = roster.clock.now()
    roster.database.write_now(correct, rina, told, replace(told.facts, cases=2), "satu", now, today=TODAY)
    with pytest.raises(OvertakenEvent):
        roster.database.write_now(correct, rina, told, replace(told.facts, cases=3), "dua", now, today=TODAY)


def test_what_cannot_be_is_refused_and_changes_nothing(roster: Roster, rina: Person) -> None:
    told = event(roster, "KKP/BIAK", TODAY, by=rina)
    changes: tuple[tuple[dict[str, Any], str, EventFlaw], ...] = (
        ({"cases": 2}, "  ", EventFlaw.NO_REASON),
        ({"cases": 2}, "x" * 501, EventFlaw.REASON_TOO_LONG),
        ({}, "tetap", EventFlaw.UNCHANGED),
        ({"event_date": date(2025, 9, 16)}, "besok", EventFlaw.AHEAD),
        ({"event_date": date(2014, 12, 31)}, "lama", EventFlaw.TOO_OLD),
        ({"cases": 0}, "kosong", EventFlaw.NOTHING),
        ({"suspects": 10_000}, "banyak", EventFlaw.TOO_MANY),
        ({"goods_value": 10**15}, "mahal", EventFlaw.TOO_MANY),
        ({"goods": (ROKOK,) * 13}, "macam-macam", EventFlaw.TOO_MANY_KINDS),
    )
    for change, reason, flaw in changes:
        facts = replace(told.facts, **change)
        with pytest.raises(UnfitEvent) as refused:
            roster.database.write_now(correct, rina, told, facts, reason, roster.clock.now(), today=TODAY)
        assert refused.value.flaw == flaw
    assert roster.database.read_now(find, rina, told.id) == told


@pytest.mark.usefixtures("rina")
def test_each_sees_what_their_role_may(roster: Roster) -> None:
    roster.member("Ketua", "POLKAM/DESK", Role.DESK_COORDINATOR)
    roster.member("Budi", "KKP/BIAK", Role.OFFICER)
    own = event(roster, "KKP/BIAK", date(2025, 9, 1))
    other = event(roster, "DJBC/BATAM", TODAY)

    def seen(name: str) -> tuple[list[Event], list[bool]]:
        person = person_of(roster, name)
        found = [roster.database.read_now(find, person, one.id) is not None for one in (own, other)]
        return roster.database.read_now(latest, person), found

    assert seen("Ketua") == ([other, own], [True, True])
    assert seen("Rina") == ([own], [True, False])
    assert seen("Budi") == ([], [False, False])


def test_the_import_key_lets_a_row_in_once(roster: Roster) -> None:
    facts = Facts(TODAY, roster.unit("KKP/BIAK"), (), None, 1, 0, None)
    now = roster.clock.now()
    roster.database.write_now(record, None, facts, now, today=TODAY, import_key="a")
    with pytest.raises(IntegrityError):
        roster.database.write_now(record, None, facts, now, today=TODAY, import_key="a")
