"""What is said in and about coordination groups."""

from collections.abc import Mapping, Sequence

from models.groups import GroupPlace
from models.post_choices import CHOOSABLE, gets
from models.schedule import Schedule
from models.schema import CoordinationGroup
from views import signs
from views.payloads import write
from views.screen import Button, Card, lines, said
from views.steering_taps import GroupTap, PostHourTap, PostTap

POSTS: Mapping[str, str] = {
    "daily_post": "Rekap harian",
    "morning_addendum": "Susulan pagi",
    "weekly_post": "Rekap pekan",
    "monthly_post": "Rekap bulan",
    "semester_post": "Rekap semester",
    "operation_summary": "Ringkasan operasi",
}


_TOPIC_LOST = (
    "Topiknya sudah dihapus, jadi rekap terbit di grup. Untuk memindahkannya, tulis /grup di topik yang dituju."
)


def bound(place: GroupPlace, *, new: bool) -> Card:
    """Say that the place receives the posts."""
    topic = "Topik ini" if place.thread_id else "Grup ini"
    again = "menjadi" if new else "sudah menjadi"
    return Card(
        lines(
            f"<b>{topic} {again} grup koordinasi.</b>",
            "Rekap harian akan terbit di sini. Untuk menghentikannya, tulis /grup lepas.",
        )
    )


def released(*, was_bound: bool) -> Card:
    """Say that the place receives no more posts."""
    if not was_bound:
        return Card("Grup ini memang belum menjadi grup koordinasi.")
    return Card("Rekap tidak lagi terbit di sini. Untuk memulainya lagi, tulis /grup.")


def choose_group(groups: Sequence[CoordinationGroup]) -> Card:
    """Answer /grup in a private chat: where the posts go now, and how to bind a group."""
    return Card(
        lines(
            "<b>Grup koordinasi</b>",
            "Ketuk grup untuk memilih terbitan dan jamnya." if groups else "Belum ada grup yang menerima rekap.",
            "Untuk menambah: masukkan bot ke grup atau topiknya, lalu tulis /grup di sana.",
        ),
        tuple((Button(_place(group), write(GroupTap(group.id))),) for group in groups),
    )


def posts_card(group: CoordinationGroup, hours: Schedule) -> Card:
    """Show which posts a group gets, and when: a tap switches one, another asks for its hour."""
    off = [POSTS[kind].lower() for kind in CHOOSABLE if not gets(group, kind)]
    return Card(
        lines(
            posts_title(group),
            _TOPIC_LOST if group.topic_lost_at else None,
            "Semua terbitan masuk ke sini." if not off else f"Tidak terbit di sini: {', '.join(off)}.",
            "Ketuk terbitan untuk menyalakan atau mematikannya, ketuk jamnya untuk mengubahnya.",
        ),
        (*(_post_row(group, hours, kind) for kind in CHOOSABLE), (Button(signs.BACK, write(GroupTap())),)),
    )


def ask_hour(group: CoordinationGroup, kind: str) -> Card:
    """Ask at what hour a kind of post is to come."""
    return Card(
        lines(
            f"<b>{POSTS[kind]}</b> · {said(_place(group))}",
            "Tulis jamnya dalam WIB, misalnya 20.30, atau tulis: standar",
        ),
        ((Button(signs.BACK, write(GroupTap(group.id))),),),
    )


def posts_title(group: CoordinationGroup) -> str:
    """Name the place, in Telegram's HTML."""
    return f"<b>{said(_place(group))}</b>"


def _post_row(group: CoordinationGroup, hours: Schedule, kind: str) -> tuple[Button, ...]:
    on = gets(group, kind)
    switch = Button(f"{signs.REPORTED if on else signs.MISSING} {POSTS[kind]}", write(PostTap(group.id, kind, not on)))
    hour = Button(f"{getattr(hours, kind):%H.%M} WIB", write(PostHourTap(group.id, kind)))
    return (switch, hour) if on else (switch,)


def _place(group: CoordinationGroup) -> str:
    if group.topic_lost_at:
        return f"{group.title} (topik sudah dihapus)"
    return f"{group.title} (topik {group.thread_id})" if group.thread_id else group.title


def arrived() -> Card:
    """Say, in a group where the bot is welcome, how it becomes a coordination group."""
    return Card("Bot sudah di grup ini. Koordinator desk menulis /grup agar rekap terbit di sini.")


def leaving() -> Card:
    """Say, in a group where the bot is not welcome, that it leaves."""
    return Card("Bot ini hanya untuk grup yang didaftarkan koordinator desk. Bot keluar dari grup ini.")
