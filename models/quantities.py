"""Reads a count as people write it: `3`, `3 kali`, `dua puluh lima`, `1.152`, `nihil`."""

import re
from collections.abc import Callable

from models.errors import LaporError, quoted
from models.writing import plain, tidied

MAXIMUM = 9999
"""The largest count that is read when the caller names no other: as far as the number words go."""

_NIL = {"nihil", "nil", "nol", "tidak ada", "tdk ada", "tak ada", "kosong", "∅"}
_UNIT = (
    r"(?:(?<!\bse)kali|x|×|kegiatan|giat|kunjungan|objek|obyek|sesi|buah"
    r"|patroli|sambang|pemeriksaan|pengawasan|sosialisasi)"
)
_COUNT_AND_UNIT = re.compile(rf"(?P<count>.+?)(?: ?{_UNIT}){{0,2}}[ .,;!]*")
_DIGITS = re.compile(r"\d{1,12}")
_GROUPED_DIGITS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){1,3}")
_TOO_LONG = r"\d{13}|^\d{1,3}(?:\.\d{3}){4,}$"

_ONES = {
    "satu": 1,
    "se": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
_ONE = "|".join(_ONES)
_WORDS = re.compile(
    rf"(?:(?P<thousands>{_ONE}) ?ribu)? ?(?:(?P<hundreds>{_ONE}) ?ratus)? ?"
    rf"(?:(?P<teens>{_ONE}) ?belas|(?:(?P<tens>{_ONE}) ?puluh)? ?(?P<ones>{_ONE})?)"
)
_WORTH = {"thousands": 1000, "hundreds": 100, "tens": 10, "teens": 1, "ones": 1}


class UnreadableCount(LaporError):
    """No count can be made of what somebody wrote."""


def read_count(text: str, maximum: int = MAXIMUM) -> int:
    """Read a whole number from 0 to `maximum`, in digits or words, with or without its unit; `nihil` is 0.

    Raises `UnreadableCount`, whose sentence tells what was read, what is wrong with it, and what to write instead.
    """
    tidy = tidied(text)
    match = _COUNT_AND_UNIT.fullmatch(plain(tidy))
    written = match["count"].rstrip(" .,;!") if match else ""
    count = _counted(written)
    if count is None:
        raise _refusal(written, tidy[: len(written)])
    if count > maximum:
        raise UnreadableCount(
            f"Terbaca {_dotted(count)}, tetapi paling banyak {_dotted(maximum)} yang dapat dicatat sekaligus. "
            f'Periksa lagi, lalu tulis misalnya "{_dotted(min(12, maximum))}".'
        )
    return count


def _counted(written: str) -> int | None:
    if written in _NIL:
        return 0
    if written == "sekali":
        return 1
    if _DIGITS.fullmatch(written) or _GROUPED_DIGITS.fullmatch(written):
        return int(written.replace(".", ""))
    return _counted_in_words(written)


def _counted_in_words(written: str) -> int | None:
    match = _WORDS.fullmatch(written)
    if not written or match is None or match["ones"] == "se":
        return None
    parts = {rank: _ONES[word] for rank, word in match.groupdict().items() if word}
    return sum(_WORTH[rank] * number for rank, number in parts.items()) + (10 if "teens" in parts else 0)


def _refusal(written: str, original: str) -> UnreadableCount:
    for pattern, sentence in _REFUSALS:
        if match := pattern.search(written):
            return UnreadableCount(sentence(original, match))
    return UnreadableCount(
        f'{quoted(original)} tidak dikenali sebagai jumlah. Tulis angkanya, misalnya "3", atau "nihil" bila tidak ada.'
    )


def _is_empty(_original: str, _match: re.Match[str]) -> str:
    return 'Belum ada jumlah yang terbaca. Tulis angkanya, misalnya "3", atau "nihil" bila tidak ada.'


def _is_a_dash(_original: str, _match: re.Match[str]) -> str:
    return (
        'Terbaca tanda "-", yang dapat berarti nihil atau belum diketahui. '
        'Tulis "nihil" bila tidak ada, atau angkanya, misalnya "3".'
    )


def _is_negative(original: str, _match: re.Match[str]) -> str:
    return f'Terbaca {quoted(original)}, tetapi jumlah tidak bisa kurang dari nol. Tulis misalnya "3" atau "nihil".'


def _is_a_range(original: str, _match: re.Match[str]) -> str:
    return f'Terbaca rentang {quoted(original)}, tetapi yang dicatat satu jumlah yang pasti. Tulis misalnya "3".'


def _is_a_fraction(original: str, _match: re.Match[str]) -> str:
    return f'Terbaca {quoted(original)}, tetapi jumlah harus bilangan bulat. Tulis misalnya "2" atau "1.152".'


def _is_several(original: str, _match: re.Match[str]) -> str:
    return f'Terbaca beberapa angka dalam {quoted(original)}, tetapi yang dicatat satu jumlah saja. Tulis misalnya "3".'


def _is_too_long(original: str, _match: re.Match[str]) -> str:
    return f'Terbaca {quoted(original)}, angka yang terlalu panjang untuk sebuah jumlah. Tulis misalnya "12".'


def _has_other_words(original: str, match: re.Match[str]) -> str:
    return (
        f"Terbaca angka {match.group()}, tetapi {quoted(original)} memuat kata atau tanda yang tidak dikenali. "
        'Tulis angkanya saja, misalnya "3".'
    )


_REFUSALS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (r"^$", _is_empty),
        (r"^-+$", _is_a_dash),
        (r"^(?:-|−|minus|min) ?\d+$", _is_negative),
        (r"^\d+ ?(?:-|sampai|s[./]?d\.?|hingga) ?\d+$", _is_a_range),
        (_TOO_LONG, _is_too_long),
        (r"^\d[\d.]*[.,]\d+$|^\d*⁄\d+$|setengah", _is_a_fraction),
        (r"\d\D+\d", _is_several),
        (r"\d+", _has_other_words),
    )
)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
