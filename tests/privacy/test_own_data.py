"""/datasaya: everything about oneself, unmasked, in two files; and nothing about anybody else."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import audit
from models.managed_members import managed_member
from models.member_changes import rename
from models.members import person_by_id
from models.own_data import own_data
from models.schema import Base, DailyReport, Role
from tests.clock.roster import Roster
from tests.privacy.marked import MARKS, NAME, SERVICE_NUMBER, marked_member
from views.own_data import as_json, as_text
from views.screen import Document

#: What no made-up member has, or what an account has only on its way in.
_NOT_MADE_UP = {"zone_override", "reopening", "erasure", "invitation", "joining", "guessing", "stale_menu"}


def files(roster: Roster, member_id: int) -> tuple[Document, Document]:
    def work(session: Session) -> tuple[Document, Document]:
        data = own_data(session, member_id)
        return as_json(data, roster.clock.now()), as_text(data, roster.clock.now())

    return roster.database.read_now(work)


def tables_about_members() -> set[str]:
    """Every table in which a row is somebody's."""
    owned = {"member_id", "subject_id", "telegram_id"}
    return {table.name for table in Base.metadata.sorted_tables if owned & set(table.columns.keys())}


def test_every_table_that_holds_something_of_theirs_is_in_it(roster: Roster) -> None:
    member_id = marked_member(roster)
    written, _ = files(roster, member_id)
    data: dict[str, Any] = json.loads(written.content)
    told = set(data["own"]) | {"member", "audit_event"}
    assert tables_about_members() - _NOT_MADE_UP - told == set()
    assert {"report_answer", "report_revision", "consent"} <= set(data["own"])
    assert data["member"]["service_number"] == SERVICE_NUMBER
    assert all(mark in written.content.decode() for mark in MARKS)


def test_the_readable_file_says_it_in_words(roster: Roster) -> None:
    member_id = marked_member(roster)
    _, written = files(roster, member_id)
    text = written.content.decode("utf-8-sig")
    assert written.name == "data-saya-20250915-1600.txt"
    assert f"nama: {NAME}" in text
    assert f"NRP/NIP: {SERVICE_NUMBER}" in text
    assert "satuan: BAKAMLA/BATAM" in text
    assert "indikator: Patroli" in text
    assert "== Jejak:" in text
    assert "TANDA alasan" in text


def test_there_is_nothing_in_it_of_anybody_else(roster: Roster) -> None:
    marked_member(roster)
    roster.member("Operator", "BAKAMLA/BATAM")
    for file in files(roster, roster.members["Operator"]):
        assert not any(mark in file.content.decode() for mark in MARKS)


def change_name(session: Session, roster: Roster, by: str, member_id: int) -> None:
    now = roster.clock.now()
    coordinator = person_by_id(session, roster.members[by], now)
    assert coordinator is not None
    member = managed_member(session, coordinator, member_id, now)
    assert member is not None
    rename(session, coordinator, member, "Zulkarnain Baru", now)


def test_what_others_did_with_their_data_is_in_it_with_its_values(roster: Roster) -> None:
    member_id = marked_member(roster)
    roster.member("Rina", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.database.write_now(change_name, roster, "Rina", member_id)

    def trail(one: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(files(roster, one)[0].content)["trail"]
        return found

    (renamed,) = [event for event in trail(member_id) if event["action"] == "member.renamed"]
    assert (renamed["by"], renamed["content"]) == ("somebody else", {"name": "Zulkarnain Baru", "before": NAME})
    (done,) = [event for event in trail(roster.members["Rina"]) if event["action"] == "member.renamed"]
    assert (done["by"], done["content"]) == ("you", None)


def test_what_others_did_with_their_reports_is_in_it(roster: Roster) -> None:
    member_id = marked_member(roster)
    roster.member("Rina", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)

    def correct(session: Session) -> None:
        report = session.scalars(select(DailyReport).where(DailyReport.member_id == member_id)).one()
        content = {"reason": "dibetulkan koordinator"}
        audit.record(
            session,
            at=roster.clock.now(),
            actor_id=roster.members["Rina"],
            action="report.revised",
            subject="daily_report",
            subject_id=report.id,
            content=content,
        )

    roster.database.write_now(correct)
    newest = json.loads(files(roster, member_id)[0].content)["trail"][0]
    assert (newest["by"], newest["action"]) == ("somebody else", "report.revised")
    assert newest["content"] == {"reason": "dibetulkan koordinator"}
