"""Who changes members in tests, the way to a member's card, and what the trail holds of it."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.managed_members import managed_member
from models.member_changes import deactivate
from models.members import Newcomer, identify, take_in
from models.schema import AuditEvent, Membership, Role
from simulator.people import Person
from tests.desk import Desk

BATAM, AMBON = "BAKAMLA/BATAM", "BAKAMLA/AMBON"
UNKNOWN = "Perintah itu tidak tersedia. Tulis /bantuan untuk melihat pilihan Anda."


async def coordinator(desk: Desk) -> Person:
    return await desk.member("Rina Wulandari", 2001, BATAM, Role.AGENCY_COORDINATOR)


async def administrator(desk: Desk) -> Person:
    return await desk.member("Admin Satu", 2900, BATAM, Role.ADMINISTRATOR)


async def card_of(person: Person, name: str) -> None:
    await person.send(f"/anggota {name}")
    await person.sees("orang cocok")
    await person.tap(name)
    await person.sees("Status:")


def trail(desk: Desk) -> list[str]:
    return desk.program.database.read_now(lambda session: list(session.scalars(select(AuditEvent.action))))


def memberships(desk: Desk, telegram_id: int) -> list[tuple[int, Role, date, date | None]]:
    def work(session: Session) -> list[tuple[int, Role, date, date | None]]:
        rows = session.scalars(select(Membership).order_by(Membership.id)).all()
        return [(row.unit_id, row.role, row.first_day, row.last_day) for row in rows if row.member_id == wanted]

    person = desk.program.database.read_now(identify, telegram_id, desk.clock.now())
    assert person is not None
    wanted = person.member_id
    return desk.program.database.read_now(work)


def deactivate_now(session: Session, telegram_id: int, now: datetime) -> None:
    """An administrator deactivates a member from today on."""
    admin = Newcomer(5000, "Admin", None, Role.ADMINISTRATOR, 1)
    take_in(session, admin, actor_id=None, now=now)
    by, target = identify(session, 5000, now), identify(session, telegram_id, now)
    assert by is not None
    assert target is not None
    member = managed_member(session, by, target.member_id, now)
    assert member is not None
    deactivate(session, by, member, member.today, now)
