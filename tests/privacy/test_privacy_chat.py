"""One's own data in the chat: what is kept, both files, being forgotten, and taking it back."""

import json

from sqlalchemy import delete

from models.schema import Consent, Role
from tests.conversations.member_cards import deactivate_now
from tests.desk import Desk, fill_in

NEXT_DAY = "2025-09-16T16:00:00+07:00"
STRANGERS_SENTENCE = "Mohon maaf, bot ini hanya untuk anggota yang diundang."


async def test_privacy_says_what_is_kept_and_notes_the_consent_of_whoever_was_here_before(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/privasi")
    card = await budi.sees("Data pribadi Anda")
    assert "UU 27/2022" in card.words
    assert "foto 180 hari, posisi 90 hari" in card.words
    assert "Anda setuju pada Senin, 15 September 2025" in card.words
    assert "Saya setuju" not in card.buttons

    desk.program.database.write_now(lambda session: session.execute(delete(Consent)))
    await desk.program.outgoing.tick()
    question = await budi.sees("Perlindungan data pribadi")
    await budi.send("/lapor")  # nothing waits for the answer
    await fill_in(budi, "1", "1", "1", "1")
    assert await budi.tap("Saya setuju", on=question, answer=True) == "Terima kasih. Persetujuan Anda tercatat."
    await budi.sees("Anda setuju pada Senin, 15 September 2025")


async def test_own_data_comes_as_two_files(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/datasaya")
    await budi.sees("sedang disiapkan")
    await desk.program.outgoing.tick()
    text, machine = await budi.sees("Semua yang disimpan"), await budi.sees("untuk program lain.")
    assert "nama: Budi Santoso" in (await text.document()).decode("utf-8-sig")
    assert json.loads(await machine.document())["member"]["telegram_id"] == 1001
    await budi.send("/datasaya")
    await budi.sees("baru saja disiapkan")


async def test_being_forgotten_from_the_question_to_the_end(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    rina = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await budi.send("/hapusdata")
    await budi.tap("Ajukan penghapusan", on=await budi.sees("Hapus data saya"))
    await budi.sees("menunggu persetujuan koordinator")
    await desk.program.outgoing.tick()
    asked = await rina.sees("Permohonan penghapusan data · Lettu Budi Santoso, BAKAMLA Batam")
    await rina.tap("Setujui penghapusan", on=asked)
    await rina.sees("Disetujui. Dihapus Selasa, 16 September 2025")
    await desk.program.outgoing.tick()
    told = await budi.sees("Disetujui. Data Anda dihapus Selasa, 16 September 2025")

    await budi.tap("Batalkan permohonan", on=told)
    await budi.sees("Dibatalkan. Data Anda tetap ada")
    await budi.send("/hapusdata")
    await budi.tap("Ajukan penghapusan", on=await budi.sees("Hapus data saya"))
    await budi.sees("menunggu persetujuan koordinator")
    await desk.program.outgoing.tick()
    await rina.tap("Setujui penghapusan", on=await rina.sees("Angka laporan tetap"))
    await rina.sees("Disetujui.")
    await desk.at(NEXT_DAY)
    await desk.program.keeping.forget()
    await budi.send("/lapor")
    await budi.sees(STRANGERS_SENTENCE)


async def test_whoever_was_deactivated_sees_their_data_and_is_forgotten_on_their_word(desk: Desk) -> None:
    """The right to one's own data outlasts membership; nothing else does."""
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    rina = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await budi.send("/lapor")
    await fill_in(budi, "3", "1", "1", "1")
    desk.program.database.write_now(lambda session: deactivate_now(session, 1001, desk.clock.now()))
    await desk.program.outgoing.tick()
    assert "/hapusdata" in (await budi.sees("Keanggotaan Anda sudah berakhir")).words

    await desk.at(NEXT_DAY)
    await budi.send("/lapor")
    await budi.sees(STRANGERS_SENTENCE)
    await budi.send("/privasi")
    card = await budi.sees("Data pribadi Anda")
    assert "memperbaiki (lewat koordinator Anda)" in card.words
    await budi.tap("Unduh data saya", on=card)
    await budi.sees("sedang disiapkan")
    await desk.program.outgoing.tick()
    await budi.sees("Semua yang disimpan")
    machine = json.loads(await (await budi.sees("untuk program lain.")).document())
    assert machine["member"]["name"] == "Budi Santoso"

    await budi.send("/hapusdata")
    await budi.tap("Ajukan penghapusan", on=await budi.sees("Hapus data saya"))
    await budi.tap("Batalkan permohonan", on=await budi.sees("menunggu persetujuan koordinator"))
    await budi.sees("Dibatalkan. Data Anda tetap ada.")
    await budi.send("/hapusdata")
    await budi.tap("Ajukan penghapusan", on=await budi.sees("Hapus data saya"))
    await budi.sees("menunggu persetujuan koordinator")
    await desk.program.outgoing.tick()
    await rina.tap("Setujui penghapusan", on=await rina.sees("Permohonan penghapusan data · Lettu Budi Santoso"))
    await rina.sees("Disetujui. Dihapus Rabu, 17 September 2025")
    await desk.program.outgoing.tick()
    await budi.sees("Disetujui. Data Anda dihapus Rabu, 17 September 2025")

    await desk.at("2025-09-17T17:00:00+07:00")
    await desk.program.keeping.forget()
    await budi.send("/privasi")
    await budi.sees(STRANGERS_SENTENCE)
    await rina.send("/rekap 15/9/2025")
    assert "3" in (await rina.sees("Patroli")).words


async def test_the_buttons_of_a_member_do_nothing_for_whoever_was_deactivated(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    form = await budi.sees("1/4")
    await budi.send("/bantuan")
    await budi.sees("Bantuan")
    desk.program.database.write_now(lambda session: session.execute(delete(Consent)))
    await desk.program.outgoing.tick()
    question = await budi.sees("Perlindungan data pribadi")
    desk.program.database.write_now(lambda session: deactivate_now(session, 1001, desk.clock.now()))
    for label, card in (("2", form), ("Saya setuju", question)):
        assert STRANGERS_SENTENCE in (await budi.tap(label, on=card, answer=True) or "")
    await budi.tap("Baca selengkapnya", on=question)
    assert "Saya setuju" not in (await budi.sees("Data pribadi Anda")).buttons
