"""NRP and NIP are masked everywhere but to oneself: in every answer that anybody can get, and in every file."""

import io
import zipfile
from collections import deque
from datetime import timedelta

import pypdf
import pytest
from sqlalchemy.orm import Session
from telegram import Update

from handlers.reply import Show
from models.database import Database
from models.file_orders import FileForm, FileOrder, Making
from models.periods import Period
from models.permissions import EVERYTHING
from models.schema import Member, Role
from tests.clock.roster import MONDAY
from tests.databases import NewUrl
from tests.permissions.test_matrix import EVERY_COMMAND
from tests.permissions.world import MARKS, ROLES, World, world_of
from tests.roads import updates
from views import guidance
from views.files.making import make_file
from views.masking import masked_number
from views.screen import Card

#: So many buttons are tapped for each role, those nearest to a command first.
TAPS = 120
#: Each ends with its member's number, so that each can be told from the others.
NUMBER = "98765432101{:04}"


@pytest.fixture
def world(new_sqlite: NewUrl) -> World:
    database = Database(new_sqlite())
    world = world_of(database)
    database.write_now(number_everybody, world)
    return world


def number_everybody(session: Session, world: World) -> None:
    for member_id in world.roster.members.values():
        session.get_one(Member, member_id).service_number = NUMBER.format(member_id)


def number_of(world: World, name: str) -> str:
    return NUMBER.format(world.roster.members[name])


async def everything_shown(world: World, role: Role) -> list[Card]:
    """What somebody gets who writes every command, names everybody, and taps what they find."""
    person = world.telegram_id(role)
    wanted = (*ROLES.values(), *MARKS, *(number_of(world, name) for name in ROLES.values()))
    written = [f"/anggota {word}" for word in wanted] + [f"/{command}" for command in EVERY_COMMAND]
    waiting = deque(updates.message(person, words) for words in written)
    tapped: set[str] = set()
    shown: list[Card] = []
    while waiting:
        before = len(world.replies.shown)
        await world.intake.accept(Update.de_json(waiting.popleft().to_dict(), world.intake._application.bot))
        await world.intake.settle()
        steps = [step for _, reply in world.replies.shown[before:] for step in reply.steps if isinstance(step, Show)]
        shown += [step.card for step in steps]
        found = {button.data for step in steps for row in step.card.buttons for button in row if button.data}
        for data in sorted(found - tapped)[: TAPS - len(tapped)]:
            tapped.add(data)
            waiting.append(updates.tap(person, data))
    assert len(tapped) >= min(TAPS, 40)
    return shown


@pytest.mark.parametrize("role", list(ROLES))
async def test_nobody_reads_a_number_but_their_own(world: World, role: Role) -> None:
    shown = await everything_shown(world, role)
    assert not [card for card in shown if guidance.failed() in card.text]
    own = number_of(world, ROLES[role])
    for card in shown:
        told = card.text + repr(card.buttons) + repr(card.chart)
        assert not [name for name in world.roster.members if number_of(world, name) in told], card.text
        if card.document is not None:
            content = card.document.content.decode()
            others = [name for name in world.roster.members if number_of(world, name) in content.replace(own, "")]
            assert not others, card.document.name
    if role in (Role.AGENCY_COORDINATOR, Role.DESK_COORDINATOR, Role.ADMINISTRATOR):
        masked = masked_number(number_of(world, "Budi"))
        assert [card for card in shown if masked in card.text], "who looks after people can tell them apart"


def words_in(form: FileForm, content: bytes) -> str:
    """Everything that a file says."""
    if form == FileForm.PDF:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if form in (FileForm.XLSX, FileForm.DOCX):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode("latin-1") for name in packed.namelist())
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("form", list(FileForm))
def test_no_file_holds_a_whole_number(world: World, form: FileForm) -> None:
    order = FileOrder(form, Period.day(MONDAY), EVERYTHING, names=True)
    making = Making(order, world.roster.clock.now() + timedelta(hours=8), synthetic=True)
    told = words_in(form, world.roster.database.read_now(make_file, making).content)
    assert not [name for name in world.roster.members if number_of(world, name) in told]
    if form == FileForm.XLSX:
        assert "Budi" in told
        assert masked_number(number_of(world, "Budi"))[-3:] in told
