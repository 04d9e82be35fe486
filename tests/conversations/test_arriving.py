"""The bot is put into groups and taken out of them; and each person's menu follows their role."""

from sqlalchemy import select

from models.permissions import commands_of
from models.schema import CoordinationGroup, Role
from simulator.actors import Bot
from simulator.people import Person
from tests.desk import TOKEN, Desk

BATAM = "BAKAMLA/BATAM"
BOT = Bot(123456, TOKEN, "lapor_cegah_bot", "Lapor Cegah")
LEAVES = "Bot ini hanya untuk grup yang didaftarkan koordinator desk. Bot keluar dari grup ini."


async def left(desk: Desk) -> list[int]:
    return [call["parameters"]["chat_id"] for call in await desk.telegram.log("leaveChat")]


async def test_a_group_of_strangers_is_left_with_a_word(desk: Desk) -> None:
    eve = await desk.telegram.add_person("Eve", id=6666)
    budi = await desk.member("Budi", 1001, BATAM)
    rina = await desk.member("Rina", 2001, BATAM, Role.AGENCY_COORDINATOR)
    for number, person in enumerate((eve, budi, rina)):
        chat = await desk.telegram.add_group("Lain", id=-2001 - number, members=[person], admins=[person], bot_in=False)
        await chat.add(BOT, by=person)
        await person.sees(LEAVES, chat=chat)
        await desk.telegram.idle()
    assert len(await left(desk)) == 3


async def test_who_may_bind_groups_brings_the_bot_in_and_a_bound_group_keeps_it(desk: Desk) -> None:
    ketua = await desk.member("Ketua", 2002, BATAM, Role.DESK_COORDINATOR)
    eve = await desk.telegram.add_person("Eve", id=6666)
    chat = await desk.telegram.add_group("Grup", id=-1001, members=[ketua, eve], admins=[ketua], bot_in=False)
    await chat.add(BOT, by=ketua)
    await ketua.sees("Koordinator desk menulis /grup", chat=chat)
    await ketua.send("/grup", chat=chat)
    await ketua.sees("grup koordinasi", chat=chat)
    assert await left(desk) == []

    await chat.remove(BOT, by=ketua)
    await desk.telegram.idle()
    bound = select(CoordinationGroup.active)
    assert desk.program.database.read_now(lambda session: session.scalars(bound).all()) == [False]
    await chat.add(BOT, by=eve)
    await eve.sees(LEAVES, chat=chat)


async def menu(desk: Desk, person: Person) -> list[str]:
    await desk.program.menus.look()
    return await person.menu()


async def test_the_menu_follows_the_role_whoever_changed_it(desk: Desk) -> None:
    admin = await desk.member("Admin Satu", 2900, BATAM, Role.ADMINISTRATOR)
    budi = await desk.member("Budi Santoso", 1001, BATAM)
    assert await menu(desk, budi) == list(commands_of(Role.OFFICER))
    await admin.send("/anggota budi")
    await admin.sees("1 orang cocok")
    await admin.tap("Lettu Budi Santoso")
    await admin.sees("Status: aktif")
    for act, seen in (("Ubah peran", "Menjadi apa?"), ("Koordinator K/L", "→"), ("Ya, ubah peran", "Peran sekarang")):
        await admin.tap(act)
        await admin.sees(seen)
    await desk.telegram.fault("refuse", "setMyCommands", code=500, times=1)
    await desk.program.menus.look()
    await desk.telegram.no_faults()
    assert await menu(desk, budi) == list(commands_of(Role.AGENCY_COORDINATOR)), "what failed is done again"
    for act, seen in (("Nonaktifkan", "Mulai"), ("Hari ini", "sekarang juga"), ("Ya, nonaktifkan", "tidak aktif")):
        await admin.tap(act)
        await admin.sees(seen)
    assert await menu(desk, budi) == []
    calls = len(await desk.telegram.log("setMyCommands"))
    await desk.program.menus.look()
    assert len(await desk.telegram.log("setMyCommands")) == calls, "what is right is left alone"
