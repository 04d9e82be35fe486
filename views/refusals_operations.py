"""What somebody reads whose target or operation cannot be as they wrote it."""

from models.operation_plans import LONGEST_DESCRIPTION, LONGEST_NAME, OperationFlaw, UnfitOperation
from models.operation_words import EndsBeforeItBegins, UnreadablePlan
from models.operations import LONGEST
from models.targets import UnfitTarget
from views.indonesian import number
from views.refusing import quoted, sentence


@sentence.register
def unfit_target(error: UnfitTarget) -> str:
    """Say between what a target lies."""
    return f"Target harus antara 1 dan {number(error.most)}. Untuk meniadakannya, tulis: hapus"


@sentence.register
def unfit_operation(error: UnfitOperation) -> str:
    """Say why an operation cannot be so."""
    return {
        OperationFlaw.NO_NAME: "Nama operasi belum terbaca. Tulis misalnya: Patroli Gabungan",
        OperationFlaw.NAME_TOO_LONG: f"Nama terlalu panjang: paling banyak {LONGEST_NAME} huruf.",
        OperationFlaw.DESCRIPTION_TOO_LONG: f"Keterangan terlalu panjang: paling banyak {LONGEST_DESCRIPTION} huruf.",
        OperationFlaw.TOO_SHORT: "Lama operasi paling sedikit 1 hari. Tulis misalnya: 55 hari",
        OperationFlaw.TOO_LONG: f"Lama operasi paling banyak {LONGEST} hari. Tulis misalnya: 55 hari",
        OperationFlaw.NO_AGENCY: "Belum ada K/L yang ikut. Ketuk paling sedikit satu.",
        OperationFlaw.UNKNOWN_AGENCY: "K/L itu tidak dikenal. Pilih dari daftar.",
        OperationFlaw.CLOSED: "Operasi ini sudah ditutup.",
        OperationFlaw.NOT_BEGUN: "Operasi ini belum dimulai. Ubah hari pertamanya bila batal.",
    }[error.flaw]


@sentence.register
def unreadable_plan(error: UnreadablePlan) -> str:
    """Say which line could not be read."""
    if error.is_agency:
        return f"K/L {quoted(error.line)} tidak dikenal. Tulis kodenya, misalnya: K/L: bakamla, tnial, kkp"
    return f'Baris {quoted(error.line)} tidak dikenali. Tulis nama dan isinya, misalnya: "lama: 55 hari".'


@sentence.register
def ends_before_it_begins(_error: EndsBeforeItBegins) -> str:
    """Say that the first day comes first."""
    return 'Hari terakhir harus setelah hari pertama. Tulis dulu "mulai: 28/7/2025", lalu "sampai: 20/9/2025".'
