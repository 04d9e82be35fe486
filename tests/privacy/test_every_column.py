"""Every column that can hold words is known: personal, and then empty of them after an erasure, or not, and why.

A column that is new fails here until somebody has thought of it.
"""

from datetime import datetime, timedelta

from sqlalchemy import JSON, Enum, Float, String, select
from sqlalchemy.orm import Session

from models import archive
from models.database import Database
from models.erasing import forget
from models.schema import Base, Invitation, Joining, Role
from tests.clock.roster import Roster
from tests.privacy.marked import MARKS, NAME, RANK, SERVICE_NUMBER, marked_member

#: What a member is or wrote: a mark of theirs stands there before, and in no column afterwards.
PERSONAL = {
    "member": {"name", "rank", "service_number"},
    "activity": {"place", "text", "latitude", "longitude", "partners"},
    "audit_detail": {"content"},
    "broadcast": {"text"},
    "daily_report": {"note"},
    "draft": {"answers", "note"},
    "enforcement_draft": {"answers"},
    "invitation": {"guest_name", "guest_rank", "guest_service_number"},
    "join_request": {"name", "rank"},
    "joining": {"name", "rank"},
    "open_prompt": {"payload"},
    "outbox": {"payload"},
    "photo": {"file_id", "unique_id", "album", "caption"},
    "report_revision": {"reason", "note", "answers"},
}
#: Why all other columns hold nothing of a person.
IMPERSONAL = {
    "words of the program's own, of which each is one of a list": {
        "absence": {"reason"},  # emptied all the same: it may tell of somebody's health
        "activity": {"manner", "asking"},
        "audit_event": {"action", "subject"},
        "coordination_group": {"posts_off", "post_hours"},
        "draft": {"step"},
        "enforcement_draft": {"step"},
        "enforcement_goods": {"kind", "measure"},
        "group_post": {"kind"},
        "hour_change": {"key"},
        "joining": {"step"},
        "member": {"menu_role"},
        "open_prompt": {"kind"},
        "opening_figure": {"measure"},
        "outbox": {"kind", "recipient", "occasion", "outcome"},
        "photo": {"state"},
        "schedule_setting": {"key"},
        "zone_override": {"zone"},
    },
    "digests, numbers and names that the program drew": {
        "audit_seal": {"members"},
        "enforcement": {"import_key"},
        "fault": {"fingerprint", "sort", "place"},
        "frozen_recap": {"period", "figures", "sha256"},
        "group_post": {"digest", "refused_digest"},
        "heartbeat": {"id"},
        "invitation": {"request_key"},
        "outbox": {"holder"},
        "photo": {"stored_as"},  # the file itself goes with the next round of photo keeping
        "report_import": {"file_hash"},
        "running_process": {"id"},
        "unit": {"join_code"},
    },
    "of the desk, an agency or a machine, whoever entered it": {
        "agency": {"code", "name"},
        "coordination_group": {"title"},
        "heartbeat": {"host"},
        "indicator": {"key", "label", "measure", "question"},
        "letterhead": {
            *("heading", "address", "place", "recipient"),
            *("signer_position", "signer_name", "signer_rank", "signer_number"),
        },
        "opening_balance": {"source"},
        "operation": {"name", "description"},
        "report_import": {"file_name"},
        "rest": {"name"},
        "structure_change": {"content"},
        "unit": {"code", "name"},
    },
    "why published figures of a case were put right: of the case, and part of its record": {
        "enforcement_revision": {"reason", "content"},
    },
}
Columns = set[tuple[str, str]]


def flat(classified: dict[str, set[str]]) -> Columns:
    return {(table, column) for table, columns in classified.items() for column in columns}


def wordy() -> Columns:
    """Every column that can hold words, or a position."""
    columns = (column for table in Base.metadata.sorted_tables for column in table.columns)
    kinds = (String, JSON, Float)
    return {
        (one.table.name, one.name) for one in columns if isinstance(one.type, kinds) and not isinstance(one.type, Enum)
    }


def test_every_column_is_personal_or_has_a_reason_not_to_be() -> None:
    impersonal = [flat(classified) for classified in IMPERSONAL.values()]
    assert set().union(flat(PERSONAL), *impersonal) == wordy()
    assert len(flat(PERSONAL)) + sum(map(len, impersonal)) == len(wordy()), "each stands once"


def marked_columns(database: Database) -> Columns:
    """Every column of any kind in which a mark of the member stands."""

    def search(session: Session) -> Columns:
        return {
            (table.name, name)
            for table in archive.tables_of(session)
            for row in session.execute(select(table)).mappings()
            for name, value in row.items()
            if any(mark in str(value) for mark in MARKS)
        }

    return database.read_now(search)


def come_in_by(session: Session, member_id: int, unit_id: int, now: datetime) -> None:
    """An invitation that names them, and another way in that they have begun: both under their name and account."""
    session.add(
        Invitation(
            token_hash=b"x" * 32,
            role=Role.OFFICER,
            unit_id=unit_id,
            created_at=now,
            expires_at=now + timedelta(days=7),
            uses_left=1,
            member_id=member_id,
            guest_name=NAME,
            guest_rank=RANK,
            guest_service_number=SERVICE_NUMBER,
        )
    )
    session.add(
        Joining(
            telegram_id=7_070_707_070, unit_id=unit_id, step="confirm", version=1, name=NAME, rank=RANK, created_at=now
        )
    )


def test_a_mark_stands_in_every_personal_column_and_in_none_after_the_erasure(roster: Roster) -> None:
    member_id, now = marked_member(roster), roster.clock.now()
    roster.database.write_now(come_in_by, member_id, roster.unit("BAKAMLA/BATAM"), now)
    assert marked_columns(roster.database) == flat(PERSONAL)
    roster.database.write_now(forget, member_id, now)
    assert marked_columns(roster.database) == set()
