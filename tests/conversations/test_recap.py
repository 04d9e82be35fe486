"""/rekap: any period, down to a unit and back, its sides by buttons in place; and what a group never sees."""

import pytest

from models.organisation import agency_by_code
from models.schema import Role
from simulator.people import Person
from tests.desk import Desk, fill_in

OLD_BUTTON = "Tombol ini sudah tidak berlaku."


async def filed(desk: Desk) -> tuple[Person, Person]:
    """Two officers of Bakamla of whom one has reported today, and their desk coordinator."""
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await desk.member("Siti Aminah", 1002, "BAKAMLA/AMBON")
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await budi.send("/lapor")
    await fill_in(budi, "3", "2", "Nihil", "1")
    return budi, ketua


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("", "Rekap Senin, 15 September 2025 · Seluruh K/L"),
        ("kemarin", "Rekap Minggu, 14 September 2025 · Seluruh K/L"),
        ("24/7/2025", "Rekap Kamis, 24 Juli 2025 · Seluruh K/L"),
        ("minggu", "Rekap Pekan 15–21 September 2025 · Seluruh K/L"),
        ("bulan bakamla", "Rekap September 2025 · Badan Keamanan Laut"),
        ("juli 2025", "Rekap Juli 2025 · Seluruh K/L"),
        ("triwulan 3 bea dan cukai", "Rekap Triwulan III 2025 · Bea dan Cukai"),
        ("semester 1 2025 bakamla", "Rekap Semester I Tahun 2025 · Badan Keamanan Laut"),
        ("1/7/2025 - 24/7/2025 ambon", "Rekap 1–24 Juli 2025 · BAKAMLA Ambon"),
        ("bakamla/ambon semester", "Rekap Semester II Tahun 2025 · BAKAMLA Ambon"),
        ("tahun 2024", "Rekap Tahun 2024 · Seluruh K/L"),
    ],
)
async def test_every_spelling_of_a_period_and_a_place_has_its_recap(desk: Desk, words: str, heading: str) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await ketua.send(f"/rekap {words}")
    shown = await ketua.sees(heading)
    assert await shown.photo()


async def test_down_to_a_unit_and_back_in_one_message(desk: Desk) -> None:
    _, ketua = await filed(desk)
    await ketua.send("/rekap")
    whole = await ketua.sees("Seluruh K/L")
    await ketua.tap("Pilih K/L ↓")
    assert "BAKAMLA" in (await ketua.sees("Pilih K/L:")).buttons
    await ketua.tap("BAKAMLA")
    agency = await ketua.sees("· Badan Keamanan Laut")
    assert "Patroli: 3 kali" in agency.words
    await ketua.tap("Pilih satuan ↓")
    await ketua.sees("Pilih satuan:")
    await ketua.tap("BAKAMLA Ambon")
    unit = await ketua.sees("· BAKAMLA Ambon")
    assert "0 dari 1 laporan masuk" in unit.words
    await ketua.tap("↑ BAKAMLA")
    await ketua.sees("· Badan Keamanan Laut")
    await ketua.tap("↑ Seluruh K/L")
    back = await ketua.sees("· Seluruh K/L")
    assert back.id == whole.id
    assert back.words == whole.words


async def test_the_sides_of_a_recap_stay_through_the_days(desk: Desk) -> None:
    _, ketua = await filed(desk)
    await ketua.send("/rekap bakamla")
    chart = await ketua.sees("Badan Keamanan Laut")
    picture = await chart.photo()
    assert {"• Grafik", "Tabel", "Belum lapor"} <= set(chart.buttons)
    await ketua.tap("Tabel")
    table = await ketua.sees("Badan Keamanan Laut")
    assert "• Tabel" in table.buttons
    assert await table.photo() != picture
    await ketua.tap("Belum lapor")
    missing = await ketua.sees("Siti Aminah · BAKAMLA Ambon")
    assert "Budi" not in missing.words
    await ketua.tap("‹ 14/09/2025")
    sunday = await ketua.sees("Rekap Minggu, 14 September 2025")
    assert "• Belum lapor" in sunday.buttons
    assert sunday.id == chart.id


async def test_the_week_is_compared_and_says_what_it_is_compared_with(desk: Desk) -> None:
    _, ketua = await filed(desk)
    await desk.at("2025-09-16T21:00:00+07:00")
    await ketua.send("/rekap minggu")
    week = await ketua.sees("Rekap Pekan 15–21 September 2025")
    assert "3 patroli dalam pekan 15–21 September 2025" in week.words
    assert "naik" not in week.words


async def test_what_may_be_meant_is_offered_as_a_button(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await ketua.send("/rekap juli 2025 bakmla")
    asked = await ketua.sees('"bakmla"')
    assert "BAKAMLA" in asked.buttons
    await ketua.tap("BAKAMLA")
    await ketua.sees("Rekap Juli 2025 · Badan Keamanan Laut")
    await ketua.send("/rekap semester 3 2025")
    await ketua.sees("semester hanya 1 sampai 2")


async def test_an_agency_coordinator_goes_no_further_up_than_the_agency(desk: Desk) -> None:
    await filed(desk)
    rina = await desk.member("Rina", 2002, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await rina.send("/rekap ambon")
    unit = await rina.sees("· BAKAMLA Ambon")
    await rina.tap("↑ BAKAMLA")
    agency = await rina.sees("· Badan Keamanan Laut")
    assert not any("Seluruh" in label for label in agency.buttons)
    assert agency.id == unit.id
    await rina.send("/rekap merauke")
    await rina.sees('"merauke" tidak dikenal')


async def test_a_group_sees_agencies_as_a_whole_and_nobody_by_name(desk: Desk) -> None:
    budi, ketua = await filed(desk)
    group = await desk.bound_group([budi], by=ketua)
    await ketua.send("/rekap bakamla", chat=group)
    shown = await ketua.sees("· Badan Keamanan Laut", chat=group)
    assert "Pilih satuan ↓" not in shown.buttons
    await ketua.tap("Belum lapor", chat=group)
    missing = await ketua.sees("Belum masuk: BAKAMLA 1", chat=group)
    assert "Siti" not in missing.words
    assert "Ambon" not in missing.words
    await ketua.send("/rekap ambon", chat=group)
    refused = await ketua.sees("tidak dikenal", chat=group)
    assert "Ambon" not in refused.buttons
    unit = f"r|d20250915|{agency_id(desk)}|{desk.units['BAKAMLA/AMBON']}"
    assert await ketua.tap_data(unit, on=missing, answer=True) == OLD_BUTTON


async def test_a_forged_button_opens_no_other_agencys_unit(desk: Desk) -> None:
    await filed(desk)
    rina = await desk.member("Rina", 2002, "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    await rina.send("/rekap")
    own = await rina.sees("Kementerian Kelautan dan Perikanan")
    bakamla, ambon = agency_id(desk), desk.units["BAKAMLA/AMBON"]
    kkp = desk.program.database.read_now(lambda session: agency_by_code(session, "KKP").id)
    for forged in (f"r|d20250915|{bakamla}|{ambon}", f"r|d20250915|{kkp}|{ambon}", f"r|d20250915||{ambon}|t"):
        assert (forged, await rina.tap_data(forged, on=own, answer=True)) == (forged, OLD_BUTTON)


def agency_id(desk: Desk) -> int:
    return desk.program.database.read_now(lambda session: agency_by_code(session, "BAKAMLA").id)
