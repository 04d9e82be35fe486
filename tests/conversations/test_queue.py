"""/antrean: the desk sees what waits, what failed and what is in doubt, and decides; nobody else sees anything."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.schema import AuditEvent, Outbox, OutboxState, Role
from scheduler.due import Kind
from simulator.people import Message, Person
from tests.desk import Desk
from views.outbox import kind_name

AFTERNOON, EVENING = "2025-09-15T15:00:00+07:00", "2025-09-15T18:00:00+07:00"


async def coordinator(desk: Desk) -> Person:
    return await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)


async def invited(desk: Desk, count: int) -> list[Person]:
    """Officers who got their invitation."""
    officers = [await desk.member(f"Petugas {number}", 1001 + number, "BAKAMLA/BATAM") for number in range(count)]
    await desk.at(AFTERNOON)
    return officers


def put(desk: Desk, state: OutboxState, outcome: str, *, most: int = 100) -> None:
    """Let that have become of what was sent."""

    def work(session: Session) -> None:
        ids = session.scalars(select(Outbox.id).where(Outbox.kind == "invitation").order_by(Outbox.id).limit(most))
        values = {"state": state, "outcome": outcome, "settled_at": desk.clock.now()}
        session.execute(update(Outbox).where(Outbox.id.in_(ids.all())).values(**values))

    desk.program.database.write_now(work)


def data_of(card: Message, label: str) -> str:
    """What a button carries."""
    (data,) = [button.data for row in card.keyboard for button in row if button.text == label]
    assert data is not None
    return data


def states(desk: Desk) -> list[OutboxState]:
    query = select(Outbox.state).where(Outbox.kind == "invitation").order_by(Outbox.id)
    return list(desk.program.database.read_now(lambda session: session.scalars(query).all()))


def trail(desk: Desk) -> list[str]:
    query = select(AuditEvent.action).where(AuditEvent.subject == "outbox")
    return list(desk.program.database.read_now(lambda session: session.scalars(query).all()))


async def invitations_to(person: Person) -> int:
    return sum("Laporan harian" in message.words for message in await person.messages() if message.from_bot)


async def test_an_empty_queue_says_so(desk: Desk) -> None:
    ketua = await coordinator(desk)
    await ketua.send("/antrean")
    card = await ketua.sees("Antrean pesan")
    assert "Semua pesan terkirim" in card.words
    assert card.buttons == []


async def test_what_failed_is_told_with_its_reason_and_sent_again(desk: Desk) -> None:
    ketua = await coordinator(desk)
    await invited(desk, 1)
    put(desk, OutboxState.FAILED, "Forbidden: bot was blocked by the user")
    await ketua.send("/antrean")
    await ketua.sees("Gagal 1")
    await ketua.tap("Gagal (1)")
    card = await ketua.sees("Ajakan lapor")
    assert "Lettu Petugas 0" in card.words
    assert "penerima memblokir bot" in card.words
    await ketua.tap("1 · Kirim lagi")
    await ketua.sees("Tidak ada.")
    await desk.at("2025-09-15T15:01:00+07:00")
    assert states(desk) == [OutboxState.SENT]
    assert trail(desk) == ["outbox.sent_again"]


async def test_many_that_are_alike_are_decided_together(desk: Desk) -> None:
    ketua = await coordinator(desk)
    officers = await invited(desk, 3)
    put(desk, OutboxState.UNKNOWN, "TimedOut")
    await ketua.send("/antrean")
    await ketua.sees("Belum pasti 3")
    await ketua.tap("Belum pasti (3)")
    card = await ketua.sees("3 penerima")
    assert "jawaban Telegram tidak datang" in card.words
    assert "1 · Kirim lagi (3)" in card.buttons
    await ketua.tap("1 · Anggap terkirim (3)")
    await ketua.sees("Tidak ada.")
    assert states(desk) == [OutboxState.SENT] * 3
    assert trail(desk) == ["outbox.seen_arrived"]
    await desk.at("2025-09-15T15:01:00+07:00")
    assert [await invitations_to(officer) for officer in officers] == [1, 1, 1]


async def test_a_second_tap_does_nothing(desk: Desk) -> None:
    ketua = await coordinator(desk)
    await invited(desk, 1)
    put(desk, OutboxState.UNKNOWN, "interrupted")
    await ketua.send("/antrean")
    await ketua.sees("Antrean pesan")
    await ketua.tap("Belum pasti (1)")
    card = await ketua.sees("program berhenti saat mengirim")
    again = data_of(card, "1 · Kirim lagi")
    await ketua.tap("1 · Kirim lagi")
    assert "Sudah diproses" in (await ketua.tap_data(again, on=card, answer=True) or "")
    await desk.at("2025-09-15T15:01:00+07:00")
    assert trail(desk) == ["outbox.sent_again"]


async def test_what_is_in_doubt_again_is_not_decided_by_an_old_card(desk: Desk) -> None:
    ketua = await coordinator(desk)
    await invited(desk, 1)
    put(desk, OutboxState.UNKNOWN, "TimedOut")
    await ketua.send("/antrean")
    await ketua.sees("Antrean pesan")
    await ketua.tap("Belum pasti (1)")
    card = await ketua.sees("jawaban Telegram")
    await desk.at("2025-09-15T15:05:00+07:00")
    put(desk, OutboxState.UNKNOWN, "TimedOut")
    assert "Sudah diproses" in (await ketua.tap_data(data_of(card, "1 · Kirim lagi"), on=card, answer=True) or "")
    assert states(desk) == [OutboxState.UNKNOWN]


async def test_whose_time_is_over_is_not_offered_to_be_sent_again(desk: Desk) -> None:
    ketua = await coordinator(desk)
    await invited(desk, 1)
    put(desk, OutboxState.FAILED, "Bad Request: chat not found")
    await desk.at(EVENING)
    await ketua.send("/antrean")
    await ketua.sees("Antrean pesan")
    await ketua.tap("Gagal (1)")
    card = await ketua.sees("waktunya lewat")
    assert "chat tidak ditemukan" in card.words
    assert not any("Kirim lagi" in label for label in card.buttons)
    await ketua.tap("1 · Abaikan")
    await ketua.sees("Tidak ada.")
    assert states(desk) == [OutboxState.DROPPED]


async def test_pages_turn(desk: Desk) -> None:
    ketua = await coordinator(desk)
    await invited(desk, 1)
    await desk.at(EVENING)

    def work(session: Session) -> None:
        for number, row in enumerate(session.scalars(select(Outbox)).all()):
            row.state, row.outcome, row.settled_at = OutboxState.FAILED, f"reason {number}", desk.clock.now()
        for number in range(5):
            told = Outbox(
                kind="nudge",
                recipient=f"m{number}",
                occasion=f"2025-09-1{number}",
                payload={},
                state=OutboxState.FAILED,
                due_at=desk.clock.now(),
                expires_at=desk.clock.now(),
                outcome=f"<b>{number}",
                created_at=desk.clock.now(),
                settled_at=desk.clock.now(),
            )
            session.add(told)

    desk.program.database.write_now(work)
    await ketua.send("/antrean")
    await ketua.sees("Antrean pesan")
    await ketua.tap("Gagal (7)")
    card = await ketua.sees("1/2")
    assert "<b>4" in card.words, "what Telegram said is text"
    await ketua.tap("Berikutnya ›")
    await ketua.sees("2/2")
    await ketua.tap("‹ Sebelumnya")
    await ketua.sees("1/2")
    await ketua.tap("‹ Antrean")
    await ketua.sees("Antrean pesan")


async def test_nobody_else_sees_or_decides_anything(desk: Desk) -> None:
    ketua = await coordinator(desk)
    own = await desk.member("Koordinator Bakamla", 2002, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await invited(desk, 1)
    put(desk, OutboxState.UNKNOWN, "TimedOut")
    await ketua.send("/antrean")
    await ketua.sees("Antrean pesan")
    await ketua.tap("Belum pasti (1)")
    data = data_of(await ketua.sees("jawaban Telegram"), "1 · Kirim lagi")
    await own.send("/antrean")
    answer = await own.sees("Perintah itu tidak tersedia")
    for forged in (data, "ob||1", "ob|u|1"):
        assert await own.tap_data(forged, on=answer, answer=True) == "Tombol ini sudah tidak berlaku."
    assert states(desk) == [OutboxState.UNKNOWN]


def test_every_kind_of_message_has_a_name() -> None:
    assert [kind for kind in Kind if kind_name(kind) == kind.replace("_", " ")] == []
