"""The sentences of what can go wrong with a file that somebody hands in."""

from models.member_sheets import NamedTwice, RoundedServiceNumber, UnknownRole, UnreadableServiceNumber
from models.sheet_columns import MissingColumns, RepeatedColumn, UnreadableDate, UnreadableNumber, as_text
from models.spreadsheets import EmptyFile, FileTooLarge, OldWorkbook, UnreadableFile
from views.indonesian import number
from views.refusing import quoted, sentence

_MEGABYTE = 1024 * 1024


@sentence.register
def unreadable_file(error: UnreadableFile) -> str:
    """Say how a file can be read."""
    return (
        f"Berkas {quoted(error.name)} tidak dapat dibaca: rusak, terkunci kata sandi, atau bukan tabel. "
        "Simpan ulang sebagai .xlsx atau .csv."
    )


@sentence.register
def old_workbook(error: OldWorkbook) -> str:
    """Say which kind of file is read."""
    return f"Berkas {quoted(error.name)} bukan .xlsx. Buka, lalu simpan sebagai Excel (.xlsx) atau .csv."


@sentence.register
def file_too_large(error: FileTooLarge) -> str:
    """Say how large a file can be."""
    most = {
        "bytes": f"{error.most // _MEGABYTE} MB",
        "rows": f"{number(error.most)} baris",
        "columns": f"{number(error.most)} kolom",
    }
    return f"Berkas {quoted(error.name)} terlalu besar: paling banyak {most[error.unit]}. Bagi menjadi beberapa berkas."


@sentence.register
def empty_file(error: EmptyFile) -> str:
    """Say that there is nothing in it."""
    return f"Berkas {quoted(error.name)} kosong."


@sentence.register
def missing_columns(error: MissingColumns) -> str:
    """Say which columns were asked for, and which were found."""
    found = ", ".join(error.found[:12]) or "tidak ada"
    return f"Kolom yang tidak ditemukan: {', '.join(error.missing)}. Kolom yang terbaca: {found}."


@sentence.register
def repeated_column(error: RepeatedColumn) -> str:
    """Say that a column stands there once."""
    return f"Kolom {error.column} ada lebih dari satu. Hapus atau ganti nama salah satunya."


@sentence.register
def unreadable_date(error: UnreadableDate) -> str:
    """Say how a date is written."""
    return f'{quoted(as_text(error.cell))} tidak dikenali sebagai tanggal. Tulis misalnya "24/7/2025".'


@sentence.register
def unreadable_number(error: UnreadableNumber) -> str:
    """Say how a number is written."""
    told = f"bilangan bulat 0 sampai {number(error.maximum)}"
    return f'{quoted(as_text(error.cell))} bukan {told}. Tulis misalnya "3", atau "nihil".'


@sentence.register
def unreadable_service_number(_error: UnreadableServiceNumber) -> str:
    """Say how an NRP or NIP looks."""
    return "NRP atau NIP berisi 5 sampai 18 angka, misalnya 12345678. Kosongkan bila tidak ada."


@sentence.register
def rounded_service_number(_error: RoundedServiceNumber) -> str:
    """Say how a spreadsheet keeps all digits."""
    return (
        "NRP atau NIP ini tersimpan sebagai angka, sehingga angka terakhirnya hilang. Ubah format kolomnya menjadi "
        "Teks, lalu tulis ulang."
    )


@sentence.register
def unknown_role(error: UnknownRole) -> str:
    """Say which roles a list can hand out."""
    return f"Peran {quoted(error.written)} tidak dikenal. Tulis petugas, operator satuan, atau koordinator."


@sentence.register
def named_twice(error: NamedTwice) -> str:
    """Say that somebody stands there twice."""
    return f"Orang yang sama sudah ada di baris {error.first_row}."
