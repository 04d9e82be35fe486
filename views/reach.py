"""What those who coordinate are told of whom and what the bot can't reach any more."""

from views.screen import Card, lines, said


def blocked_card(who: str, unit_name: str) -> Card:
    """Tell a coordinator that somebody blocked the bot."""
    return Card(
        lines(
            f"<b>{said(who)}</b>, {said(unit_name)}, memblokir bot.",
            "Pengingat tidak sampai kepadanya, jadi tidak dikirim lagi. Mohon dihubungi langsung.",
            "Pengingat berjalan lagi setelah bot dibuka blokirnya.",
        )
    )


def group_lost_card(title: str) -> Card:
    """Tell the desk that a coordination group removed the bot."""
    return Card(
        lines(
            f"<b>Bot dikeluarkan dari grup {said(title)}.</b>",
            "Rekap tidak lagi terbit di sana. Masukkan bot kembali, lalu tulis /grup di grup itu.",
        )
    )
