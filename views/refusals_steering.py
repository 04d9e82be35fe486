"""What somebody reads whose target or operation cannot be as they wrote it."""

from models.operation_plans import LONGEST_DESCRIPTION, LONGEST_NAME, OperationFlaw, UnfitOperation
from models.operations import LONGEST
from models.targets import UnfitTarget
from views.indonesian import number
from views.refusing import sentence


@sentence.register
def unfit_target(error: UnfitTarget) -> str:
    """Say between what a target lies."""
    return f"Target harus antara 1 dan {number(error.most)}. Untuk meniadakannya, ketuk Hapus target."


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
