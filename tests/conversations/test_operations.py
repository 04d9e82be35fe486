"""/operasi as a chat: writing one, seeing how it stands, marked reports, closing it, and its summary in the group."""

from datetime import date

from sqlalchemy import select

from models.operations import list_operations
from models.schema import AuditEvent, Outbox, Role
from simulator.people import Person
from tests.desk import Desk, fill_in

PLAN = """nama: Patroli Gabungan
mulai: 28/7/2025
lama: 55 hari
K/L: bakamla, kkp
keterangan: bersama sosialisasi"""
OLD_BUTTON = "Tombol ini sudah tidak berlaku."


def joint_patrol(desk: Desk, *codes: str, first: date = date(2025, 7, 28), days: int = 55) -> None:
    desk.operation(first, days, *codes)


async def head_of(desk: Desk) -> Person:
    return await desk.member("Kolonel", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)


async def test_an_operation_is_written_in_one_message_and_put_right_by_lines_and_taps(desk: Desk) -> None:
    head = await head_of(desk)
    await head.send("/operasi")
    await head.sees("Belum ada operasi.")
    await head.tap("Operasi baru")
    await head.sees("Kirim dalam satu pesan")
    await head.send("Patroli Gabungan")
    await head.sees("Belum ada: mulai, lama, K/L.")
    await desk.telegram.idle()
    await desk.stop()
    await desk.start()
    await head.send("mulai: 28 Juli\nK/L: bakamla, entah")
    await head.sees('K/L "entah" tidak dikenal.')
    await head.send("mulai: 28 Juli\nK/L: bakamla dan kkp")
    await head.sees("Mulai: 28 Juli 2025")
    await head.send("sampai: 27/7/2025")
    await head.sees("Hari terakhir harus setelah hari pertama.")
    await head.send("sampai: 20/9/2025")
    card = await head.sees("Lama: 55 hari, sampai 20 September 2025")
    assert "Simpan operasi" in card.buttons
    await head.tap("TNIAL")
    await head.sees("K/L: BAKAMLA, TNIAL, KKP")
    await head.tap("✓ KKP")
    await head.sees("K/L: BAKAMLA, TNIAL")
    await head.tap("Simpan operasi")
    await head.sees("Patroli Gabungan: hari ke-50 dari 55")
    (kept,) = desk.program.database.read_now(list_operations)
    assert (kept.first_day, kept.days, [one.code for one in kept.agencies]) == (
        date(2025, 7, 28),
        55,
        ["BAKAMLA", "TNIAL"],
    )


async def test_a_report_inside_it_is_marked_and_counts_in_its_progress(desk: Desk) -> None:
    head = await head_of(desk)
    joint_patrol(desk, "BAKAMLA")
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    siti = await desk.member("Siti", 1002, "KKP/MERAUKE")
    mark = "Operasi: Patroli Gabungan, hari ke-50 dari 55"
    for person, marked in ((budi, True), (siti, False)):
        await person.send("/lapor")
        confirmation = await fill_in(person, "3", "1", "2", "2")
        assert (mark in confirmation.words) == marked
    seen = [message.words for message in await budi.messages() if "Ringkasan" in message.words]
    assert all(mark in words for words in seen)
    await head.send("/operasi")
    await head.sees("Operasi")
    await head.tap("Patroli Gabungan · hari ke-50 dari 55")
    card = await head.sees("Patroli Gabungan · hari ke-50 dari 55", timeout=30)
    assert "28 Juli 2025 – 20 September 2025" in card.words
    assert "Patroli: 3 kali" in card.words
    assert "Laporan masuk 1\n" in card.words, "the day is not over"


async def test_its_summary_comes_to_the_group_once_on_the_morning_after(desk: Desk) -> None:
    head = await head_of(desk)
    group = await desk.bound_group([], by=head)
    joint_patrol(desk, "BAKAMLA", "KKP", first=date(2025, 9, 10), days=6)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "3", "1", "2", "2")
    await head.send("/operasi", chat=group)
    running = await head.sees("Patroli Gabungan · hari ke-6 dari 6", chat=group, timeout=30)
    assert (running.buttons, "Budi" in running.words) == ([], False)
    await desk.at("2025-09-16T07:59:00+07:00")
    await desk.telegram.idle()
    assert [words for words in await told(desk, group) if "Operasi selesai" in words] == []
    await desk.at("2025-09-16T08:00:00+07:00")
    await head.sees("Operasi selesai: Patroli Gabungan", chat=group, timeout=30)
    await desk.at("2025-09-16T09:00:00+07:00")
    await desk.telegram.idle()
    (summary,) = [words for words in await told(desk, group) if "Operasi selesai" in words]
    assert "6 hari, 10 September 2025 – 15 September 2025" in summary
    assert "BAKAMLA: patroli 3, sambang 1, pemeriksaan/pengawasan 2, sosialisasi 2" in summary
    assert "KKP: belum lapor" in summary
    assert "Budi" not in summary


async def told(desk: Desk, group: object) -> list[str]:
    sent = await desk.telegram.sent(group)  # type: ignore[arg-type]
    return [message["versions"][-1]["caption"] or message["versions"][-1]["text"] or "" for message in sent]


async def test_closing_early_ends_it_today_and_keeps_its_days(desk: Desk) -> None:
    head = await head_of(desk)
    await desk.bound_group([], by=head)
    joint_patrol(desk, "BAKAMLA")
    await head.send("/operasi")
    await head.sees("Operasi")
    await head.tap("Patroli Gabungan · hari ke-50 dari 55")
    card = await head.sees("28 Juli 2025 – 20 September 2025", timeout=30)
    await head.tap("Tutup operasi")
    asked = await head.sees("hari ini menjadi hari terakhirnya")
    (data,) = [one.data for row in asked.keyboard for one in row if one.text == "Ya, tutup operasi"]
    assert data is not None
    await head.tap_data(data, on=asked)
    assert await head.tap_data(data, on=asked, answer=True) == OLD_BUTTON
    (closed,) = desk.program.database.read_now(list_operations)
    assert (closed.closed, closed.last_day, closed.period.days) == (True, date(2025, 9, 15), 50)
    assert await head.tap_data(f"op|w|{closed.id}|0", on=card, answer=True) == OLD_BUTTON
    await desk.at("2025-09-16T08:00:00+07:00")
    rows = select(Outbox.occasion, Outbox.state).where(Outbox.kind == "operation_summary")
    found = desk.program.database.read_now(lambda session: session.execute(rows).all())
    assert [occasion for occasion, _ in found] == [f"2025-09-15 op{closed.id}"]
    actions = select(AuditEvent.action).where(AuditEvent.subject == "operation").order_by(AuditEvent.id)
    found_actions = desk.program.database.read_now(lambda session: list(session.scalars(actions)))
    assert found_actions == ["operation.created", "operation.closed"]


async def test_who_may_not_steer_gets_nothing(desk: Desk) -> None:
    head = await head_of(desk)
    joint_patrol(desk, "BAKAMLA")
    rina = await desk.member("Rina", 2002, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    for person in (rina, budi):
        await person.send("/operasi")
        refused = await person.sees("Perintah itu tidak tersedia.")
        for forged in ("op|l|0|0", "op|v|1|0", "op|w|0|0", "op|w|1|0", "op|t|1|1", "op|k|0|1", "op|x|1|1"):
            assert await person.tap_data(forged, on=refused, answer=True) == OLD_BUTTON
    group = await desk.bound_group([rina, budi], by=head)
    for person in (rina, budi):
        await person.send("/operasi", chat=group)
    await desk.telegram.idle()
    await budi.sees_nothing("Patroli Gabungan", chat=group)
    (kept,) = desk.program.database.read_now(list_operations)
    assert (kept.closed, kept.version) == (False, 1)
