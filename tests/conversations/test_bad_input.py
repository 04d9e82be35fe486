"""Whatever else people write, send, edit, forward or forge: a clear sentence or silence, and the form goes on."""

from collections.abc import Awaitable, Callable

from sqlalchemy import select

from models.schema import DailyReport, Draft, Role
from simulator.people import Message, Person
from tests.desk import Desk

Sending = Callable[[], Awaitable[Message]]

ONLY_NUMBERS = "Stiker, suara, dan sejenisnya tidak dibaca sebagai jawaban. Tulis angkanya, misalnya 3"
UNKNOWN = "Perintah itu tidak tersedia. Tulis /bantuan untuk melihat pilihan Anda."
OLD_BUTTON = "Tombol ini sudah tidak berlaku."
STALE = "Tombol itu sudah lama. Ini posisi Anda sekarang."


async def at_the_second_question(desk: Desk, name: str = "Budi", telegram_id: int = 1001) -> Person:
    person = await desk.member(name, telegram_id, "BAKAMLA/BATAM")
    await person.send("/lapor")
    await person.sees("1/4")
    await person.tap("3")
    await person.sees("2/4 · Sambang")
    return person


def stored(desk: Desk) -> list[tuple[str, dict[str, int]]]:
    """The step of every draft, and what it says that was led."""
    rows = select(Draft.step, Draft.answers).order_by(Draft.id)
    found = desk.program.database.read_now(lambda session: session.execute(rows).all())
    return [(step, {key: answer["led"] for key, answer in answers.items()}) for step, answers in found]


def reports(desk: Desk) -> int:
    return len(desk.program.database.read_now(lambda session: session.scalars(select(DailyReport.id)).all()))


UNTOUCHED = [("community_visit", {"patrol": 3})]


async def goes_on(desk: Desk, budi: Person) -> None:
    """The form stands at the same question, and its card still works."""
    assert stored(desk) == UNTOUCHED
    await budi.tap("2")
    card = await budi.sees("3/4")
    assert "✓ Patroli: 3 kali\n✓ Sambang: 2 kunjungan" in card.words


async def test_texts_that_are_no_count_are_explained(desk: Desk) -> None:
    budi = await at_the_second_question(desk)
    for text, sentence in (
        ("-3", 'Terbaca "-3", tetapi jumlah tidak bisa kurang dari nol.'),
        ("−3", "jumlah tidak bisa kurang dari nol"),
        ("2,5", "jumlah harus bilangan bulat"),
        ("2.5", "jumlah harus bilangan bulat"),
        ("½", "jumlah harus bilangan bulat"),
        ("200", "Terbaca 200, tetapi paling banyak 199"),
        ("99999999999999999999", "angka yang terlalu panjang"),
        ("9" * 4096, "angka yang terlalu panjang"),
        ("1e3", "Terbaca beberapa angka"),
        ("banyak sekali", '"banyak sekali" tidak dikenali sebagai jumlah.'),
        ("👍🏽", "tidak dikenali sebagai jumlah"),
        ("3 atau 4", 'Terbaca beberapa angka dalam "3 atau 4"'),
        ("2-3", 'Terbaca rentang "2-3"'),
        ("<b>3</b>", 'Terbaca angka 3, tetapi "<b>3</b>" memuat kata atau tanda yang tidak dikenali.'),
        ("</b>&amp;<script>" * 240, '"</b>&amp;<script>'),
        ("-", 'Terbaca tanda "-", yang dapat berarti nihil atau belum diketahui.'),
        ("'; DROP TABLE draft; --", "tidak dikenali sebagai jumlah"),
    ):
        await budi.send(text)
        await budi.sees(sentence)
    await goes_on(desk, budi)


async def test_what_is_no_text_is_answered_and_changes_nothing(desk: Desk) -> None:
    budi = await at_the_second_question(desk)
    sendings: tuple[Sending, ...] = (
        lambda: budi.send_sticker("3️⃣"),
        budi.send_voice,
        lambda: budi.send_document(b"3", "laporan.txt", caption="3"),
    )
    for sending in sendings:
        await sending()
        await budi.sees(ONLY_NUMBERS)
    await goes_on(desk, budi)


async def test_edited_and_forwarded_messages_are_no_answers(desk: Desk) -> None:
    budi = await at_the_second_question(desk)
    other = await desk.telegram.add_person("Ani", id=7001)
    words = await other.send("7")
    await budi.forward(words)
    await budi.sees("Pesan terusan tidak dicatat sebagai jawaban.")
    mistaken = await budi.send("banyak")
    await budi.sees("tidak dikenali")
    await budi.edit(mistaken, "9")
    await budi.sees("Mengubah pesan lama tidak mengubah jawaban. Gunakan tombol ‹ Kembali pada formulir.")
    await goes_on(desk, budi)


async def test_commands_in_the_middle_of_the_form_leave_it_where_it_is(desk: Desk) -> None:
    budi = await at_the_second_question(desk)
    for command, sentence in (
        ("/rekap", UNKNOWN),
        ("/undang", UNKNOWN),
        ("/grup", UNKNOWN),
        ("/tidakada", UNKNOWN),
        ("/lapor@bot_lain", UNKNOWN),
        ("/" + "x" * 4000, "tidak dikenali sebagai jumlah"),
        ("/lapor <b>" + "9" * 4000, "tidak dikenali sebagai tanggal"),
        ("/bantuan", "Bantuan · petugas"),
        ("/start", "Anda terdaftar sebagai petugas"),
        ("/LAPOR", "2/4 · Sambang"),
    ):
        await budi.send(command)
        await budi.sees(sentence)
    await goes_on(desk, budi)


async def test_forged_and_old_buttons_change_nothing(desk: Desk) -> None:
    budi = await at_the_second_question(desk)
    siti = await desk.member("Siti", 1002, "BAKAMLA/BATAM")
    await siti.send("/lapor")
    hers = await siti.sees("1/4")
    card = (await budi.messages())[-1]
    before = stored(desk)
    for forged, said in (
        ("f|1|1|patrol|n7", STALE),
        ("f|1|2|patrol|n7", STALE),
        ("f|1|2|community_visit|n200", STALE),
        ("f|1|2|community_visit|z", STALE),
        ("f|1|2|community_visit|gpatrol", STALE),
        ("f|1|2|community_visit|s", STALE),
        ("f|1|2|summary|s", STALE),
        ("f|1|3|community_visit|n7", STALE),
        ("f|2|1|patrol|n7", OLD_BUTTON),
        ("f|999999999999999999|1|patrol|n7", OLD_BUTTON),
        ("f|0|1|patrol|n7", OLD_BUTTON),
        ("f|1|2|community_visit|n-7", OLD_BUTTON),
        ("f|1|2|community_visit|n٣", OLD_BUTTON),
        ("f|01|2|community_visit|n3", OLD_BUTTON),
        ("f|1|2|community_visit", OLD_BUTTON),
        ("j|1|yes", OLD_BUTTON),
        ("r|d20250915|", OLD_BUTTON),
        ("u|officer||1", OLD_BUTTON),
        ("o|2025-13-45", OLD_BUTTON),
        ("o|9999-12-31", OLD_BUTTON),
        ("o|2025-09-16", "Tanggal itu belum tiba. Tulis /lapor untuk laporan hari ini."),
        ("<b>&", OLD_BUTTON),
        ("|" * 64, OLD_BUTTON),
    ):
        assert (forged, await budi.tap_data(forged, on=card, answer=True)) == (forged, said)
    assert await siti.tap_data("f|1|2|community_visit|n7", on=hers, answer=True) == OLD_BUTTON
    assert stored(desk) == before
    assert reports(desk) == 0
    await siti.tap("Sama sekali nihil")
    await siti.sees("Ringkasan")


async def test_nothing_is_sent_but_from_the_summary(desk: Desk) -> None:
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("Sama sekali nihil")
    await budi.sees("Ringkasan")
    await budi.tap("Ubah Sambang")
    card = await budi.sees("2/4")
    assert await budi.tap_data("f|1|3|community_visit|s", on=card, answer=True) == STALE
    assert await budi.tap_data("f|1|3|summary|s", on=card, answer=True) == STALE
    assert reports(desk) == 0


async def test_nobody_may_be_told_about_what_cannot_be_read_in_a_group(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    group = await desk.bound_group([budi], by=ketua)
    sendings: tuple[Sending, ...] = (
        lambda: budi.send("3", chat=group),
        lambda: budi.send("/lapor", chat=group),
        lambda: budi.send("/tidakada", chat=group),
        lambda: budi.send("/start wrong", chat=group),
        lambda: budi.send_sticker(chat=group),
    )
    for sending in sendings:
        message = await sending()
        await desk.telegram.idle()
        await budi.sees_nothing(chat=group)
    await budi.edit(message, "3")
    await desk.telegram.idle()
    await budi.sees_nothing(chat=group)
