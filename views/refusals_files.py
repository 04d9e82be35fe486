"""The sentences of what can go wrong with a file that somebody hands in."""

from collections.abc import Callable, Mapping
from typing import Any

from models.errors import LaporError, quoted
from models.sheet_columns import MissingColumns, RepeatedColumn, UnreadableDate, UnreadableNumber, as_text
from models.spreadsheets import EmptyFile, FileTooLarge, OldWorkbook, UnreadableFile
from views.indonesian import number

_MEGABYTE = 1024 * 1024


def _unreadable(error: UnreadableFile) -> str:
    return (
        f"Berkas {quoted(error.name)} tidak dapat dibaca: rusak, terkunci kata sandi, atau bukan tabel. "
        "Simpan ulang sebagai .xlsx atau .csv."
    )


def _old(error: OldWorkbook) -> str:
    return f"Berkas {quoted(error.name)} bukan .xlsx. Buka, lalu simpan sebagai Excel (.xlsx) atau .csv."


def _too_large(error: FileTooLarge) -> str:
    most = {
        "bytes": f"{error.most // _MEGABYTE} MB",
        "rows": f"{number(error.most)} baris",
        "columns": f"{number(error.most)} kolom",
    }
    return f"Berkas {quoted(error.name)} terlalu besar: paling banyak {most[error.unit]}. Bagi menjadi beberapa berkas."


def _empty(error: EmptyFile) -> str:
    return f"Berkas {quoted(error.name)} kosong."


def _missing_columns(error: MissingColumns) -> str:
    found = ", ".join(error.found[:12]) or "tidak ada"
    return f"Kolom yang tidak ditemukan: {', '.join(error.missing)}. Kolom yang terbaca: {found}."


def _repeated_column(error: RepeatedColumn) -> str:
    return f"Kolom {error.column} ada lebih dari satu. Hapus atau ganti nama salah satunya."


def _date(error: UnreadableDate) -> str:
    return f'{quoted(as_text(error.cell))} tidak dikenali sebagai tanggal. Tulis misalnya "24/7/2025".'


def _count(error: UnreadableNumber) -> str:
    told = f"bilangan bulat 0 sampai {number(error.maximum)}"
    return f'{quoted(as_text(error.cell))} bukan {told}. Tulis misalnya "3", atau "nihil".'


SENTENCES: Mapping[type[LaporError], Callable[[Any], str]] = {
    UnreadableFile: _unreadable,
    OldWorkbook: _old,
    FileTooLarge: _too_large,
    EmptyFile: _empty,
    MissingColumns: _missing_columns,
    RepeatedColumn: _repeated_column,
    UnreadableDate: _date,
    UnreadableNumber: _count,
}
