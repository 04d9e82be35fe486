"""What is kept about a member and why, their consent, their files, and being forgotten."""

from datetime import date, datetime

from models.erasures import COOLING_OFF, ErasureView
from models.permissions import Person
from models.provinces import Zone
from models.schedule import Schedule
from models.schema import ErasureState
from views.indonesian import long_date, long_moment, number
from views.payloads import write
from views.privacy_taps import ConsentTap, ErasureTap, PrivacyChoice, PrivacyTap
from views.screen import Button, Card, Document, Rows, lines, said

_TITLE = "<b>Data pribadi Anda</b>"
_FORGET_TITLE = "<b>Hapus data saya</b>"
_HOUR = 3600


def privacy_card(version: date, consented_at: datetime | None, schedule: Schedule, person: Person) -> Card:
    """Say what is kept, what for, for how long and who sees it (Law 27/2022, articles 21 and 5–13).

    Whoever has left is not asked to agree, and can't correct reports any more.
    """
    agree = () if consented_at or person.has_left else ((Button("Saya setuju", write(ConsentTap(version))),),)
    return Card(
        lines(
            f"{_TITLE} · versi {long_date(version)}",
            "<b>Untuk apa:</b> laporan harian dan rekap Satgas Koordinasi Pencegahan, tidak untuk yang lain.",
            "<b>Apa:</b> nama, pangkat, satuan, nomor Telegram, NRP/NIP bila Anda memberinya; laporan, izin, dan "
            "rincian yang Anda kirim. NIK tidak pernah diminta.",
            "<b>Siapa yang melihat:</b> Anda, operator satuan, koordinator K/L Anda, dan koordinator desk. Grup hanya "
            "melihat jumlah per K/L. NRP/NIP disamarkan bagi semua orang selain Anda.",
            f"<b>Berapa lama:</b> angka laporan tetap; foto {number(schedule.photo_days)} hari, posisi "
            f"{number(schedule.position_days)} hari.",
            f"<b>Hak Anda (UU 27/2022):</b> melihat (/datasaya), memperbaiki ({_correct(person)}), menghapus "
            "(/hapusdata).",
            _consent_line(consented_at, person.zone),
        ),
        (*agree, (_files_button(),), (Button("Hapus data saya", write(PrivacyTap(PrivacyChoice.FORGET))),)),
    )


def consent_question(version: date) -> Card:
    """Ask somebody for consent who was here before the text was: nothing waits for the answer."""
    return Card(
        lines(
            f"<b>Perlindungan data pribadi</b> · versi {long_date(version)}",
            "Bot ini menyimpan nama, pangkat, satuan, dan laporan Anda untuk rekap Satgas, sesuai UU 27/2022.",
            "Mohon baca dan setujui. Pelaporan Anda tetap berjalan seperti biasa.",
        ),
        (
            (Button("Saya setuju", write(ConsentTap(version))),),
            (Button("Baca selengkapnya", write(PrivacyTap(PrivacyChoice.READ))),),
        ),
    )


def consent_notice() -> str:
    """Say to a tap that the consent is noted."""
    return "Terima kasih. Persetujuan Anda tercatat."


def new_version_notice() -> str:
    """Say to an old button that the text has changed."""
    return "Isinya sudah diperbarui. Mohon baca versi yang baru."


def files_coming() -> Card:
    """Say that both files are on their way."""
    return Card("Data Anda sedang disiapkan: satu berkas untuk dibaca, satu untuk program lain (JSON).")


def files_were_sent() -> Card:
    """Say that the files were asked for a moment ago."""
    return Card("Data Anda baru saja disiapkan. Lihat berkas di atas, atau ulangi satu jam lagi.")


def file_card(document: Document) -> Card:
    """Give one of the files."""
    reading = "Semua yang disimpan tentang Anda. Simpan berkas ini di tempat yang aman."
    return Card(reading if document.name.endswith(".txt") else "Isi yang sama, untuk program lain.", document=document)


def forget_question(person: Person) -> Card:
    """Say what being forgotten means, and ask."""
    hours = int(COOLING_OFF.total_seconds()) // _HOUR
    return Card(
        lines(
            _FORGET_TITLE,
            "Dihapus: nama, pangkat, NRP/NIP, nomor Telegram, catatan, foto, posisi, rincian kegiatan.",
            "Tetap: angka laporan, tanpa nama, agar rekap tidak berubah.",
            f"Koordinator Anda menyetujui dahulu; {hours} jam sesudahnya data dihapus. Sampai saat itu Anda dapat "
            "membatalkannya.",
            "Ini tidak dapat dikembalikan."
            if person.has_left
            else "Sesudahnya Anda bukan anggota lagi, dan ini tidak dapat dikembalikan.",
        ),
        ((Button("Ajukan penghapusan", write(PrivacyTap(PrivacyChoice.FORGET_SURELY))),), (_files_button(),)),
    )


def request_card(request: ErasureView, zone: Zone) -> Card:
    """Say where one's own request stands."""
    if request.state == ErasureState.GRANTED and request.due_at is not None:
        told = f"Disetujui. Data Anda dihapus {long_moment(request.due_at, zone)}."
    else:
        told = "Permohonan Anda menunggu persetujuan koordinator."
    return Card(lines(_FORGET_TITLE, told), _take_back())


def taken_back_card(person: Person) -> Card:
    """Say that nothing will be erased."""
    told = "Dibatalkan. Data Anda tetap ada."
    return Card(lines(_FORGET_TITLE, told if person.has_left else f"{told[:-1]}, dan Anda tetap anggota."))


def nothing_asked_card() -> Card:
    """Say that there is no request any more."""
    return Card(lines(_FORGET_TITLE, "Tidak ada permohonan yang menunggu."))


def decision_card(request: ErasureView, zone: Zone) -> Card:
    """Ask a coordinator to decide, or say what was decided."""
    head = f"<b>Permohonan penghapusan data</b> · {said(request.name)}, {said(request.unit_name)}"
    if request.state != ErasureState.ASKED:
        return Card(lines(head, _decided(request, zone)))
    return Card(
        lines(
            head,
            "Dihapus: nama, pangkat, NRP/NIP, akun, catatan, foto, posisi. Angka laporan tetap; rekap tidak berubah.",
        ),
        (
            (Button("Setujui penghapusan", write(ErasureTap(request.id, granted=True))),),
            (Button("Tolak", write(ErasureTap(request.id, granted=False))),),
        ),
    )


def told_decision(request: ErasureView, zone: Zone) -> Card:
    """Tell a member what was decided on their request."""
    if request.state == ErasureState.GRANTED:
        return request_card(request, zone)
    return Card(
        lines(
            _FORGET_TITLE, "Koordinator Anda belum dapat menyetujui permohonan ini. Silakan hubungi koordinator Anda."
        )
    )


def _decided(request: ErasureView, zone: Zone) -> str:
    if request.state == ErasureState.GRANTED and request.due_at is not None:
        return f"Disetujui. Dihapus {long_moment(request.due_at, zone)}, kecuali dibatalkan."
    return {
        ErasureState.DECLINED: "Ditolak.",
        ErasureState.TAKEN_BACK: "Dibatalkan oleh yang bersangkutan.",
    }.get(request.state, "Sudah dilaksanakan.")


def _correct(person: Person) -> str:
    return "lewat koordinator Anda" if person.has_left else "/ubah"


def _consent_line(consented_at: datetime | None, zone: Zone) -> str:
    if consented_at is None:
        return "Anda belum menyatakan persetujuan."
    return f"Anda setuju pada {long_date(consented_at.astimezone(zone.tz).date())}."


def _files_button() -> Button:
    return Button("Unduh data saya", write(PrivacyTap(PrivacyChoice.FILES)))


def _take_back() -> Rows:
    return ((Button("Batalkan permohonan", write(PrivacyTap(PrivacyChoice.TAKE_BACK))),),)
