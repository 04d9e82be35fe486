"""What somebody reads who asks for people, units or agencies that are not there, or not theirs."""

from models.invitations import MayNotInvite
from models.joinings import NAME, UnfitAnswer
from models.organisation import AlreadyThere, UnknownPlace, UnknownProvince
from models.recap import OtherAgency, UnknownAgency
from views.refusing import quoted, sentence


@sentence.register
def may_not_invite(_error: MayNotInvite) -> str:
    """Say that an invitation is not theirs to make."""
    return "Anda tidak dapat mengundang untuk peran atau satuan itu."


@sentence.register
def unfit_answer(error: UnfitAnswer) -> str:
    """Ask again for the name or the rank."""
    if error.asked == NAME:
        return "Nama itu terlalu pendek. Tulis nama lengkap Anda, misalnya: Budi Santoso"
    return "Pangkat belum terbaca. Tulis misalnya: Lettu Bakamla, atau ketuk Lewati."


@sentence.register
def unknown_place(error: UnknownPlace) -> str:
    """Say where the codes are listed."""
    if error.unit is None:
        return f"Tidak ada K/L dengan kode {quoted(error.agency)}. Daftarnya: python -m bot agency list"
    return f"{error.agency} tidak punya satuan {quoted(error.unit)}. Daftarnya: python -m bot unit list {error.agency}"


@sentence.register
def unknown_province(error: UnknownProvince) -> str:
    """Say that provinces have Kemendagri's codes."""
    return f"Tidak ada provinsi dengan kode {error.code}. Contoh: 31 untuk DKI Jakarta."


@sentence.register
def already_there(error: AlreadyThere) -> str:
    """Say that a code is taken."""
    if error.unit is None:
        return f"K/L dengan kode {error.agency} sudah ada."
    return f"Satuan {error.agency}/{error.unit} sudah ada."


@sentence.register
def unknown_agency(error: UnknownAgency) -> str:
    """Say that no agency has that name, and what to write instead."""
    return f"K/L {quoted(error.words)} tidak dikenal. Tulis kodenya, misalnya: /rekap semester 1 2025 bakamla"


@sentence.register
def other_agency(_error: OtherAgency) -> str:
    """Say that somebody coordinates one agency only."""
    return "Anda hanya dapat melihat rekap K/L Anda sendiri. Tulis /rekap tanpa nama K/L."
