"""What somebody reads whose money, goods, enforcement event or opening balance could not be taken as written."""

from models.balance_words import LineFlaw, UnreadableBalance
from models.enforcement_changes import LONGEST_REASON, MOST_PEOPLE, EventFlaw, OvertakenEvent, UnfitEvent
from models.enforcement_choices import TapInstead
from models.goods import MOST_KINDS, QuantityFlaw, UnknownGoods, UnreadableQuantity
from models.money import MOST, MoneyFlaw, UnreadableMoney
from models.numerals import AmbiguousNumber
from models.opening_balances import LONGEST_SOURCE, BalanceFlaw, UnfitBalance
from views.goods import KIND_NAMES
from views.indonesian import number
from views.money import rupiah
from views.refusing import quoted, sentence

_MONEY_EXAMPLES = 'Tulis misalnya "Rp 7,9 M", "850 juta", atau "125.900.000".'


@sentence.register
def ambiguous(error: AmbiguousNumber) -> str:
    """Ask back what a single comma parts."""
    plain, bare = error.written.replace(",", "."), error.written.rstrip("0").rstrip(",")
    decimal = bare if bare != error.written else f"{bare}0"  # a fourth decimal can't be a thousand
    return f'{quoted(error.written)} dapat berarti dua hal. Tulis "{plain}" untuk ribuan, "{decimal}" untuk desimal.'


@sentence.register
def unreadable_money(error: UnreadableMoney) -> str:
    """Say what was read of an amount, and how one is written."""
    match error.flaw:
        case MoneyFlaw.NEGATIVE:
            return f"Terbaca {quoted(error.written)}, tetapi nilai tidak bisa kurang dari nol. {_MONEY_EXAMPLES}"
        case MoneyFlaw.BARE:
            read = rupiah(error.rupiah or 0)
            return f'Terbaca {read}. Maksudnya juta atau miliar? Tulis misalnya "{error.rupiah} juta" atau "{read}".'
        case MoneyFlaw.CENTS:
            return f'Terbaca {quoted(error.written)}, bukan rupiah bulat. Lupa "juta" atau "miliar"? {_MONEY_EXAMPLES}'
        case MoneyFlaw.TOO_MUCH:
            return f"Nilai itu terlalu besar: paling banyak {rupiah(MOST)}. Periksa lagi. {_MONEY_EXAMPLES}"
        case _:
            return f"{quoted(error.written)} tidak dikenali sebagai nilai rupiah. {_MONEY_EXAMPLES}"


@sentence.register
def unreadable_quantity(error: UnreadableQuantity) -> str:
    """Say what is wrong with a quantity, and how one is written."""
    wrong = {
        QuantityFlaw.UNREADABLE: "tidak dikenali sebagai jumlah barang",
        QuantityFlaw.NO_MEASURE: "belum ada satuannya",
        QuantityFlaw.ZERO: "berarti tidak ada barang",
        QuantityFlaw.TOO_FINE: "terlalu rinci: paling banyak tiga angka di belakang koma",
        QuantityFlaw.TOO_MUCH: "terlalu besar",
    }[error.flaw]
    return f'{quoted(error.written)} {wrong}. Tulis jumlah dan satuannya, misalnya "1.200 batang" atau "12,5 kg".'


@sentence.register
def unknown_goods(error: UnknownGoods) -> str:
    """Name the kinds of goods."""
    return f"Jenis barang {quoted(error.written)} tidak dikenal. Pilihannya: {', '.join(KIND_NAMES.values())}."


@sentence.register
def unfit_event(error: UnfitEvent) -> str:
    """Say why an event cannot be so."""
    return {
        EventFlaw.AHEAD: "Tanggal kejadian belum tiba. Tulis tanggal hari ini atau sebelumnya, misalnya kemarin.",
        EventFlaw.TOO_OLD: "Tanggal kejadian terlalu lama. Yang sebelum 2015 masukkan sebagai saldo awal.",
        EventFlaw.NOTHING: "Belum ada yang tercatat: isi kasus, tersangka, barang, atau nilainya.",
        EventFlaw.TOO_MANY: f"Angkanya terlalu besar: paling banyak {number(MOST_PEOPLE)} per penindakan.",
        EventFlaw.TOO_MANY_KINDS: f"Paling banyak {MOST_KINDS} jenis barang per penindakan.",
        EventFlaw.NO_REASON: "Alasan belum terbaca. Tulis misalnya: salah hitung barang",
        EventFlaw.REASON_TOO_LONG: f"Alasan terlalu panjang: paling banyak {LONGEST_REASON} huruf.",
        EventFlaw.UNCHANGED: "Tidak ada yang berubah. Ketuk yang ingin diubah, lalu kirim.",
        EventFlaw.VOIDED: "Catatan ini sudah dibatalkan. Catat penindakan baru lewat /tindak.",
    }[error.flaw]


@sentence.register
def overtaken_event(_error: OvertakenEvent) -> str:
    """Say that somebody was faster."""
    return "Catatan ini baru saja diubah orang lain. Buka lagi lewat /tindak, lalu ulangi bila masih perlu."


@sentence.register
def unfit_balance(error: UnfitBalance) -> str:
    """Say why an opening balance cannot be so."""
    return {
        BalanceFlaw.NO_SOURCE: "Sumber belum disebut. Tulis misalnya: sumber: Siaran Pers No. 226/…",
        BalanceFlaw.SOURCE_TOO_LONG: f"Sumber terlalu panjang: paling banyak {LONGEST_SOURCE} huruf.",
        BalanceFlaw.NO_FIGURE: "Belum ada angka. Tulis misalnya: kasus: 1.152",
        BalanceFlaw.AHEAD: "Tanggal sumber belum tiba. Tulis tanggal sumbernya, misalnya: tanggal: 24/7/2025",
        BalanceFlaw.PERIOD_AHEAD: "Masa sebuah angka berakhir setelah tanggal sumbernya. Periksa tanggal dan masanya.",
        BalanceFlaw.TOO_MUCH: f"Sebuah angka terlalu besar: paling banyak {number(MOST)}.",
    }[error.flaw]


@sentence.register
def unreadable_balance(error: UnreadableBalance) -> str:
    """Say which line could not be read, or which one is missing."""
    return {
        LineFlaw.NO_SOURCE: "Baris sumber belum ada. Tulis misalnya: sumber: Siaran Pers No. 226/…",
        LineFlaw.NO_DATE: "Baris tanggal belum ada. Tulis misalnya: tanggal: 24/7/2025",
        LineFlaw.NO_FIGURE: "Belum ada angka. Tulis misalnya: kasus: 1.152",
        LineFlaw.UNKNOWN_LINE: f'Baris {quoted(error.line)} tidak dikenali. Tulis nama dan isinya: "kasus: 1.152".',
        LineFlaw.TWICE: f"Baris {quoted(error.line)} mengulang angka yang sudah ada. Tulis sekali saja.",
    }[error.flaw]


@sentence.register
def tap_instead(_error: TapInstead) -> str:
    """Say that buttons answer the question."""
    return "Ketuk salah satu tombol pada kartu, atau tulis /tindak untuk melihatnya lagi."
