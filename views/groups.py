"""What is said in and about coordination groups."""

from models.groups import GroupPlace
from views.screen import Card, lines, said


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


def only_in_groups(bound_titles: list[str]) -> Card:
    """Answer /grup in a private chat: where the posts go now, and how to bind a group."""
    places = [f"• {said(title)}" for title in bound_titles]
    return Card(
        lines(
            "<b>Grup koordinasi</b>",
            *(places or ["Belum ada grup yang menerima rekap."]),
            "",
            "Untuk menambah: masukkan bot ke grup atau topiknya, lalu tulis /grup di sana.",
        )
    )


def not_bound() -> Card:
    """Say that nothing is shown in a group that is not bound."""
    return Card("Grup ini belum terhubung. Koordinator desk dapat menghubungkannya dengan /grup.")


def arrived() -> Card:
    """Say, in a group where the bot is welcome, how it becomes a coordination group."""
    return Card("Bot sudah di grup ini. Koordinator desk menulis /grup agar rekap terbit di sini.")


def leaving() -> Card:
    """Say, in a group where the bot is not welcome, that it leaves."""
    return Card("Bot ini hanya untuk grup yang didaftarkan koordinator desk. Bot keluar dari grup ini.")
