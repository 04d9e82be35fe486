"""More words than fit below a picture (1,024 characters): the picture stays, and no word is lost."""

from datetime import date

from models.enforcement import Facts
from models.enforcement_changes import record
from models.opening_balances import Measure, OpeningFigure, Publication, enter
from models.periods import Period
from models.schema import Role
from simulator.people import Group, Person
from tests.desk import Desk

TODAY = date(2025, 9, 15)
SOURCE = "Siaran Pers Bersama tentang Hasil Penindakan Penyelundupan, disampaikan kepada wartawan di Jakarta, bagian {}"


async def desk_with_many_sources(desk: Desk) -> tuple[Person, Group]:
    """The four figures come from four releases with long names, and events have followed them."""
    head = await desk.member("Kolonel", 2001, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    group = await desk.bound_group([], by=head)
    for number, measure in enumerate(Measure, 1):
        figure = OpeningFigure(measure, 10**9 + number, Period.semester(2025, 1) if number == 4 else None)
        told = Publication(SOURCE.format(number), date(2025, 7, 20 + number), (figure,))
        desk.program.database.write_now(enter, None, told, desk.clock.now(), today=TODAY)
    facts = Facts(date(2025, 9, 1), desk.units["BAKAMLA/BATAM"], (), 45_120_000_001, 3, 2, 7)
    desk.program.database.write_now(record, None, facts, desk.clock.now(), today=TODAY)
    return head, group


async def shown(desk: Desk, chat: Person | Group) -> list[tuple[bool, str, list[str]]]:
    """Give what stands in a chat about the capaian: whether with a picture, its words and its buttons."""
    found = []
    for message in await desk.telegram.sent(chat):
        last = message["versions"][-1]
        words = last["caption"] or last["text"] or ""
        if "Catatan penindakan Satgas" in words:
            rows = last["keyboard"] or []
            found.append((bool(last["caption"]), words, [one["text"] for row in rows for one in row]))
    return found


async def test_the_capaian_keeps_its_picture_and_tells_all_words_below_it(desk: Desk) -> None:
    head, group = await desk_with_many_sources(desk)
    for place in (head, group):
        chat = group if place is group else None
        await head.send("/capaian", chat=chat)
        await head.sees("Bersama catatan bot sesudahnya", chat=chat, timeout=30)
        await desk.telegram.idle()
        (picture, words) = await shown(desk, place)
        assert picture[0]
        assert picture[1].startswith("1.000.000.005 kasus, barang senilai Rp46,1 miliar hingga saat ini.")
        assert "Termasuk saldo awal, bukan hitungan bot." in picture[1]
        assert "Rinciannya di pesan berikut." in picture[1]
        assert picture[2] == [], "the buttons are below all words"
        assert not words[0]
        assert "Per K/L" in words[2]
        assert all(SOURCE.format(number) in words[1] for number in range(1, 5))
        assert len(words[1]) > 1024


async def test_turning_a_long_capaian_leaves_one_card_with_buttons(desk: Desk) -> None:
    head, _ = await desk_with_many_sources(desk)
    await head.send("/capaian")
    await head.sees("Bersama catatan bot sesudahnya", timeout=30)
    await head.tap("Per K/L")
    await head.sees("Dicatat bot, per K/L:", timeout=30)
    await desk.telegram.idle()
    *_, short = await shown(desk, head)
    assert short[0], "what fits is a picture with its caption again, in place of the words"
    await head.tap("Ringkasan")
    await head.sees("Bersama catatan bot sesudahnya", timeout=30)
    await desk.telegram.idle()
    told = await shown(desk, head)
    assert [bool(buttons) for _, _, buttons in told] == [False, False, True]
