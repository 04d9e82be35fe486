"""What somebody sees on the way in, and what everybody sees who does not belong."""

from collections.abc import Callable

from models.joinings import ACCOUNT, ASKED, CONFIRM, LEFT, NAME, OVER, RANK, JoiningView
from models.permissions import Person
from views.desk_taps import JoiningTap
from views.payloads import write
from views.roles import ROLE_NAMES
from views.screen import Button, Card, lines, said


def stranger_sentence() -> str:
    """The one polite sentence for whoever does not belong: it tells nothing."""
    return "Mohon maaf, bot ini hanya untuk anggota yang diundang. Silakan hubungi koordinator Anda."


def joining_card(joining: JoiningView) -> Card:
    """Give the card of the question that is open on the way in, or of its end."""
    return _CARDS[joining.step](joining)


def welcome_card(person: Person) -> Card:
    """Greet a new member and say what comes next."""
    return Card(
        lines(
            f"<b>Selamat datang, {said(person.name)}.</b>",
            f"Anda terdaftar sebagai {ROLE_NAMES[person.role]} di {said(person.unit_name)}.",
            "",
            what_next(person),
            "Mohon tidak mengirim bahan rahasia, rencana operasi, atau nama tersangka.",
        )
    )


def known_card(person: Person) -> Card:
    """Answer /start of somebody who is a member already."""
    return Card(
        lines(
            f"Anda terdaftar sebagai {ROLE_NAMES[person.role]} di {said(person.unit_name)}.",
            what_next(person),
        )
    )


def what_next(person: Person) -> str:
    """Say what a member does here."""
    if person.expected:
        return "Setiap hari Anda akan diingatkan. Untuk melapor kapan saja, tulis /lapor."
    return "Untuk melihat rekap, tulis /rekap. Bantuan: /bantuan."


def _ask_name(joining: JoiningView) -> Card:
    welcome = joining.welcome
    return Card(
        lines(
            f"<b>{'Permohonan bergabung' if joining.by_code else 'Undangan'} sebagai {ROLE_NAMES[welcome.role]}</b>",
            f"{said(welcome.unit_name)} · {said(welcome.agency_name)}",
            "",
            "<b>1/3 · Nama</b>",
            "Tulis nama lengkap Anda, misalnya: Budi Santoso",
        )
    )


def _ask_rank(joining: JoiningView) -> Card:
    return Card(
        lines(
            "<b>2/3 · Pangkat</b>",
            f"Nama: {said(joining.name or '')}",
            "",
            "Tulis pangkat atau golongan Anda, misalnya: Lettu Bakamla",
        ),
        ((Button("Lewati", write(JoiningTap(joining.version, "skip"))),),),
    )


def _confirmation(joining: JoiningView) -> Card:
    return Card(
        lines(
            "<b>3/3 · Periksa data Anda</b>",
            f"Nama: {said(joining.name or '')}",
            f"Pangkat: {said(joining.rank or '—')}",
            f"Satuan: {said(joining.welcome.unit_name)}, {said(joining.welcome.agency_name)}",
            f"Peran: {ROLE_NAMES[joining.welcome.role]}",
            "",
            "Dengan mendaftar, Anda menyetujui penyimpanan data ini untuk rekap Satgas (UU 27/2022). "
            "Selengkapnya, juga cara melihat dan menghapusnya: /privasi",
            "",
            "Sudah benar?",
        ),
        (
            (Button(_yes(joining), write(JoiningTap(joining.version, "yes"))),),
            (Button("Ubah nama atau pangkat", write(JoiningTap(joining.version, "over"))),),
        ),
    )


def _yes(joining: JoiningView) -> str:
    return "Ya, kirim permohonan" if joining.by_code else "Ya, daftarkan saya"


def _account(joining: JoiningView) -> Card:
    return Card(
        lines(
            "<b>Pindah akun Telegram</b>",
            f"Anggota: {said(joining.welcome.member_name or '')}",
            f"Satuan: {said(joining.welcome.unit_name)}, {said(joining.welcome.agency_name)}",
            "",
            "Mulai sekarang akun ini yang dipakai; akun lama tidak berlaku lagi. Riwayat tetap ada.",
        ),
        ((Button("Ya, ini saya", write(JoiningTap(joining.version, "move"))),),),
    )


def _asked(joining: JoiningView) -> Card:
    return Card(
        lines(
            "<b>Permohonan terkirim</b>",
            f"Nama: {said(joining.name or '')}",
            f"Satuan: {said(joining.welcome.unit_name)}, {said(joining.welcome.agency_name)}",
            "Koordinator akan memutuskan. Anda diberi tahu di sini.",
        )
    )


def _over(_joining: JoiningView) -> Card:
    return Card("Undangan ini sudah tidak berlaku. Mintalah tautan baru kepada koordinator Anda.")


def _left(joining: JoiningView) -> Card:
    again = "tulis kode satuan itu lagi" if joining.by_code else "buka tautan undangan Anda"
    return Card(f"Pendaftaran ditutup. Untuk memulainya lagi, {again}.")


_CARDS: dict[str, Callable[[JoiningView], Card]] = {
    NAME: _ask_name,
    RANK: _ask_rank,
    CONFIRM: _confirmation,
    ACCOUNT: _account,
    ASKED: _asked,
    OVER: _over,
    LEFT: _left,
}
