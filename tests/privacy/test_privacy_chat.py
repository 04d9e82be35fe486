"""One's own data in the chat: what is kept, both files, being forgotten, and taking it back."""

import json

from sqlalchemy import delete

from models.schema import Consent, Role
from tests.desk import Desk, fill_in

NEXT_DAY = "2025-09-16T16:00:00+07:00"


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
    await budi.sees("Mohon maaf, bot ini hanya untuk anggota yang diundang.")
