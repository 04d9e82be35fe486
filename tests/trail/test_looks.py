"""Who looks at the personal data of others is in the trail; and the officer sees every version of their report."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit_verification import Verdict, verify
from models.invitations import Guest, Offer, create_invitation
from models.schema import AuditDetail, AuditEvent, JoinRequest, JoinRequestState, Outbox, OutboxState, Role
from simulator.people import Person
from tests.desk import Desk, fill_in


def looks(desk: Desk) -> list[tuple[str, str, object]]:
    """Each look in the trail: how, at what part of the desk, and at what there."""

    def read(session: Session) -> list[tuple[str, str, object]]:
        query = (
            select(AuditEvent.action, AuditEvent.subject, AuditDetail.content)
            .join(AuditDetail, AuditDetail.event_id == AuditEvent.id)
            .where(AuditEvent.action.startswith("looked."))
            .order_by(AuditEvent.id)
        )
        return [(action, subject, content["what"]) for action, subject, content in session.execute(query) if content]

    return desk.program.database.read_now(read)


async def file_for_siti(operator: Person) -> None:
    await operator.send("/lapor")
    await operator.sees("1/4")
    await operator.tap("Laporkan untuk rekan")
    await operator.sees("Laporan siapa yang akan diisi?")
    await operator.tap("Lettu Siti Rahma")
    await operator.sees("Untuk tanggal berapa?")
    await operator.tap("Senin, 15 September 2025")
    await fill_in(operator, "2", "1", "Nihil", "1")


async def test_an_officer_sees_every_version_of_their_report_and_whose_it_is(desk: Desk) -> None:
    operator = await desk.member("Oki Pranata", 1100, "BAKAMLA/BATAM", Role.UNIT_OPERATOR)
    siti = await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await file_for_siti(operator)
    for_siti = [("looked.list", "unit", "colleagues"), *[("looked.card", "member", "lapor")] * 2]
    assert looks(desk) == for_siti  # the names, then her dates, then her form

    await desk.program.outgoing.tick()
    await siti.sees("Laporan Anda sudah diisi")
    await siti.tap("Ubah laporan")
    await siti.tap("Ubah Patroli", on=await siti.sees("Ubah laporan ·"))
    await siti.tap("3", on=await siti.sees("1/4"))
    await siti.tap("Kirim perubahan", on=await siti.sees("2 → 3 kali"))
    await siti.tap("Salah ketik", on=await siti.sees("Alasan"))
    await siti.sees("Perubahan diterima")
    await siti.send("/riwayat")
    await siti.tap("15✓", on=await siti.sees("Riwayat"))
    day = await siti.sees("Pemutakhiran 1")
    first, second = (line for line in day.words.splitlines() if "Diterima" in line or "Pemutakhiran" in line)
    assert first.endswith("oleh Lettu Oki Pranata")
    assert "oleh" not in second
    assert "Salah ketik" in second
    assert looks(desk) == for_siti  # one's own days leave no trace


async def test_looking_at_the_absences_of_a_colleague_is_noted(desk: Desk) -> None:
    coordinator = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await coordinator.send("/izin")
    await coordinator.tap("BAKAMLA Batam", on=await coordinator.sees("Dari satuan mana?"))
    await coordinator.tap("Lettu Siti Rahma", on=await coordinator.sees("Siapa yang berhalangan?"))
    await coordinator.sees("Siti Rahma")
    assert looks(desk) == [("looked.list", "unit", "colleagues"), ("looked.card", "member", "absences")]


async def test_the_dates_of_a_colleague_that_could_be_opened_again_are_a_look(desk: Desk) -> None:
    """The card of dates says which of them the colleague has not reported; so do the names on the way to it."""
    coordinator = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await coordinator.send("/ubah")
    await coordinator.tap("BAKAMLA Batam", on=await coordinator.sees("Dari satuan mana?"))
    on_the_way = [("looked.list", "unit", "colleagues")]
    names = await coordinator.sees("Untuk siapa tanggal dibuka kembali?")
    assert looks(desk) == on_the_way
    await coordinator.tap("Lettu Siti Rahma", on=names)
    await coordinator.sees("Tanggal berapa?")
    assert looks(desk) == [*on_the_way, ("looked.card", "member", "buka tanggal")]


async def test_looking_at_who_asks_to_join_and_at_links_with_names_is_noted(desk: Desk) -> None:
    coordinator = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)

    def settle(session: Session) -> None:
        unit_id = desk.units["BAKAMLA/BATAM"]
        offer = Offer(Role.OFFICER, unit_id, guest=Guest("Tamu Bernama", None))
        create_invitation(session, offer, inviter=None, now=desk.clock.now())
        asking = JoinRequest(telegram_id=7001, unit_id=unit_id, name="Pemohon", state=JoinRequestState.WAITING)
        asking.asked_at = desk.clock.now()
        session.add(asking)

    desk.program.database.write_now(settle)
    await coordinator.send("/undang")
    card = await coordinator.sees("Sebagai apa?")
    await coordinator.tap("Tautan terbuka", on=card)
    await coordinator.sees("Tamu Bernama")
    assert looks(desk) == [("looked.list", "agency", "undangan")]
    await coordinator.send("/anggota")
    await coordinator.tap("Permohonan (1)", on=await coordinator.sees("Anggota · Badan"))
    await coordinator.sees("Pemohon")
    assert ("looked.list", "agency", "permintaan") in looks(desk)


async def test_who_reads_names_in_a_recap_is_noted_and_who_reads_figures_is_not(desk: Desk) -> None:
    coordinator = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await desk.at("2025-09-16T09:00:00+07:00")
    await coordinator.send("/rekap kemarin")
    agency = await coordinator.sees("Badan Keamanan Laut")
    await coordinator.tap("Tabel", on=agency)
    await desk.telegram.idle()
    assert looks(desk) == []
    await coordinator.tap("Belum lapor", on=agency)
    await coordinator.sees("Siti Rahma")
    assert looks(desk) == [("looked.list", "agency", "rekap")]
    await coordinator.send("/rekap kemarin batam")
    await coordinator.tap("Tabel", on=await coordinator.sees("BAKAMLA Batam"))
    await desk.telegram.idle()
    assert looks(desk)[1:] == [("looked.list", "unit", "rekap")]


async def test_names_in_the_queue_are_a_look_and_its_figures_are_none(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2002, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    siti = await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await siti.send("/datasaya")
    await siti.sees("sedang disiapkan")

    def one_fails(session: Session) -> None:
        row, other = session.scalars(select(Outbox).where(Outbox.kind == "own_data").order_by(Outbox.id)).all()
        row.state, row.settled_at, row.outcome = OutboxState.FAILED, desk.clock.now(), "Chat not found"
        session.delete(other)

    desk.program.database.write_now(one_fails)
    await ketua.send("/antrean")
    card = await ketua.sees("Antrean pesan")
    assert looks(desk) == []
    await ketua.tap("Gagal (1)", on=card)
    await ketua.sees("Siti Rahma")
    assert looks(desk) == [("looked.list", "desk", "antrean")]


async def test_the_card_of_a_request_to_be_forgotten_is_a_look(desk: Desk) -> None:
    rina = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    siti = await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await siti.send("/hapusdata")
    await siti.tap("Ajukan penghapusan", on=await siti.sees("Hapus data saya"))
    await siti.sees("menunggu persetujuan")
    await desk.program.outgoing.tick()
    await rina.tap("Tolak", on=await rina.sees("Siti Rahma"))
    await rina.sees("Ditolak.")
    assert looks(desk) == [("looked.card", "member", "hapusdata")]


async def test_what_conversations_leave_in_the_trail_is_sound_and_is_sealed_by_the_program(desk: Desk) -> None:
    operator = await desk.member("Oki Pranata", 1100, "BAKAMLA/BATAM", Role.UNIT_OPERATOR)
    await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await file_for_siti(operator)
    await desk.program.keeping.seal()
    verdict: Verdict = desk.program.database.read_now(verify)
    assert (verdict.is_sound, verdict.seals, verdict.waiting) == (True, 1, 0)
