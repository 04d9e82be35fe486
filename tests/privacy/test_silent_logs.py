"""Nothing that people are or write gets into logs, metrics or what administrators are told, even where it breaks."""

import asyncio
from typing import Literal

import pytest
import structlog
from prometheus_client import generate_latest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.logs import trace_of
from models.schema import Member, Role
from simulator.people import Person
from tests.desk import ADMIN_ID, Desk, fill_in
from tests.logs import logs
from tests.pictures import picture

NAME, NUMBER = "Zulkarnain Marabunta", "8765432109876"
#: Whatever a person is or writes here carries one of these.
MARKS = ("Zulkarnain", "Marabunta", "TANDA", NUMBER, "7070707070", "7171717171")
TELEGRAM_ID, STRANGER_ID = 7_070_707_070, 7_171_717_171


async def live_through_a_day(desk: Desk) -> Person:
    """Report with everything that can be told, go astray, ask about others, and meet strangers."""
    officer = await desk.member(NAME, TELEGRAM_ID, "BAKAMLA/BATAM")
    desk.program.database.write_now(number_everybody)
    coordinator = await desk.member("TANDA Koordinator", 1002, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await officer.send("/lapor")
    await fill_in(officer, "2", "1", "Nihil", "1")
    await officer.tap("+ Rincian kegiatan")
    await officer.sees("Kegiatan mana")
    await officer.tap("+ Patroli (1 dari 2)")
    await officer.sees("Isi yang perlu saja")
    await officer.tap("Tempat")
    await officer.sees("Tempat:")
    await officer.send("TANDA pelabuhan")
    await officer.sees("TANDA pelabuhan")
    await officer.send_photo(picture(), caption="TANDA foto")
    for words in ("TANDA 5 patroli 3 sambang", "/izin TANDA", "/rekap TANDA", "-7 TANDA", "/datasaya", "/riwayat"):
        await officer.send(words)
    for words in (f"/anggota {NAME}", f"/anggota {NUMBER}", "/belum", "/siaran", "/tindak", "TANDA siaran"):
        await coordinator.send(words)
    stranger = await desk.telegram.add_person("TANDA Asing", id=STRANGER_ID)
    await stranger.send("/start TANDA-token")
    await stranger.send("TANDA, siapa ini?")
    await desk.program.outgoing.tick()
    await desk.telegram.idle()
    return officer


def number_everybody(session: Session) -> None:
    for member in session.scalars(select(Member)):
        member.service_number = NUMBER


def read_count_of(words: str) -> int:
    return int(words)


def quoting(*_: object, **__: object) -> None:
    """Break as libraries do: with what was wrong in the message."""
    try:
        read_count_of(NAME)
    except ValueError as error:
        raise IntegrityError("INSERT", {"name": NAME}, Exception(f"Key (name)=({NAME}) already exists")) from error


@pytest.mark.parametrize("style", ["text", "json"])
async def test_a_day_leaves_nothing_personal_behind(
    desk: Desk, style: Literal["text", "json"], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = await desk.member("Ketua", ADMIN_ID, "BAKAMLA/BATAM", Role.ADMINISTRATOR)
    with logs(style):
        officer = await live_through_a_day(desk)
        monkeypatch.setattr("models.absences.upcoming", quoting)
        await officer.send("/izin")
        await officer.sees("ada gangguan di pihak kami")
        await desk.program.faults.settle()
        await desk.program.outgoing.tick()
        told = await admin.sees("Gangguan pada program")
    written = capsys.readouterr()
    metrics = generate_latest(desk.program.meters.registry).decode()
    for mark in MARKS:
        assert mark not in written.err + written.out
        assert mark not in metrics
        assert mark not in told.words
    assert "IntegrityError" in written.err
    assert "update.failed" in written.err


def test_a_trace_tells_where_and_what_but_only_harmless_words() -> None:
    try:
        quoting()
    except IntegrityError as error:
        told = trace_of((type(error), error, error.__traceback__))
    assert "in quoting" in told
    assert "ValueError\nand after that:" in told
    assert told.endswith("sqlalchemy.exc.IntegrityError")
    assert NAME not in told.replace("{NAME}", "")


def test_groups_of_errors_and_harmless_words_are_told() -> None:
    group = ExceptionGroup("TANDA", [OSError(28, "No space left on device"), ValueError("TANDA")])
    told = trace_of((type(group), group, None))
    assert "OSError: [Errno 28] No space left on device" in told
    assert "TANDA" not in told


async def test_what_asyncio_says_of_a_lost_task_quotes_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    with logs("text"):
        structlog.get_logger().info("begun")
        asyncio.get_running_loop().call_exception_handler(
            {"message": "Task exception was never retrieved", "task": "TANDA", "exception": ValueError("TANDA")}
        )
    written = capsys.readouterr().err
    assert "Task exception was never retrieved" in written
    assert "ValueError" in written
    assert "TANDA" not in written
