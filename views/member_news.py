"""What somebody is told of what others changed about them, and coordinators of those who ask to join."""

from datetime import date

from models.join_requests import Asking
from models.provinces import Zone
from models.schema import Role
from models.telling import News
from views import signs
from views.indonesian import long_date
from views.invite_taps import DecideTap
from views.payloads import write
from views.roles import ROLE_NAMES
from views.screen import Button, Card, lines, said


def moved(unit_name: str, first_day: date, by: str) -> Card:
    """Tell of a transfer."""
    return Card(
        lines(
            f"<b>Anda dipindahkan</b> ke {said(unit_name)}",
            f"Mulai {long_date(first_day)}, oleh {said(by)}.",
            "Laporan sebelum tanggal itu tetap tercatat di satuan lama.",
        )
    )


def role_changed(role: Role, by: str) -> Card:
    """Tell of another role."""
    return Card(
        lines(f"<b>Peran Anda sekarang {ROLE_NAMES[role]}</b>", f"Oleh {said(by)}. Yang dapat Anda lakukan: /bantuan.")
    )


def leaves(first_day: date, by: str) -> Card:
    """Tell that somebody is no member any more from a day to come."""
    return Card(
        lines(
            f"<b>Keanggotaan Anda berakhir</b> mulai {long_date(first_day)}",
            f"Oleh {said(by)}. Sampai hari itu Anda tetap melapor.",
        )
    )


def left() -> Card:
    """Tell that somebody is no member any more."""
    return Card(
        lines(
            "Keanggotaan Anda sudah berakhir. Terima kasih atas kerja samanya.",
            "Data Anda tetap dapat Anda lihat (/privasi, /datasaya) dan ajukan untuk dihapus (/hapusdata).",
        )
    )


def returned(unit_name: str, first_day: date) -> Card:
    """Tell that somebody is a member again."""
    return Card(
        lines(
            f"<b>Selamat datang kembali</b> di {said(unit_name)}",
            f"Mulai {long_date(first_day)} Anda melapor lagi: /lapor.",
        )
    )


def renamed(name: str, by: str) -> Card:
    """Tell that a name was put right."""
    return Card(lines(f"<b>Nama Anda sekarang tercatat: {said(name)}</b>", f"Diubah oleh {said(by)}."))


def reranked(rank: str | None, by: str) -> Card:
    """Tell of another rank."""
    return Card(lines(f"<b>Pangkat Anda sekarang tercatat: {said(rank or '—')}</b>", f"Diubah oleh {said(by)}."))


def clock_set(zone: Zone, last_day: date, by: str) -> Card:
    """Tell that somebody lives by another clock for some days."""
    return Card(
        lines(
            f"<b>Zona waktu Anda {zone.label}</b> sampai {long_date(last_day)}",
            f"Diatur oleh {said(by)}. Tanggal laporan dan pengingat mengikuti zona ini.",
        )
    )


def clock_dropped(zone: Zone, by: str) -> Card:
    """Tell that somebody lives by their unit's clock again."""
    return Card(lines(f"<b>Zona waktu Anda kembali {zone.label}</b> (zona satuan)", f"Diatur oleh {said(by)}."))


def account_gone(news: News) -> Card:
    """Tell the old Telegram account that it is no member's any more."""
    if news == News.ACCOUNT_MOVED:
        return Card(
            "Akun Anda sudah dipindahkan ke akun Telegram lain. Jika bukan Anda yang melakukannya, segera hubungi "
            "koordinator Anda."
        )
    return Card("Akun Telegram ini sudah diputus oleh koordinator Anda. Akun baru diberikan lewat tautan.")


def asks_to_join(asking: Asking) -> Card:
    """Show somebody who asks to join to whoever decides."""
    decision = (
        Button("Terima", write(DecideTap(asking.id, accept=True))),
        Button("Tolak", write(DecideTap(asking.id, accept=False))),
    )
    return Card(
        lines(
            "<b>Permohonan bergabung</b>",
            f"Nama: {said(asking.name or '')}",
            f"Pangkat: {said(asking.rank or '—')}",
            f"Satuan: {said(asking.unit_name)}, {said(asking.agency_name)}",
            "Terima hanya jika Anda mengenalnya.",
        ),
        (decision,),
    )


def decided(*, accepted: bool, unit_name: str) -> Card:
    """Tell whoever asked what was decided; who was not let in learns nothing more."""
    if accepted:
        return Card(
            lines(
                f"<b>Selamat datang di {said(unit_name)}.</b>",
                "Setiap hari Anda akan diingatkan. Untuk melapor kapan saja, tulis /lapor.",
                "Mohon tidak mengirim bahan rahasia, rencana operasi, atau nama tersangka.",
            )
        )
    return Card("Permohonan Anda belum dapat diterima. Silakan hubungi koordinator Anda.")


def guessing_seen(together: int) -> Card:
    """Tell an administrator that somebody tries links or codes."""
    return Card(
        lines(
            f"<b>{signs.UNREACHABLE} Ada yang mencoba-coba tautan atau kode</b>",
            f"{together} percobaan gagal dalam satu jam terakhir. Percobaan berikutnya diperlambat.",
            "Bila kode satuan sudah tersebar, ganti lewat /undang.",
        )
    )
