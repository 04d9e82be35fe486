"""/bantuan as a chat: it knows where one is, and leads on from there."""

import re

import pytest

from models.permissions import Person, commands_of
from models.provinces import Zone
from models.schema import Role
from tests.desk import Desk
from views import guidance


async def test_it_names_the_open_form_and_goes_on_with_it(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/bantuan")
    first = await budi.sees("Bantuan · petugas, BAKAMLA Batam")
    assert first.buttons == ["Ubah zona waktu"]
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("3")
    form = await budi.sees("2/4")
    await budi.send("/bantuan")
    here = await budi.sees("Formulir Senin, 15 September 2025 terbuka: 2/4 · Sambang.")
    assert "/izin" in here.words
    await budi.tap("Lanjutkan")
    again = await budi.sees("2/4 · Sambang")
    assert again.id == here.id
    await desk.telegram.idle()
    assert form.id not in [message.id for message in await budi.messages() if message.keyboard]
    await budi.tap("2")
    await budi.sees("3/4")


async def test_it_names_the_form_that_was_put_away(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("3")
    await budi.sees("2/4")
    await budi.send("/batal")
    await budi.sees("Formulir ditutup")
    await budi.send("/bantuan")
    await budi.sees("Formulir Senin, 15 September 2025 ditutup, isinya tersimpan.")
    await budi.tap("Lanjutkan")
    await budi.sees("2/4 · Sambang")


async def test_it_names_an_open_question_even_after_a_restart(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/izin")
    await budi.sees("Hari apa?")
    await budi.tap("Pilih tanggal")
    await budi.sees("Tulis tanggalnya")
    await desk.telegram.idle()
    await desk.stop()
    await desk.start()
    await budi.send("/bantuan")
    here = await budi.sees("Anda sedang ditanya tanggal izin.")
    await budi.tap("Lanjutkan")
    again = await budi.sees("Tulis tanggalnya")
    assert again.id == here.id
    await budi.send("besok sakit")
    await budi.sees("Izin tercatat")


async def test_what_was_done_meanwhile_needs_no_going_on(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/izin")
    await budi.sees("Hari apa?")
    await budi.tap("Pilih tanggal")
    await budi.sees("Tulis tanggalnya")
    await budi.send("/bantuan")
    here = await budi.sees("Anda sedang ditanya")
    await budi.send("besok sakit")
    await budi.sees("Izin tercatat")
    assert await budi.tap("Lanjutkan", on=here, answer=True) == "Tidak ada yang perlu dilanjutkan."


@pytest.mark.parametrize("role", Role)
def test_help_names_everything_that_one_may_use_on_at_most_eight_lines(role: Role) -> None:
    shown = "\n".join(guidance.command_lines(role))
    assert set(re.findall(r"/(\w+)", shown)) == set(commands_of(role))
    assert shown.count("/") == len(commands_of(role))
    person = Person(1, 2, "Budi", None, role, 3, "BAKAMLA", 4, "Batam", Zone.WIB, expected=True, menu_role=None)
    assert len(guidance.help_card(person, None).text.splitlines()) <= 8
