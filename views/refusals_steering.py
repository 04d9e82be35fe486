"""What somebody reads whose broadcast, hours or days without duty can't be taken as they were given."""

from models.broadcasts import NobodyToTell, NoWords
from models.hours import HoursOutOfOrder
from models.rests import RestOver, RestTooLong, RestWithoutDay
from models.schedule_changes import MOST_DAYS, UnfitSetting, UnknownSetting
from views.hours import in_order
from views.indonesian import number
from views.refusing import quoted, sentence


@sentence.register
def hours_out_of_order(error: HoursOutOfOrder) -> str:
    """Say how the hours would follow each other."""
    return f"Jam harus berurutan, tetapi akan menjadi: {in_order(error.schedule)}. Tulis jam yang lain."


@sentence.register
def rest_without_day(error: RestWithoutDay) -> str:
    """Say that no date was read."""
    return f"{quoted(error.written)} belum bertanggal. Tulis tanggal dan namanya, misalnya: 17/8/2026 HUT RI"


@sentence.register
def rest_over(_error: RestOver) -> str:
    """Say that what was counted stays counted."""
    return "Hari yang sudah lewat tidak dapat dijadikan libur. Tulis tanggal mulai hari ini, misalnya: 17/8/2026 HUT RI"


@sentence.register
def rest_too_long(error: RestTooLong) -> str:
    """Say how long a rest can be."""
    return f"Satu libur paling lama {error.most} hari. Tulis misalnya: 20/3/2026 - 25/3/2026 cuti bersama"


@sentence.register
def no_words(_error: NoWords) -> str:
    """Ask for the words of a broadcast."""
    return "Belum ada pesan yang terbaca. Tulis misalnya: Rapat koordinasi besok pukul 09.00 WIB."


@sentence.register
def nobody_to_tell(_error: NobodyToTell) -> str:
    """Say that nobody would get the broadcast."""
    return "Saat ini tidak ada yang akan menerimanya. Tulis /siaran untuk memilih penerima lain."


@sentence.register
def unknown_setting(error: UnknownSetting) -> str:
    """Say that nothing is called so."""
    return f"Tidak ada pengaturan {quoted(error.key)}. Lihat daftarnya: python -m bot setting list"


@sentence.register
def unfit_setting(error: UnfitSetting) -> str:
    """Say what could be written."""
    wanted = "jam yang sesuai urutannya, misalnya 20:30" if error.is_hour else f"1 sampai {number(MOST_DAYS)} hari"
    return f"{quoted(error.key)} harus berupa {wanted}."
