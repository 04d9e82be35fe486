"""Reads a count as people write it: `3`, `3 kali`, `dua puluh lima`, `1.152`, `nihil`."""

import enum
import re
from dataclasses import dataclass

from models.errors import LaporError
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


class Fault(enum.Enum):
    """What is wrong with a written count."""

    EMPTY = enum.auto()
    DASH = enum.auto()
    NEGATIVE = enum.auto()
    RANGE = enum.auto()
    TOO_LONG = enum.auto()
    FRACTION = enum.auto()
    SEVERAL = enum.auto()
    OTHER_WORDS = enum.auto()
    UNKNOWN = enum.auto()


class UnreadableCount(LaporError):
    """No count can be made of what somebody wrote."""


@dataclass(eq=False)
class UnclearCount(UnreadableCount):
    """What was written is no whole number from 0 on."""

    fault: Fault
    written: str


@dataclass(eq=False)
class TooMany(UnreadableCount):
    """More was written than can be noted at once."""

    count: int
    maximum: int


def read_count(text: str, maximum: int = MAXIMUM) -> int:
    """Read a whole number from 0 to `maximum`, in digits or words, with or without its unit; `nihil` is 0.

    Raises `UnclearCount`, and `TooMany` above the maximum.
    """
    tidy = tidied(text)
    match = _COUNT_AND_UNIT.fullmatch(plain(tidy))
    written = match["count"].rstrip(" .,;!") if match else ""
    count = _counted(written)
    if count is None:
        raise UnclearCount(_fault(written), tidy[: len(written)])
    if count > maximum:
        raise TooMany(count, maximum)
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


def _fault(written: str) -> Fault:
    return next((fault for pattern, fault in _FAULTS if pattern.search(written)), Fault.UNKNOWN)


_FAULTS = tuple(
    (re.compile(pattern), fault)
    for pattern, fault in (
        (r"^$", Fault.EMPTY),
        (r"^-+$", Fault.DASH),
        (r"^(?:-|−|minus|min) ?\d+$", Fault.NEGATIVE),
        (r"^\d+ ?(?:-|sampai|s[./]?d\.?|hingga) ?\d+$", Fault.RANGE),
        (_TOO_LONG, Fault.TOO_LONG),
        (r"^\d[\d.]*[.,]\d+$|^\d*⁄\d+$|setengah", Fault.FRACTION),
        (r"\d\D+\d", Fault.SEVERAL),
        (r"\d+", Fault.OTHER_WORDS),
    )
)
