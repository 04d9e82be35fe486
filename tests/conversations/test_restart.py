"""A restart in the middle, and updates that come twice: everybody goes on where they were."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from telegram import Update

from models.schema import DailyReport, Draft, Invitation, ReportRevision, Role
from simulator.people import Person
from tests.desk import Desk


async def restart(desk: Desk) -> None:
    await desk.stop()
    await desk.start()
    await desk.telegram.idle()


@contextmanager
def recording(desk: Desk) -> Iterator[list[Update]]:
    """Note every update that the bot takes in."""
    intake, taken = desk.program._polling._intake, list[Update]()
    accept = intake.accept

    async def accept_and_note(update: Update) -> None:
        taken.append(update)
        await accept(update)

    intake.accept = accept_and_note  # type: ignore[method-assign]
    yield taken
    intake.accept = accept  # type: ignore[method-assign]


async def comes_again(desk: Desk, update: Update) -> None:
    await desk.program._polling._intake.accept(update)
    await desk.program.replies.settle()


def versions(desk: Desk) -> list[tuple[str, int]]:
    rows = select(Draft.step, Draft.version).order_by(Draft.id)
    return [(step, version) for step, version in desk.program.database.read_now(lambda s: s.execute(rows).all())]


def count(desk: Desk, table: type[DailyReport | ReportRevision | Invitation]) -> int:
    return len(desk.program.database.read_now(lambda session: session.scalars(select(table)).all()))


async def buttons_alive(desk: Desk, person: Person) -> list[int]:
    await desk.telegram.idle()
    return [message.id for message in await person.messages() if message.keyboard]


async def test_after_a_restart_the_officer_goes_on_at_the_very_question(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("3")
    before = await budi.sees("2/4 · Sambang")
    await desk.telegram.idle()

    await restart(desk)
    await budi.sees_nothing("3/4")
    await budi.tap("2")
    card = await budi.sees("3/4")
    assert "✓ Patroli: 3 kali\n✓ Sambang: 2 kunjungan" in card.words
    assert card.id == before.id

    await restart(desk)
    await budi.send("nihil")
    last = await budi.sees("4/4 · Sosialisasi")
    assert await buttons_alive(desk, budi) == [last.id], "the bot remembers which card was alive"
    await budi.tap("1")
    await budi.sees("Ringkasan")
    await restart(desk)
    await budi.tap("Kirim laporan")
    await budi.sees("Laporan diterima")
    assert count(desk, DailyReport) == 1


async def test_what_is_written_while_the_bot_is_away_is_taken_when_it_comes_back(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await desk.telegram.idle()
    await desk.stop()
    await budi.send("3")
    await budi.send("dua")
    await desk.start()
    card = await budi.sees("3/4")
    assert "✓ Patroli: 3 kali\n✓ Sambang: 2 kunjungan" in card.words


async def test_a_guest_goes_on_where_they_were(desk: Desk) -> None:
    budi = await desk.telegram.add_person("Budi", id=5001)
    await budi.send(f"/start {desk.invitation('BAKAMLA/BATAM')}")
    await budi.sees("1/3")
    await budi.send("Budi Santoso")
    await budi.sees("2/3 · Pangkat")
    await desk.telegram.idle()
    await restart(desk)
    await budi.tap("Lewati")
    await budi.sees("Nama: Budi Santoso\nPangkat: —")
    await restart(desk)
    await budi.tap("Ya, daftarkan saya")
    await budi.sees("Selamat datang, Budi Santoso.")


async def test_a_card_that_lags_behind_is_shown_again_at_the_start(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    card = await budi.sees("1/4")
    await desk.telegram.fault("refuse", "editMessageText", times=1)
    await budi.tap("3")
    await desk.telegram.idle()
    await budi.sees_nothing("2/4")
    assert versions(desk) == [("community_visit", 2)]

    await restart(desk)
    shown = await budi.sees("2/4 · Sambang")
    assert "✓ Patroli: 3 kali" in shown.words
    assert shown.id == card.id
    sent = len(await desk.telegram.sent(budi))
    await restart(desk)
    assert len(await desk.telegram.sent(budi)) == sent, "what is on the screen is not shown again"


async def test_a_confirmation_that_was_not_shown_is_shown_at_the_start(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await budi.tap("Sama sekali nihil")
    await budi.sees("Ringkasan")
    await desk.telegram.fault("refuse", "editMessageText", times=1)
    await budi.tap("Kirim laporan")
    await desk.telegram.idle()
    await budi.sees_nothing("Laporan diterima")
    assert count(desk, DailyReport) == 1
    await restart(desk)
    await budi.sees("Laporan diterima")


async def test_a_tap_that_comes_twice_counts_once_and_shows_the_card_again(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    with recording(desk) as taken:
        await budi.tap("3")
        card = await budi.sees("2/4")
        await desk.telegram.idle()
        before = versions(desk)
        await comes_again(desk, taken[-1])
        assert versions(desk) == before
        assert await buttons_alive(desk, budi) == [card.id]
        for label, question in (("2", "3/4"), ("1", "4/4"), ("Nihil", "Ringkasan")):
            await budi.tap(label)
            await budi.sees(question)
        await budi.tap("Kirim laporan")
        received = await budi.sees("Laporan diterima")
        await desk.telegram.idle()
        for update in list(taken):
            await comes_again(desk, update)
    assert (count(desk, DailyReport), count(desk, ReportRevision)) == (1, 1)
    assert [message.words for message in await budi.messages() if message.from_bot] == [received.words]


async def test_a_text_that_comes_twice_answers_one_question(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    with recording(desk) as taken:
        await budi.send("/lapor")
        await budi.sees("1/4")
        await budi.send("3")
        card = await budi.sees("2/4")
        await desk.telegram.idle()
        for update in list(taken):
            await comes_again(desk, update)
    assert versions(desk) == [("community_visit", 2)]
    assert await buttons_alive(desk, budi) == [card.id]
    await budi.tap("2")
    await budi.sees("3/4")


async def test_a_guests_name_that_comes_twice_is_not_their_rank(desk: Desk) -> None:
    budi = await desk.telegram.add_person("Budi", id=5001)
    with recording(desk) as taken:
        await budi.send(f"/start {desk.invitation('BAKAMLA/BATAM')}")
        await budi.sees("1/3")
        await budi.send("Budi Santoso")
        card = await budi.sees("2/3 · Pangkat")
        await desk.telegram.idle()
        for update in list(taken):
            await comes_again(desk, update)
    assert await buttons_alive(desk, budi) == [card.id]
    await budi.tap("Lewati")
    await budi.sees("Nama: Budi Santoso\nPangkat: —")


async def test_an_invitation_is_made_once(desk: Desk) -> None:
    rina = await desk.member("Rina", 2001, "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    await rina.send("/undang")
    await rina.sees("Sebagai apa?")
    await rina.tap("Petugas")
    await rina.sees("Di satuan mana?")
    with recording(desk) as taken:
        await rina.tap("BAKAMLA Ambon")
        await rina.sees("https://t.me/")
        await desk.telegram.idle()
        await comes_again(desk, taken[-1])
    assert count(desk, Invitation) == 1
