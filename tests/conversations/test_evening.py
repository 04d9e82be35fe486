"""An evening of the desk: reminders to those who are awaited, the post to the group, the lists to coordinators."""

from models.schema import Role
from tests.desk import Desk, fill_in, posts


async def test_only_who_is_awaited_is_reminded_and_the_group_gets_one_post(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    siti = await desk.member("Siti", 1002, "BAKAMLA/BATAM")
    group = await desk.bound_group([budi], by=ketua)

    await desk.at("2025-09-15T15:00:00+07:00")
    await budi.sees("Batas waktu: pukul 20.00 WIB")
    await siti.sees("Batas waktu: pukul 20.00 WIB")
    await budi.tap("Isi laporan")
    await fill_in(budi, "2", "2", "2", "2")

    await desk.at("2025-09-15T18:00:00+07:00")
    await siti.sees("Laporan Anda belum masuk")
    await budi.sees_nothing("belum masuk")

    await desk.at("2025-09-15T20:05:00+07:00")
    missing = await ketua.sees("Belum lapor")
    assert "BAKAMLA: 1" in missing.words
    await ketua.tap("Lihat dan ingatkan", on=missing)
    await ketua.tap("BAKAMLA: 1", on=await ketua.sees("Belum lapor"))
    assert "Ingatkan 1 orang" in (await ketua.sees("Siti")).buttons

    await desk.at("2025-09-15T21:00:00+07:00")
    post = await ketua.sees("Rekap Senin, 15 September 2025", chat=group)
    first, finding, *_ = post.words.splitlines()
    assert first == "Rekap Senin, 15 September 2025 · Seluruh K/L"
    assert finding == "2 patroli, 1 dari 2 petugas melapor."
    assert "1 dari 2 laporan masuk (50%)" in post.words
    assert "Patroli: 2 kali" in post.words
    await desk.program.outgoing.tick()
    assert len(await posts(desk, group)) == 1


async def test_a_coordinator_turns_from_day_to_day_in_place(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await ketua.send("/rekap")
    today = await ketua.sees("Rekap Senin, 15 September 2025")
    assert today.buttons[:2] == ["‹ 14/09/2025", "• Grafik"], "there is nothing to see of tomorrow"
    before = await today.photo()
    await ketua.tap("‹ 14/09/2025")
    yesterday = await ketua.sees("Rekap Minggu, 14 September 2025")
    assert yesterday.id == today.id, "the message is edited in place"
    assert yesterday.buttons[:2] == ["‹ 13/09/2025", "15/09/2025 ›"]
    assert await yesterday.photo() != before
    await ketua.tap("15/09/2025 ›")
    await ketua.sees("Rekap Senin, 15 September 2025")
    await ketua.send("/rekap semester 1 2025")
    semester = await ketua.sees("Rekap Semester I Tahun 2025")
    assert semester.buttons[:2] == ["‹ Semester II 2024", "Semester II 2025 ›"]
    await ketua.tap("Semester II 2025 ›")
    await ketua.sees("Rekap Semester II Tahun 2025")


async def test_in_the_group_the_arrows_are_for_coordinators_only(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    group = await desk.bound_group([budi], by=ketua)
    await ketua.send("/rekap", chat=group)
    shown = await ketua.sees("Rekap Senin, 15 September 2025", chat=group)
    assert "Seluruh K/L" in shown.words
    await budi.tap("‹ 14/09/2025", chat=group, answer=True)
    await budi.sees_nothing(chat=group)
    await ketua.tap("‹ 14/09/2025", chat=group)
    await ketua.sees("Rekap Minggu, 14 September 2025", chat=group)


async def test_one_topic_of_a_forum_is_bound_and_gets_the_post(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    topics = {"Rekap": 7, "Obrolan": 8}
    forum = await desk.telegram.add_group("Forum", id=-1002, members=[ketua, budi], admins=[ketua], topics=topics)
    await budi.send("/grup", chat=forum, topic="Rekap")
    await desk.telegram.idle()
    await budi.sees_nothing(chat=forum, topic="Rekap")
    await ketua.send("/grup", chat=forum, topic="Rekap")
    await ketua.sees("Topik ini menjadi grup koordinasi.", chat=forum, topic="Rekap")
    await desk.at("2025-09-15T21:00:00+07:00")
    await ketua.sees("Rekap Senin, 15 September 2025", chat=forum, topic="Rekap")
    await ketua.sees_nothing(chat=forum, topic="Obrolan")
    await ketua.send("/grup lepas", chat=forum, topic="Rekap")
    await ketua.sees("Rekap tidak lagi terbit di sini.", chat=forum, topic="Rekap")
    await desk.at("2025-09-16T21:00:00+07:00")
    assert len(await posts(desk, forum)) == 1
