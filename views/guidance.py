"""Help, the menu of commands, and what is said when something was not understood or went wrong."""

import hashlib

from models.permissions import Person, commands_of
from models.schema import Role
from models.standing import Standing
from views.days_off_taps import ClockTap
from views.payloads import write
from views.report_taps import ContinueTap
from views.roles import ROLE_NAMES
from views.screen import Button, Card, lines, said
from views.standing import where_line

#: Bot API: BotCommand; a description holds 256 characters.
COMMAND_DESCRIPTIONS = {
    "lapor": "Isi laporan harian",
    "ubah": "Ubah laporan yang sudah dikirim",
    "riwayat": "Riwayat laporan Anda",
    "izin": "Izin, sakit, cuti, dinas luar, lepas piket",
    "privasi": "Data pribadi Anda: apa, untuk apa, berapa lama",
    "datasaya": "Semua data Anda sebagai berkas",
    "hapusdata": "Ajukan penghapusan data Anda",
    "batal": "Tutup formulir, isinya disimpan",
    "bantuan": "Bantuan",
    "rekap": "Rekap hari, tanggal, atau semester",
    "ekspor": "Berkas rekap: Excel, PDF, Word, CSV",
    "capaian": "Capaian: penindakan, nilai barang, tersangka",
    "anggota": "Cari dan urus anggota",
    "tindak": "Catat atau koreksi penindakan",
    "undang": "Undang anggota",
    "operasi": "Operasi: hari ke berapa, K/L, hasilnya",
    "satuan": "K/L dan satuan: tambah, ubah, tutup",
    "grup": "Grup koordinasi",
    "belum": "Siapa yang belum lapor",
    "jadwal": "Jam undangan, pengingat, dan batas waktu",
    "kalender": "Hari dinas dan hari libur",
    "target": "Target semester dan laju pencapaiannya",
    "siaran": "Pesan kepada anggota",
    "antrean": "Pesan yang menunggu, gagal, atau belum pasti",
}

#: Every command, by what it is for.
PURPOSES = (
    ("Laporan", ("lapor", "ubah", "riwayat", "izin", "batal")),
    ("Data Anda", ("privasi", "datasaya", "hapusdata", "bantuan")),
    ("Melihat", ("rekap", "belum", "capaian", "ekspor")),
    (
        "Mengatur",
        (
            *("anggota", "undang", "satuan", "target", "operasi", "tindak"),
            *("kalender", "jadwal", "grup", "siaran", "antrean"),
        ),
    ),
)


def menu(role: Role) -> list[tuple[str, str]]:
    """Give the commands that Telegram shows to this role, with their descriptions."""
    return [(command, COMMAND_DESCRIPTIONS[command]) for command in commands_of(role)]


def menu_key(role: Role) -> str:
    """Give what is kept of a member who sees this role's menu: it changes with the menu (24 characters at most)."""
    digest = hashlib.sha256(repr(menu(role)).encode()).hexdigest()
    return f"{role}:{digest[:5]}"


def help_card(person: Person, standing: Standing | None) -> Card:
    """Say where this person is, and what they can do here."""
    go_on = ((Button("Lanjutkan", write(ContinueTap())),),) if standing else ()
    return Card(
        lines(
            f"<b>Bantuan</b> · {ROLE_NAMES[person.role]}, {said(person.unit_name)}",
            where_line(standing) if standing else None,
            *command_lines(person.role),
            None if standing else _example(person.role),
            "Jangan kirim bahan rahasia, rencana operasi, atau nama tersangka.",
        ),
        (*go_on, (Button("Ubah zona waktu", write(ClockTap())),)),
    )


def command_lines(role: Role) -> list[str]:
    """Give what the role may use, one line for each purpose: Telegram's own menu describes each command."""
    theirs = set(commands_of(role))
    purposes = ((purpose, [command for command in commands if command in theirs]) for purpose, commands in PURPOSES)
    return [
        f"{purpose}: {' '.join(f'/{command}' for command in commands)}" for purpose, commands in purposes if commands
    ]


def _example(role: Role) -> str:
    if "rekap" in commands_of(role):
        return "Contoh: /rekap kemarin, /rekap 24/7/2025, /rekap semester 1 2025"
    return "Jawaban boleh diketuk atau ditulis: 3, dua, nihil."


def no_open_form() -> Card:
    """Say that there is nothing to leave."""
    return Card("Tidak ada formulir yang sedang diisi. Tulis /lapor untuk melapor, atau /bantuan.")


def prompt_left() -> Card:
    """Say that a question outside of the form was dropped."""
    return Card("Pertanyaan ditutup, tidak ada yang berubah. Tulis /lapor untuk melapor, atau /bantuan.")


def unknown_command() -> Card:
    """Answer a command that does not exist or is not theirs."""
    return Card("Perintah itu tidak tersedia. Tulis /bantuan untuk melihat pilihan Anda.")


def only_numbers() -> Card:
    """Answer a sticker, a voice message or anything else that can't be an answer."""
    return Card("Stiker, suara, dan sejenisnya tidak dibaca sebagai jawaban. Tulis angkanya, misalnya 3, atau nihil.")


def forwarded_is_ignored() -> Card:
    """Answer a forwarded message: these are somebody else's words."""
    return Card("Pesan terusan tidak dicatat sebagai jawaban. Tulis sendiri jawabannya, misalnya 3, atau nihil.")


def edited_is_ignored() -> Card:
    """Answer an edited message: what was sent first has counted."""
    return Card("Mengubah pesan lama tidak mengubah jawaban. Gunakan tombol ‹ Kembali pada formulir.")


def failed() -> str:
    """Say that something went wrong on our side, and that nothing was half done."""
    return "Maaf, ada gangguan di pihak kami. Tidak ada yang tersimpan setengah. Silakan ulangi sebentar lagi."


def waiting() -> str:
    """Say that nothing can be stored for a while, and that what was sent is not lost."""
    return (
        "Penyimpanan kami sedang terganggu. Kiriman Anda tidak hilang dan diproses begitu pulih; tidak perlu diulang."
    )


def too_much_at_once() -> str:
    """Say that somebody sent more at once than can be read."""
    return "Terlalu banyak pesan sekaligus: yang terakhir tidak terbaca. Tunggu sebentar, lalu kirim lagi."


def old_button_notice() -> str:
    """Answer a button that means nothing (any more)."""
    return "Tombol ini sudah tidak berlaku."
