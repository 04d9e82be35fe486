"""What somebody reads who asks for people, units or agencies that are not there, not theirs, or not to be changed."""

from models.invitations import ForOneOnly, InvitedAlready, MayNotInvite
from models.member_changes import LastAdministrator, MayNotChange, NeedsAccount, PlaceClosed, UnfitFirstDay
from models.organisation import AlreadyThere, UnknownPlace, UnknownProvince
from models.recap import OtherAgency
from models.shaped_places import MayNotShape
from models.structure_checks import StillAwaited, StillPeopled, UnfitPlaceName
from models.structure_words import UnfitCode
from models.written_names import ShortName, UnreadableRank
from views.indonesian import long_date, short_date
from views.refusing import quoted, sentence


@sentence.register
def may_not_invite(_error: MayNotInvite) -> str:
    """Say that an invitation is not theirs to make."""
    return "Anda tidak dapat mengundang untuk peran atau satuan itu."


@sentence.register
def for_one_only(_error: ForOneOnly) -> str:
    """Say that each coordinator or administrator gets a link of their own."""
    return "Tautan untuk koordinator atau administrator berlaku bagi satu orang saja. Buat satu tautan per orang."


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
def other_agency(_error: OtherAgency) -> str:
    """Say that somebody coordinates one agency only."""
    return "Anda hanya dapat melihat rekap K/L Anda sendiri. Tulis /rekap tanpa nama K/L."


@sentence.register
def invited_already(_error: InvitedAlready) -> str:
    """Say that a card makes one link only, which is not shown again."""
    return "Tautan dari kartu ini sudah dibuat, dan hanya tampil sekali. Untuk tautan lain, tulis /undang."


@sentence.register
def may_not_change(_error: MayNotChange) -> str:
    """Say that this is not theirs to change."""
    return "Anda tidak dapat mengubah itu untuk anggota ini."


@sentence.register
def unfit_first_day(error: UnfitFirstDay) -> str:
    """Say from which days a change may begin."""
    return f"Tanggal mulai harus antara {short_date(error.earliest)} dan {short_date(error.latest)}."


@sentence.register
def place_closed(error: PlaceClosed) -> str:
    """Say that nobody can be there then."""
    if error.opens_on is not None:
        return f"{error.unit_name} baru dibuka mulai {long_date(error.opens_on)}. Pilih tanggal itu atau sesudahnya."
    return f"{error.unit_name} tidak dibuka pada tanggal itu. Pilih satuan lain."


@sentence.register
def last_administrator(_error: LastAdministrator) -> str:
    """Say that somebody else has to be administrator first."""
    return "Ini satu-satunya administrator. Tunjuk administrator lain dahulu, lewat /undang atau Ubah peran."


@sentence.register
def needs_account(error: NeedsAccount) -> str:
    """Say that whoever takes over a role has to come in first."""
    return f"{error.name} belum memiliki akun Telegram di sini, jadi belum dapat menerima peran itu."


@sentence.register
def short_name(_error: ShortName) -> str:
    """Ask again for the name."""
    return "Nama itu terlalu pendek. Tulis nama lengkap, misalnya: Budi Santoso"


@sentence.register
def unreadable_rank(_error: UnreadableRank) -> str:
    """Ask again for the rank."""
    return "Pangkat belum terbaca. Tulis misalnya: Lettu Bakamla, atau - jika tidak ada."


@sentence.register
def may_not_shape(_error: MayNotShape) -> str:
    """Say that this is not theirs to change."""
    return "Anda tidak dapat mengubah K/L atau satuan itu."


@sentence.register
def still_peopled(error: StillPeopled) -> str:
    """Say that the members have to go somewhere."""
    return f"Masih ada {error.members} anggota di sana. Tentukan dahulu: pindah ke satuan lain, atau berakhir."


@sentence.register
def still_awaited(error: StillAwaited) -> str:
    """Say that somebody is to come there when it opens."""
    return f"{error.members} anggota direncanakan pindah ke sana saat dibuka. Ubah dahulu rencana mereka di /anggota."


@sentence.register
def unfit_place_name(_error: UnfitPlaceName) -> str:
    """Ask again for a name."""
    return "Nama itu terlalu pendek. Tulis nama lengkapnya, misalnya: Pangkalan Ambon"


@sentence.register
def unfit_code(_error: UnfitCode) -> str:
    """Ask again for code and name."""
    return "Tulis kode tanpa spasi, lalu namanya, misalnya: AMBON Pangkalan Ambon"
