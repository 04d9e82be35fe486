"""/grup in private: which posts go to which group, and at what hour."""

from datetime import date

from models.schema import Role
from tests.desk import Desk


async def test_a_post_can_be_switched_off_for_one_group_and_on_again(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    one = await desk.bound_group([budi], ratna)
    other = await desk.bound_group([budi], ratna, group_id=-1002)
    await ratna.send("/grup")
    await ratna.sees("Ketuk grup")
    await ratna.tap("Grup Koordinasi")
    await ratna.sees("Semua terbitan masuk ke sini.")
    await ratna.tap("✓ Rekap harian")
    card = await ratna.sees("Tidak terbit di sini: rekap harian.")
    await desk.at("2025-09-15T21:00:00+07:00")
    await budi.sees("Rekap", chat=other)
    await desk.telegram.idle()
    assert [m for m in await budi.messages(chat=one) if m.words.startswith("Rekap")] == []
    await ratna.tap("– Rekap harian", on=card)
    await ratna.sees("Semua terbitan masuk ke sini.")
    await desk.at("2025-09-15T21:01:00+07:00")
    await budi.sees("Rekap", chat=one)


async def test_a_group_can_have_an_hour_of_its_own(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    group = await desk.bound_group([budi], ratna)
    await ratna.send("/grup")
    await ratna.sees("Ketuk grup")
    await ratna.tap("Grup Koordinasi")
    await ratna.sees("Semua terbitan")
    await ratna.tap("21.00 WIB")
    await ratna.sees("Tulis jamnya dalam WIB")
    await ratna.send("25.99")
    await ratna.sees("jam hanya dari 00.00 sampai 23.59")
    await ratna.send("20.30")
    card = await ratna.sees("Semua terbitan")
    assert "20.30 WIB" in str(card.keyboard)
    await desk.at("2025-09-15T20:29:00+07:00")
    await desk.telegram.idle()
    await budi.sees_nothing("15 September 2025", chat=group)
    await desk.at("2025-09-15T20:30:00+07:00")
    await budi.sees("15 September 2025", chat=group)
    await ratna.tap("20.30 WIB", on=card)
    await ratna.sees("atau tulis: standar")
    await ratna.send("standar")
    assert "21.00 WIB" in str((await ratna.sees("Semua terbitan")).keyboard)
    await desk.at("2025-09-15T21:00:00+07:00")
    await desk.telegram.idle()
    posts = [m for m in await budi.messages(chat=group) if "15 September 2025" in m.words]
    assert len(posts) == 1, "a later hour posts nothing twice"


async def test_others_learn_nothing_of_the_groups(desk: Desk) -> None:
    tina = await desk.member("Tina", 902, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await tina.send("/grup")
    refused = await tina.sees("Perintah itu tidak tersedia")
    for forged in ("gr|", "gr|1", "gp|1|daily_post|0", "gh|1|daily_post", "gp|1|invitation|1"):
        assert await tina.tap_data(forged, on=refused, answer=True) is not None
    await desk.telegram.idle()
    assert "Grup Koordinasi" not in tina.screen()


async def test_the_summary_of_operations_is_chosen_as_the_other_posts_are(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    one = await desk.bound_group([budi], ratna)
    other = await desk.bound_group([budi], ratna, group_id=-1002)
    desk.operation(date(2025, 9, 10), 6, "BAKAMLA")
    await ratna.send("/grup")
    await ratna.sees("Ketuk grup")
    await ratna.tap("Grup Koordinasi")
    card = await ratna.sees("Semua terbitan masuk ke sini.")
    (hour,) = [row[1] for row in card.keyboard if "Ringkasan operasi" in row[0].text]
    assert hour.text == "08.00 WIB"
    assert hour.data is not None
    await ratna.tap_data(hour.data, on=card)
    await ratna.sees("Ringkasan operasi · Grup Koordinasi")
    await ratna.send("10.00")
    assert "10.00 WIB" in str((await ratna.sees("Semua terbitan")).keyboard)
    await desk.at("2025-09-16T08:00:00+07:00")
    await budi.sees("Operasi selesai", chat=other, timeout=30)
    await budi.sees_nothing("Operasi selesai", chat=one)
    await ratna.tap("✓ Ringkasan operasi")
    await ratna.sees("Tidak terbit di sini: ringkasan operasi.")
    await desk.at("2025-09-16T10:00:00+07:00")
    await desk.telegram.idle()
    await budi.sees_nothing("Operasi selesai", chat=one)
