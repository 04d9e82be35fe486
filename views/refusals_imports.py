"""The sentences of what can be wrong with a row of an old spreadsheet."""

from models.import_units import UnknownUnit
from models.report_sheets import DayToCome, NoName, ToldTwice
from models.report_sorting import AlreadyOtherwise, CountedAlready
from views.indonesian import short_date
from views.refusing import quoted, sentence


@sentence.register
def no_name(_error: NoName) -> str:
    """Say what a name is."""
    return "Nama kosong atau lebih dari 80 huruf."


@sentence.register
def day_to_come(error: DayToCome) -> str:
    """Say that a date lies ahead."""
    return f"Tanggal {short_date(error.day)} belum tiba."


@sentence.register
def told_twice(error: ToldTwice) -> str:
    """Say which other row tells the same."""
    return f"Tanggal, satuan, dan petugas ini sudah ada di baris {error.first_row}. Gabungkan atau hapus salah satunya."


@sentence.register
def unknown_unit(error: UnknownUnit) -> str:
    """Say how a unit can be made."""
    return f"{error.agency_code} tidak punya satuan {quoted(error.name)}. Betulkan, atau tambahkan --create-units."


@sentence.register
def already_otherwise(error: AlreadyOtherwise) -> str:
    """Say what is stored, which stays."""
    source = "impor sebelumnya" if error.imported else "laporan petugas"
    return f"Sudah ada dari {source}: {error.stored}. Yang tertulis di sini: {error.told}. Tidak diubah."


@sentence.register
def counted_already(error: CountedAlready) -> str:
    """Say what counts already, beside which the row would count the same once more."""
    if error.officers:
        return "Petugas satuan ini sudah melapor untuk tanggal itu; baris tanpa petugas menghitungnya dua kali."
    return "Jumlah seluruh satuan untuk tanggal itu sudah ada; baris petugas ini menghitungnya dua kali."
