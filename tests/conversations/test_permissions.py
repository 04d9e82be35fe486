"""Whoever does not belong gets nothing, and each member only what their role may see: by word, tap and forgery."""

from collections.abc import Awaitable, Callable

from models.organisation import agency_by_code
from models.schema import Role
from simulator.people import Group, Message, Person
from tests.desk import Desk, fill_in
from views import payloads
from views.recap_taps import FileTap, RecapTap

ONE_SENTENCE = "Mohon maaf, bot ini hanya untuk anggota yang diundang. Silakan hubungi koordinator Anda."
UNKNOWN = "Perintah itu tidak tersedia. Tulis /bantuan untuk melihat pilihan Anda."
OLD_BUTTON = "Tombol ini sudah tidak berlaku."
FORGED = (
    "f|1|1|patrol|n3",
    "o|2025-09-15",
    "r|d20250915|",
    "r|d20250915|1",
    "r|s2025-2|",
    "u|administrator||",
    "u|officer|1|1",
    "j|1|yes",
    "nonsense",
)


def agency_id(desk: Desk, code: str) -> int:
    return desk.program.database.read_now(lambda session: agency_by_code(session, code).id)


async def reported(desk: Desk) -> Person:
    """An officer of Bakamla whose figures others must not see."""
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "7", "7", "7", "7")
    return budi


async def silent(desk: Desk, person: Person, chat: Group) -> None:
    await desk.telegram.idle()
    await person.sees_nothing(chat=chat)


async def test_a_stranger_reads_the_one_sentence_whatever_they_send(desk: Desk) -> None:
    await reported(desk)
    eve = await desk.telegram.add_person("Eve", id=6666)
    sendings: tuple[Callable[[], Awaitable[Message]], ...] = (
        lambda: eve.send("/start"),
        lambda: eve.send("/start 1"),
        lambda: eve.send("/lapor"),
        lambda: eve.send("/batal"),
        lambda: eve.send("/rekap"),
        lambda: eve.send("/rekap bakamla"),
        lambda: eve.send("/undang"),
        lambda: eve.send("/grup"),
        lambda: eve.send("/bantuan"),
        lambda: eve.send("/riwayat"),
        lambda: eve.send("/tidakada"),
        lambda: eve.send("3"),
        lambda: eve.send("patroli 3, sambang 2, pemeriksaan nihil, sosialisasi 1"),
        lambda: eve.send("Budi Santoso"),
        eve.send_sticker,
        eve.send_voice,
        lambda: eve.send_location(1.0, 104.0),
        lambda: eve.send_document(b"x", "x.txt"),
    )
    for sending in sendings:
        sent = await sending()
        answer = await eve.sees()
        assert (answer.words, answer.buttons, answer.id > sent.id) == (ONE_SENTENCE, [], True)
    for forged in FORGED:
        assert (forged, await eve.tap_data(forged, on=answer, answer=True)) == (forged, ONE_SENTENCE)
    await desk.telegram.idle()
    assert {message.words for message in await eve.messages() if message.from_bot} == {ONE_SENTENCE}
    assert await eve.menu() == []


async def test_an_officer_gets_no_figures_and_no_invitation(desk: Desk) -> None:
    await reported(desk)
    siti = await desk.member("Siti", 1002, "BAKAMLA/BATAM")
    for command in ("/rekap", "/rekap kemarin", "/rekap bakamla", "/undang", "/grup", "/grup lepas"):
        await siti.send(command)
        refused = await siti.sees()
        assert refused.words == UNKNOWN
    for forged in ("r|d20250915|", f"r|d20250915|{agency_id(desk, 'BAKAMLA')}", "u||", "u|officer||", "u|officer|1|1"):
        assert await siti.tap_data(forged, on=refused, answer=True) == OLD_BUTTON


async def test_a_coordinator_sees_their_own_agency_and_no_other(desk: Desk) -> None:
    await reported(desk)
    kkp, bakamla = agency_id(desk, "KKP"), agency_id(desk, "BAKAMLA")
    rina = await desk.member("Rina", 2001, "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    for words in ("/rekap bakamla", "/rekap Badan Keamanan Laut", "/rekap semester 2 2025 polkam"):
        await rina.send(words)
        await rina.sees("Anda hanya dapat melihat rekap K/L Anda sendiri.")
    await rina.send("/grup")
    await rina.sees(UNKNOWN)
    await rina.send("/rekap")
    own = await rina.sees("Kementerian Kelautan dan Perikanan")
    assert "Patroli: —" in own.words
    taps = [payloads.read(button.data or "") for row in own.keyboard for button in row]
    assert {tap.agency_id for tap in taps if isinstance(tap, RecapTap | FileTap)} == {kkp}
    for forged in ("r|d20250915|", f"r|d20250915|{bakamla}", f"r|s2025-2|{bakamla}", "r|s2025-2|", "r|d20250915|0"):
        assert (forged, await rina.tap_data(forged, on=own, answer=True)) == (forged, OLD_BUTTON)
    await desk.telegram.idle()
    assert all("7" not in message.words.partition("\n")[2] for message in await rina.messages() if message.from_bot)


async def test_the_desk_may_see_all_but_no_agency_that_is_not_there(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    await ketua.send("/grup")
    card = await ketua.sees("Belum ada grup yang menerima rekap.")
    assert await ketua.tap_data("r|d20250915|999999", on=card, answer=True) == OLD_BUTTON
    await ketua.send("/rekap tidakada")
    await ketua.sees('"tidakada" tidak dikenal sebagai waktu, K/L atau satuan.')


async def test_in_a_group_whoever_may_not_ask_meets_silence(desk: Desk) -> None:
    budi = await reported(desk)
    eve = await desk.telegram.add_person("Eve", id=6666)
    rina = await desk.member("Rina", 2002, "KKP/MERAUKE", Role.AGENCY_COORDINATOR)
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    group = await desk.telegram.add_group("Grup", id=-1001, members=[budi, eve, rina, ketua], admins=[ketua])

    for words in ("/rekap", "/rekap bakamla", "/grup", "/undang", "/bantuan", "/start", "/lapor", "3"):
        for person in (eve, budi):
            await person.send(words, chat=group)
            await silent(desk, person, group)
    await rina.send("/grup", chat=group)
    await silent(desk, rina, group)
    for coordinator in (rina, ketua):
        await coordinator.send("/rekap", chat=group)
        unbound = await coordinator.sees("Grup ini belum terhubung.", chat=group)
        assert not unbound.keyboard

    await ketua.send("/grup", chat=group)
    bound = await ketua.sees("Grup ini menjadi grup koordinasi.", chat=group)
    for person in (eve, budi):
        for forged in FORGED:
            assert (forged, await person.tap_data(forged, on=bound, answer=True)) == (forged, OLD_BUTTON)
    for forged in ("f|1|1|patrol|n3", "o|2025-09-15", "u||", "u|officer|1|1", "j|1|yes"):
        assert (forged, await ketua.tap_data(forged, on=bound, answer=True)) == (forged, OLD_BUTTON)
    await ketua.send("/grup lepas", chat=group)
    await ketua.sees("Rekap tidak lagi terbit di sini.", chat=group)
    told = await ketua.tap_data("r|d20250915|", on=bound, answer=True)
    assert (told or "").startswith("Grup ini belum terhubung.")
    figures = [message.words for message in await ketua.messages(chat=group) if "Patroli" in message.words]
    assert figures == []
