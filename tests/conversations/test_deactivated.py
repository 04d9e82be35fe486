"""Who is deactivated loses access at once, and comes back only when somebody lets them."""

from datetime import date

from sqlalchemy import select

from models.invitations import Offer, create_invitation
from models.members import identify
from models.schema import DailyReport, Role
from tests.conversations.member_cards import BATAM, card_of, coordinator, deactivate_now, memberships
from tests.desk import Desk, fill_in


async def test_who_is_deactivated_today_loses_access_at_once_and_comes_back(desk: Desk) -> None:
    rina = await coordinator(desk)
    budi = await desk.member("Budi Santoso", 1001, BATAM)
    await budi.send("/lapor")
    await fill_in(budi, "1", "1", "1", "1")
    await card_of(rina, "Budi Santoso")
    await rina.tap("Nonaktifkan")
    await rina.sees("Mulai kapan?")
    await rina.tap("Hari ini")
    await rina.sees("Aksesnya berakhir sekarang juga.")
    await rina.tap("Ya, nonaktifkan")
    await rina.sees("Status: tidak aktif sejak 15 September 2025")
    await budi.send("/lapor")
    await budi.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    await desk.program.outgoing.tick()
    await budi.sees("Keanggotaan Anda sudah berakhir. Terima kasih atas kerja samanya.")
    counted = select(DailyReport.expected)
    assert desk.program.database.read_now(lambda session: session.scalars(counted).all()) == [True]

    await desk.at("2025-09-20T10:00:00+07:00")
    await rina.send("/anggota")
    await rina.sees("Anggota · Badan")
    await rina.tap("Tidak aktif")
    await rina.sees("Tidak aktif · Badan Keamanan Laut")
    await rina.tap("Lettu Budi Santoso")
    await rina.sees("tidak aktif sejak")
    await rina.tap("Aktifkan kembali")
    await rina.sees("Mulai kapan?")
    await rina.tap("Hari ini")
    await rina.sees("Kembali sebagai petugas di BAKAMLA Batam.")
    await rina.tap("Ya, aktifkan kembali")
    await rina.sees("Status: aktif sejak 20 September 2025")
    await desk.program.outgoing.tick()
    await budi.sees("Selamat datang kembali di BAKAMLA Batam")
    assert memberships(desk, 1001) == [
        (desk.units[BATAM], Role.OFFICER, date(2025, 9, 15), date(2025, 9, 15)),
        (desk.units[BATAM], Role.OFFICER, date(2025, 9, 20), None),
    ]


async def test_no_open_link_lets_somebody_back_in_who_was_deactivated(desk: Desk) -> None:
    """Neither one that was made before they left, nor one of their own."""
    rina = await coordinator(desk)
    deputy = await desk.member("Dewi Anggraini", 1001, BATAM, Role.AGENCY_COORDINATOR)
    for_many = desk.invitation(BATAM, uses=50)
    maker = desk.program.database.read_now(identify, 1001, desk.clock.now())
    own = Offer(Role.OFFICER, desk.units[BATAM])
    token = desk.program.database.write_now(create_invitation, own, inviter=maker, now=desk.clock.now())
    desk.program.database.write_now(lambda session: deactivate_now(session, 1001, desk.clock.now()))
    for old in (for_many, token):
        await deputy.send(f"/start {old}")
        await deputy.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    guest = await desk.telegram.add_person("Tamu", id=1009)
    await guest.send(f"/start {token}")
    await guest.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
    await desk.at("2025-09-16T08:00:00+07:00")
    await deputy.send(f"/start {desk.invitation(BATAM)}")
    await deputy.sees("Undangan sebagai petugas")
    assert rina.id != deputy.id
