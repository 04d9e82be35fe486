"""Somebody deletes the topic of the posts: they go to the group, say so once, and /grup shows it."""

from models.schema import Role
from tests.desk import Desk, posts

SAYS = "Topik untuk rekap sudah tidak ada"


async def test_posts_of_a_deleted_topic_come_to_the_group_say_so_once_and_grup_shows_it(desk: Desk) -> None:
    ratna = await desk.member("Ratna", 900, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    forum = await desk.telegram.add_group(
        "Forum", id=-1002, members=[ratna], admins=[ratna], topics={"Rekap": 9, "Baru": 10}
    )
    await ratna.send("/grup", chat=forum, topic="Rekap")
    await ratna.sees("Topik ini menjadi grup koordinasi", chat=forum, topic="Rekap")
    await desk.at("2025-09-15T21:00:00+07:00")
    await ratna.sees("Rekap Senin", chat=forum, topic="Rekap")
    await forum.delete_topic("Rekap")
    for night in ("2025-09-16T21:00:00+07:00", "2025-09-17T21:00:00+07:00"):
        await desk.at(night)
    monday, tuesday, wednesday = await posts(desk, forum)
    assert [SAYS in text for text in (monday, tuesday, wednesday)] == [False, True, False]
    await ratna.sees("Rekap Rabu", chat=forum)

    await ratna.send("/grup")
    await ratna.sees("Ketuk grup")
    await ratna.tap("Forum (topik sudah dihapus)")
    await ratna.sees("Topiknya sudah dihapus, jadi rekap terbit di grup.")
    await ratna.send("/grup", chat=forum, topic="Baru")
    await ratna.sees("Topik ini menjadi grup koordinasi", chat=forum, topic="Baru")
    await ratna.send("/grup")
    await ratna.sees("Ketuk grup")
    await ratna.tap("Forum (topik 10)")
    assert "dihapus" not in (await ratna.sees("Semua terbitan")).words
