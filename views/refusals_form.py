"""What somebody reads whose report, its change or its details can't be taken as they were given."""

from models.activity_days import AllTold, DayIsFull, NotCounted
from models.activity_fields import LONGEST, Field, LongDetail, UnfitDetail
from models.changes import NothingChanged, NothingToChange, UnfitReason
from models.drafts import NoOpenForm
from models.errors import TooLong
from models.form import Misplaced, NotComplete, UnfitMove
from models.open_dates import BeforeJoining, LongOver, StillToCome
from models.photos import TooManyPhotos
from models.reopenings import CannotReopen
from models.reports import AlreadyReported, NotThereThatDay
from views.indonesian import number
from views.refusing import sentence

_MISPLACED = {
    Misplaced.NUMBER: "Angka itu tidak dapat dipakai di sini.",
    Misplaced.CONFIRMATION: "Tidak ada angka yang perlu dibenarkan.",
    Misplaced.SKIP: "Tidak ada yang dapat dilewati di sini.",
    Misplaced.TEXT: "Tulisan itu tidak dapat dipakai di sini.",
    Misplaced.JOINED: "Ikut serta diisi pada pertanyaannya masing-masing.",
    Misplaced.BESIDE_SUMMARY: "Itu hanya dapat dibuka dari ringkasan.",
    Misplaced.QUESTION: "Pertanyaan itu tidak ada.",
    Misplaced.ALL_NIL: "Sudah ada jawaban yang terisi.",
    Misplaced.SENDING: "Laporan dikirim dari ringkasan.",
    Misplaced.REASON: "Alasan diisi setelah perubahan.",
}
_DETAILS = {
    Field.PLACE: "Pelabuhan Batu Ampar",
    Field.TEXT: "patroli pesisir, tidak ada temuan",
    Field.PARTNERS: "KKP dan Polairud",
}


@sentence.register
def unfit_move(error: UnfitMove) -> str:
    """Say why a move does nothing where the form stands."""
    return _MISPLACED[error.what]


@sentence.register
def not_complete(_error: NotComplete) -> str:
    """Say what is still to be done before sending."""
    return "Belum semua pertanyaan terjawab. Ketuk Ubah pada yang masih kosong."


@sentence.register
def nothing_changed(_error: NothingChanged) -> str:
    """Say that a change is to be made before it is sent."""
    return "Belum ada yang berubah. Ketuk Ubah pada jawaban yang ingin diubah."


@sentence.register
def too_long(error: TooLong) -> str:
    """Say how much there is room for."""
    return f"Tulisan itu terlalu panjang: paling banyak {number(error.most)} huruf. Coba tulis lebih singkat."


@sentence.register
def unfit_reason(_error: UnfitReason) -> str:
    """Ask for a reason in words."""
    return "Tulis alasannya dengan singkat, misalnya: salah ketik"


@sentence.register
def nothing_to_change(_error: NothingToChange) -> str:
    """Say how to file what is not there yet."""
    return "Belum ada laporan untuk tanggal itu. Tulis /lapor untuk mengisinya."


@sentence.register
def no_open_form(_error: NoOpenForm) -> str:
    """Say how to open a form."""
    return "Tidak ada formulir yang sedang diisi. Tulis /lapor untuk membukanya."


@sentence.register
def still_to_come(_error: StillToCome) -> str:
    """Say that the date lies ahead."""
    return "Tanggal itu belum tiba. Tulis /lapor untuk laporan hari ini."


@sentence.register
def long_over(error: LongOver) -> str:
    """Say for how long a date can be filed for."""
    return f"Laporan hanya dapat diisi sampai {error.days} hari setelah tanggalnya. Tulis /lapor untuk hari ini."


@sentence.register
def before_joining(_error: BeforeJoining) -> str:
    """Say that the member was not there yet."""
    return "Belum terdaftar pada tanggal itu. Tulis /lapor untuk laporan hari ini."


@sentence.register
def not_there_that_day(_error: NotThereThatDay) -> str:
    """Say that the member was not there when the report would be taken in."""
    return "Anda belum terdaftar pada tanggal itu."


@sentence.register
def already_reported(_error: AlreadyReported) -> str:
    """Say that there is a report."""
    return "Laporan untuk tanggal itu sudah ada."


@sentence.register
def cannot_reopen(_error: CannotReopen) -> str:
    """Say that a date stays as it is."""
    return "Tanggal itu tidak perlu, atau tidak dapat lagi, dibuka kembali."


@sentence.register
def day_is_full(error: DayIsFull) -> str:
    """Say how many activities a day has room for."""
    return f"Paling banyak {error.most} rincian kegiatan untuk satu hari. Ubah atau hapus salah satunya."


@sentence.register
def not_counted(_error: NotCounted) -> str:
    """Say that the count comes first."""
    return "Kegiatan itu belum terhitung pada laporan hari itu. Isi jumlahnya dahulu dengan /lapor."


@sentence.register
def all_told(error: AllTold) -> str:
    """Say that each counted activity has its details."""
    return f"{error.label} tercatat {number(error.counted)}, dan semuanya sudah ada rinciannya."


@sentence.register
def unfit_detail(error: UnfitDetail) -> str:
    """Ask for what the open question of the details wants."""
    if error.field == Field.PHOTO:
        return "Yang ditunggu sebuah foto. Kirim fotonya di sini, atau ketuk ‹ Kembali."
    return f"Belum ada tulisan yang terbaca. Tulis misalnya: {_DETAILS[error.field]}"


@sentence.register
def long_detail(error: LongDetail) -> str:
    """Say how much there is room for in a detail."""
    return (
        f"Tulisan itu {number(error.length)} huruf, paling banyak {number(LONGEST[error.field])}. "
        f"Coba tulis lebih singkat, misalnya: {_DETAILS[error.field]}"
    )


@sentence.register
def too_many_photos(error: TooManyPhotos) -> str:
    """Say that the photos want a place first."""
    return f"Sudah {error.most} foto hari ini belum masuk ke kegiatan. Tempatkan dahulu."
