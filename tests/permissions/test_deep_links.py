"""Every kind of deep link, opened by everybody: strangers, every role, and whoever has left."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.database import Database
from models.invitations import Guest, Offer, create_invitation
from models.members import identify
from models.schema import Guessing, Invitation, Joining, JoinRequest, Role, Unit
from tests.databases import NewUrl
from tests.permissions.leavers import LEFT, Leaver, let_go
from tests.permissions.links import CODES, GUEST, HANGS_ON, ONE_KIND, PLACES, For, Link, Over, closed_places, links
from tests.permissions.world import BOUND, MATE, STRANGER, World, says, world_of
from tests.roads import updates
from views.desk_taps import JoiningTap
from views.joining import stranger_sentence
from views.payloads import write
from views.roles import ROLE_NAMES
from views.screen import said

#: Who opens links: nobody of ours, every role, and by the same names whoever has left.
STRANGERS = "stranger"
ANYBODY = (STRANGERS, *Role, *(f"{LEFT} {role}" for role in Role), f"{LEFT} sejak kemarin")
SENTENCE = said(stranger_sentence())
KNOWN = "Anda terdaftar sebagai"
_TRIES = {"processed_update", "guessing"}


@dataclass(frozen=True, slots=True)
class Doors:
    """A desk, every kind of link into it, and those who have left it."""

    world: World
    links: list[Link]
    leavers: dict[str, Leaver]

    @property
    def database(self) -> Database:
        """Where all of it is stored."""
        return self.world.roster.database

    def telegram_id(self, who: str) -> int:
        """Give the account of one of `ANYBODY`."""
        if who == STRANGERS:
            return STRANGER
        return self.leavers[who].telegram_id if who in self.leavers else self.world.telegram_id(Role(who))


@pytest.fixture(scope="module")
def doors(new_sqlite: NewUrl) -> Iterator[Doors]:
    """One desk for all: what a link has opened is closed again."""
    with closing(Database(new_sqlite())) as database:
        world = world_of(database)
        for place in (*PLACES, *closed_places()):
            world.roster.unit(place)
        leavers = let_go(world)
        clock = world.roster.clock
        clock.set("2025-09-14T10:00:00+07:00")
        early = clock.now()
        clock.set("2025-09-15T17:00:00+07:00")
        yield Doors(world, database.write_now(links, world.roster, early, clock.now()), leavers)


def forget_tries(session: Session) -> None:
    """Close what was opened, and let the next try be looked at."""
    session.execute(delete(Guessing))
    session.execute(delete(Joining))


def opens(link: Link, who: str, doors: Doors) -> str:
    """What the first card says, by the rule: whoever is there needs no link to there, and no second account."""
    is_member = who in tuple(Role)
    refused = KNOWN if is_member else SENTENCE
    if link.over is not None or (link.is_early and who in doors.leavers):
        return refused
    place = doors.world.roster.unit(link.place)
    if is_member and (link.whom in (For.CODE, For.ACCOUNT) or place_of(doors, who) == (link.role, place)):
        return refused
    match link.whom:
        case For.ANYBODY:
            return f"Undangan sebagai {ROLE_NAMES[link.role]}"
        case For.NAMED:
            return f"Nama: {GUEST}"
        case For.ACCOUNT:
            return f"Anggota: {MATE}"
        case For.CODE:
            return f"Permohonan bergabung sebagai {ROLE_NAMES[Role.OFFICER]}"


def place_of(doors: Doors, who: str) -> tuple[Role, int] | None:
    """What a member is, and in which unit."""
    person = doors.database.read_now(identify, doors.telegram_id(who), doors.world.roster.clock.now())
    return (person.role, person.unit_id) if person else None


def test_every_column_of_an_invitation_is_a_kind_of_link_or_makes_none(doors: Doors) -> None:
    assert {*HANGS_ON, *ONE_KIND} == set(Invitation.__table__.columns.keys())
    made = {link.whom for link in doors.links} | {link.over for link in doors.links if link.over}
    assert made == {*For, *Over}


@pytest.mark.parametrize("who", ANYBODY)
async def test_a_link_opens_what_it_was_made_for_and_nothing_when_it_is_over(doors: Doors, who: str) -> None:
    """An invitation asks for the name, one by name for a yes; a code asks to join; what is over opens nothing."""
    account, before = doors.telegram_id(who), doors.world.kept(_TRIES)
    names = doors.database.read_now(unit_names, doors)
    for link in sorted(doors.links, key=lambda link: opens(link, who, doors)):
        told = await says(doors.world, updates.message(account, f"/start {link.token}"))
        assert len(told) == 1, link
        assert opens(link, who, doors) in told[0], link
        assert (names[link.place] in told[0]) or opens(link, who, doors) in (SENTENCE, KNOWN), link
        doors.database.write_now(forget_tries)
    assert {name for name, rows in doors.world.kept(_TRIES).items() if rows != before[name]} == set()


@pytest.mark.parametrize("who", [STRANGERS, Role.ADMINISTRATOR, f"{LEFT} {Role.ADMINISTRATOR}"])
async def test_in_a_group_no_link_opens_anything(doors: Doors, who: str) -> None:
    before = doors.world.kept(_TRIES)
    for link in doors.links:
        for words in (f"/start {link.token}", f"/start@lapor_cegah_bot {link.token}", link.token):
            assert await says(doors.world, updates.message(doors.telegram_id(who), words, group=BOUND)) == [], link
    assert {name for name, rows in doors.world.kept(_TRIES).items() if rows != before[name]} == set()


@pytest.mark.parametrize("who", [STRANGERS, Role.OFFICER, f"{LEFT} {Role.OFFICER}"])
async def test_of_all_that_opens_something_only_a_code_can_be_typed(doors: Doors, who: str) -> None:
    for link in doors.links:
        told = await says(doors.world, updates.message(doors.telegram_id(who), link.token))
        is_asked = link.whom == For.CODE and opens(link, who, doors) != SENTENCE and who != Role.OFFICER
        assert (opens(link, who, doors) in told[0]) if is_asked else ("bergabung" not in told[0]), link
        assert (doors.database.read_now(joining, doors.telegram_id(who)) is not None) == is_asked, link
        doors.database.write_now(forget_tries)


async def test_a_stranger_becomes_what_the_link_was_made_for_and_nothing_more(doors: Doors) -> None:
    opening = [one for one in doors.links if one.over is None and one.whom == For.NAMED]
    for number, link in enumerate(opening):
        account = STRANGER + 1000 + number
        await says(doors.world, updates.message(account, f"/start {link.token}"))
        await says(doors.world, updates.tap(account, write(JoiningTap(1, "yes"))))
        now = doors.world.roster.clock.now()
        person = doors.database.read_now(identify, account, now)
        assert person is not None
        assert (person.role, person.unit_id) == (link.role, doors.world.roster.unit(link.place)), link
        assert (await says(doors.world, updates.message(account + 500, f"/start {link.token}"))) == [SENTENCE], link


async def test_by_a_code_nobody_is_more_than_somebody_who_asks(doors: Doors) -> None:
    account = STRANGER + 3000
    for words in (f"/start {CODES[PLACES[0]]}", "Penanya"):
        await says(doors.world, updates.message(account, words))
    await says(doors.world, updates.tap(account, write(JoiningTap(2, "skip"))))
    await says(doors.world, updates.tap(account, write(JoiningTap(3, "yes"))))
    now = doors.world.roster.clock.now()
    assert doors.database.read_now(identify, account, now) is None
    asked = doors.database.read_now(
        lambda session: session.scalars(select(JoinRequest).where(JoinRequest.telegram_id == account)).one()
    )
    assert asked.unit_id == doors.world.roster.unit(PLACES[0])


async def test_the_last_administrator_cannot_leave_the_role_by_a_link(new_sqlite: NewUrl) -> None:
    with closing(Database(new_sqlite())) as database:
        world = world_of(database)
        now = world.roster.clock.now()
        offer = Offer(Role.OFFICER, world.roster.unit(PLACES[0]), guest=Guest(GUEST))
        token = database.write_now(create_invitation, offer, inviter=None, now=now)
        account = world.telegram_id(Role.ADMINISTRATOR)
        await says(world, updates.message(account, f"/start {token}"))
        told = await says(world, updates.tap(account, write(JoiningTap(1, "yes"))))
        assert "satu-satunya administrator" in told[0]
        person = database.read_now(identify, account, now)
        assert person is not None
        assert person.role == Role.ADMINISTRATOR


def unit_names(session: Session, doors: Doors) -> dict[str, str]:
    """What the units are called on screen."""
    return {place: said(session.get_one(Unit, number).name) for place, number in doors.world.roster.units.items()}


def joining(session: Session, telegram_id: int) -> Joining | None:
    """Where somebody is on the way in."""
    return session.get(Joining, telegram_id)
