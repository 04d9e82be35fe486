"""A flood of photos, one by one or in albums: bounded, said kindly, and of no cost to anybody else."""

import asyncio

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from telegram import Update

from bot.intake import MOST_WAITING, Intake
from bot.tries import Outcome
from handlers.routes import routes
from models.database import Database
from models.photos import BATCH, MOST_PHOTOS, MOST_WITHOUT_PLACE, TooManyPhotos
from models.schema import Activity, Photo
from tests.clock.roster import MONDAY, Roster
from tests.roads import updates
from tests.roads.conftest import Replies, intake_of
from views import activity_days, guidance, refusals

ALBUM = 10
FLOOD = 3 * MOST_WAITING
#: The photos that one person can have waiting for a place: the last album may go beyond the bound.
MOST = MOST_WITHOUT_PLACE + ALBUM


def settled(database: Database) -> tuple[Roster, Replies, Intake]:
    roster, replies = Roster(database), Replies()
    for name in ("Budi", "Sari"):
        roster.member(name, "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T16:00:00+07:00")
    return roster, replies, intake_of(database, roster.clock, list(routes()), replies)


def incoming(intake: Intake, made: Update) -> Update:
    return Update.de_json(made.to_dict(), intake._application.bot)


def photos(database: Database) -> int:
    return database.read_now(lambda session: session.scalar(select(func.count(Photo.id))) or 0)


def failures(intake: Intake) -> int:
    return int(intake._meters.updates.labels(Outcome.FAILED)._value.get())


async def test_a_flood_of_photos_costs_nobody_else_anything(database: Database) -> None:
    roster, replies, intake = settled(database)
    budi, sari = roster.telegram_id("Budi"), roster.telegram_id("Sari")
    made = [updates.picture(budi, f"foto{one}", album=f"album{one // ALBUM}") for one in range(FLOOD)]
    flood = [asyncio.create_task(intake.accept(incoming(intake, one))) for one in made]
    await asyncio.sleep(0)
    await intake.accept(incoming(intake, updates.message(sari, "/lapor")))
    told = [chat_id for chat_id, _ in replies.shown]
    assert told.count(sari) == 1
    assert not all(one.done() for one in flood), "Sari is answered while the flood still waits"
    await asyncio.gather(*flood)
    await intake.settle()
    assert 0 < photos(database) <= MOST
    assert replies.texts.count(guidance.too_much_at_once()) == 1
    assert failures(intake) == 0


async def test_whoever_goes_on_sending_photos_reads_why_none_is_taken_any_more(database: Database) -> None:
    roster, replies, intake = settled(database)
    budi = roster.telegram_id("Budi")
    for one in range(MOST + 5):
        await intake.accept(incoming(intake, updates.picture(budi, f"foto{one}")))
    assert photos(database) <= MOST_WITHOUT_PLACE + 1
    assert replies.texts[-1] == refusals.sentence(TooManyPhotos(MOST_WITHOUT_PLACE))
    await intake.accept(incoming(intake, updates.message(budi, "/lapor")))
    assert "1/4" in replies.texts[-1], "all else goes on"
    assert failures(intake) == 0


def ask_for_photos(session: Session, roster: Roster) -> None:
    """Budi's patrol asks for photos."""
    budi = roster.members["Budi"]
    by = {"member_id": budi, "created_by": budi, "handled_by": budi, "created_at": roster.clock.now()}
    session.add(Activity(report_date=MONDAY, indicator_id=1, version=1, asking="photo", **by))


@pytest.mark.parametrize("album", [None, "album"])
async def test_of_the_photos_for_which_an_activity_has_no_room_one_refusal_is_said(
    database: Database, album: str | None
) -> None:
    roster, replies, intake = settled(database)
    database.write_now(ask_for_photos, roster)
    budi = roster.telegram_id("Budi")
    for one in range(MOST_PHOTOS + 4):
        await intake.accept(incoming(intake, updates.picture(budi, f"foto{one}", album=album)))
    assert replies.texts.count(activity_days.full().text) == 1
    roster.clock.set((roster.clock.now() + 2 * BATCH).isoformat())
    await intake.accept(incoming(intake, updates.picture(budi, "nanti", album=f"{album} lain" if album else None)))
    assert replies.texts.count(activity_days.full().text) == 2, "what comes later is another batch"
    assert failures(intake) == 0
