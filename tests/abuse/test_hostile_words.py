"""Everybody writes markup wherever they can write: every card of every command and button shows it as they wrote it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from telegram import Update

from handlers.reply import Notice, Show
from handlers.routes import COMMANDS as GROUP_COMMANDS
from handlers.routes import PRIVATE_COMMANDS
from models.database import Database
from models.outbox import Claimed
from models.schema import Letterhead, Outbox, Role
from scheduler.letter import Letter
from scheduler.letters import compose
from tests.abuse.hostile import Words, make_hostile
from tests.abuse.test_markup import Shown
from tests.databases import NewUrl
from tests.permissions.deciding import is_out_of_reach
from tests.permissions.own_cards import OwnCards, own_cards
from tests.permissions.sampling import KINDS, samples
from tests.permissions.world import BOUND, SEED, World, says, world_of
from tests.roads import updates
from views.screen import Card

EVERY_COMMAND = tuple({**PRIVATE_COMMANDS, **GROUP_COMMANDS})
#: What the bot itself writes.
OWN_TAGS = {"b", "i", "code", "pre", "blockquote"}
#: Why a card shows none of these words; those of letterheads stand in files only.
NOT_ON_CARDS = {
    "of somebody who is only called by name until they come in": {"invitation.guest_rank"},
    "masked, and then they are other words": {"member.service_number", "invitation.guest_service_number"},
    "shown as the report's last version has them": {"daily_report.note"},
    "a caption becomes the text of its activity": {"photo.caption"},
    "for the command line": {"report_import.file_name"},
}


@dataclass
class Reader:
    """Reads what is shown, and notes whose words it has seen."""

    words: Words
    seen: set[str] = field(default_factory=set)

    def read(self, card: Card) -> None:
        """The card's tags are the bot's own, closed, and the words stand there as they were written."""
        shown = Shown(card.text)
        assert shown.tags <= OWN_TAGS, card.text
        assert shown.open == 0, card.text
        self.seen |= {column for column, words in self.words.items() if words in shown.words}
        for label in (button.label for row in card.buttons for button in row):
            self.read_plain(label)

    def read_plain(self, text: str) -> None:
        """A notice and a label are no HTML: nothing is escaped in them."""
        assert "&lt;" not in text, text
        assert "&amp;amp;" not in text, text
        self.seen |= {column for column, words in self.words.items() if words in text}


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile desk, and who reads its cards."""

    world: World
    reader: Reader
    #: The administrator's own cards.
    cards: OwnCards

    async def reads(self, update: Update) -> None:
        """Somebody writes or taps: whatever is shown is read."""
        before = len(self.world.replies.shown)
        await says(self.world, update)
        for step in (step for _, reply in self.world.replies.shown[before:] for step in reply.steps):
            match step:
                case Show(card=card):
                    self.reader.read(card)
                case Notice(text=text):
                    self.reader.read_plain(text)


@pytest.fixture(scope="module")
def hostile(new_sqlite: NewUrl) -> Iterator[Hostile]:
    with closing(Database(new_sqlite())) as database:
        world = world_of(database)
        cards = database.write_now(own_cards, world, Role.ADMINISTRATOR)
        yield Hostile(world, Reader(database.write_now(make_hostile, world)), cards)


@pytest.mark.timeout(300)  # some hundred updates on a machine that may be busy
async def test_every_command_and_button_shows_words_as_they_were_written(hostile: Hostile) -> None:
    """Each command of each role, also with such words behind it, and in the group; each kind of button; all letters."""
    world = hostile.world
    administrator, officer = world.telegram_id(Role.ADMINISTRATOR), world.telegram_id(Role.OFFICER)
    words = next(iter(hostile.reader.words.values()))
    await hostile.reads(updates.message(world.telegram_id(None), "/start"))  # before somebody takes the invitation back
    for command in EVERY_COMMAND:
        for role in Role:
            await hostile.reads(updates.message(world.telegram_id(role), f"/{command}"))
        await hostile.reads(updates.message(administrator, f"/{command} {words}"))
        await hostile.reads(updates.message(administrator, f"/{command}", group=BOUND))
    for kind in KINDS:
        near = world.mates | hostile.cards.get(kind, {})
        for payload in (*samples(kind, near, SEED, most=4), *samples(kind, world.foreign, SEED, most=1)):
            await hostile.reads(updates.tap(administrator, payload))
        if not is_out_of_reach(kind, Role.OFFICER):
            for payload in samples(kind, world.mates, SEED, most=2):
                await hostile.reads(updates.tap(officer, payload))
    world.roster.database.read_now(read_letters, hostile)
    unseen = set(hostile.reader.words) - hostile.reader.seen
    letterheads = {f"letterhead.{column.name}" for column in Letterhead.__table__.columns}
    on_no_card = letterheads.union(*NOT_ON_CARDS.values())
    assert sorted(unseen - on_no_card) == []


def read_letters(session: Session, hostile: Hostile) -> None:
    """Whatever waits is written, and read."""
    now = hostile.world.roster.clock.now()
    for row in session.scalars(select(Outbox)).all():
        day = date.fromisoformat(row.occasion.partition(" ")[0])
        held = Claimed(row.id, row.kind, day, row.expires_at, row.member_id, row.group_id, 1, row.payload)
        letter = compose(session, held, now, synthetic=True)
        if isinstance(letter, Letter):
            hostile.reader.read(letter.card)
