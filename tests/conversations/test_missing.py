"""/belum: who has not reported, by unit and since when; and a reminder by hand, once for each date."""

from models.schema import Role
from tests.desk import Desk, fill_in

MORNING = "2025-09-16T09:00:00+07:00"


async def test_a_coordinator_sees_their_own_agency_by_unit_and_since_when(desk: Desk) -> None:
    tina = await desk.member("Tina", 902, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    budi = await desk.member("Budi <b>", 1001, "BAKAMLA/BATAM")
    await desk.member("Sari", 1002, "BAKAMLA/AMBON")
    await desk.member("Tono", 1003, "KKP/MERAUKE")
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    await desk.at(MORNING)
    await tina.send("/belum")
    card = await tina.sees("Belum lapor · Selasa, 16 September 2025 · BAKAMLA")
    assert card.words.splitlines()[1:6] == [
        "2 petugas belum melapor:",
        "BAKAMLA Ambon",
        "– Lettu Sari · belum pernah lapor",
        "BAKAMLA Batam",
        "– Lettu Budi <b> · kemarin lapor",
    ]
    assert "Tono" not in card.words
    await tina.send("/belum ambon")
    assert "Budi" not in (await tina.sees("· BAKAMLA Ambon")).words
    await tina.send("/belum kkp")
    await tina.sees("K/L Anda sendiri")
    await tina.send("/belum minggu lalu")
    await tina.sees("lebih dari satu hari")
    await tina.tap("‹ Senin, 15 September")


async def test_the_desk_goes_from_numbers_to_names_and_days(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await ratna.send("/belum")
    overview = await ratna.sees("1 petugas dari 1 K/L belum melapor")
    assert "Budi" not in overview.words
    await ratna.tap("BAKAMLA: 1")
    await ratna.sees("Lettu Budi")
    await ratna.tap("‹ Minggu, 14 September")
    await ratna.sees("Minggu, 14 September 2025 · BAKAMLA")
    await ratna.tap("Senin, 15 September ›")
    await ratna.sees("Lettu Budi")
    await ratna.tap("‹ Seluruh K/L")
    await ratna.sees("1 petugas dari 1 K/L")


async def test_one_tap_reminds_once_for_a_date_whoever_taps(desk: Desk) -> None:
    tina = await desk.member("Tina", 902, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await tina.send("/belum")
    assert "Ingatkan 1 orang" not in (await tina.sees("1 petugas belum melapor")).buttons, "nobody was invited yet"
    await desk.at("2025-09-15T15:05:00+07:00")
    await tina.send("/belum")
    await tina.sees("Lettu Budi · belum pernah lapor")
    await ratna.send("/belum")
    await ratna.sees("1 petugas")
    assert await tina.tap("Ingatkan 1 orang", answer=True) == "1 orang diingatkan."
    await tina.sees("sudah diingatkan")
    assert await ratna.tap("Ingatkan 1 orang", answer=True) == "Semua yang dapat diingatkan sudah diingatkan."
    await desk.program.outgoing.tick()
    told = await budi.sees("Laporan Anda ditunggu · Senin, 15 September 2025")
    assert "Lettu Tina mengingatkan" in told.words
    await budi.tap("Isi laporan")
    await budi.sees("1/4")
    await desk.program.outgoing.tick()
    await desk.telegram.idle()
    assert sum("ditunggu" in one.words for one in await budi.messages()) == 0, "it became the form, and came once"


async def test_nobody_is_woken_and_who_reports_meanwhile_is_left_alone(desk: Desk) -> None:
    tina = await desk.member("Tina", 902, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await desk.at("2025-09-15T23:00:00+07:00")
    await tina.send("/belum")
    await tina.sees("Lettu Budi")
    await tina.tap("Ingatkan 1 orang")
    await tina.sees("sudah diingatkan")
    await desk.program.outgoing.tick()
    await desk.telegram.idle()
    assert "ditunggu" not in budi.screen()
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    await desk.at("2025-09-16T06:00:00+07:00")
    await desk.telegram.idle()
    assert "ditunggu" not in budi.screen()


async def test_an_operator_sees_their_unit_and_an_officer_nothing(desk: Desk) -> None:
    olga = await desk.member("Olga", 903, "BAKAMLA/BATAM", Role.UNIT_OPERATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    sari = await desk.member("Sari", 1002, "BAKAMLA/AMBON")
    await olga.send("/belum")
    card = await olga.sees("Belum lapor · Senin, 15 September 2025 · BAKAMLA Batam")
    assert "Budi" in card.words
    assert "Sari" not in card.words
    other = desk.units["BAKAMLA/AMBON"]
    forged = (f"bl|2025-09-15||{other}|1", "bl|2025-09-15||2|1", "bl|2025-09-15|||1", "bi|2025-09-15||")
    for data in forged:
        await olga.tap_data(data, on=card, answer=True)
    await desk.program.outgoing.tick()
    await desk.telegram.idle()
    assert "Sari" not in olga.screen()
    assert "ditunggu" not in sari.screen()
    await budi.send("/belum")
    await budi.sees("Perintah itu tidak tersedia")
