"""Reads rupiah as people write them: `Rp 7,9 T`, `Rp.125,9 M`, `125.900.000.000`, `1 miliar 250 juta`, `nihil`.

`M` is miliar, 10⁹, and `T` is triliun, 10¹² (domain.md). Money is integer rupiah; showing it is `views.money`'s.
"""

import enum
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from models.errors import LaporError
from models.numerals import NUMERAL, AmbiguousNumber, read_numeral
from models.quantities import UnreadableCount, read_count
from models.writing import plain, tidied

#: Rupiah: no single figure of the desk is larger.
MOST = 999_999_999_999_999
#: Rupiah: less than this, without a word behind it, has most likely lost its "juta" or "miliar".
LEAST_BARE = 1_000

_SCALES = {
    **dict.fromkeys(("t", "tr", "triliun", "trilyun", "trilliun", "trilliyun", "triliyun"), 10**12),
    **dict.fromkeys(("m", "mi", "mily", "mlr", "mlyr", "miliar", "milyar", "milliar", "miliard", "milyard"), 10**9),
    **dict.fromkeys(("jt", "juta", "jta"), 10**6),
    **dict.fromkeys(("rb", "ribu"), 10**3),
}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NIL = {"nihil", "nil", "nol", "0", "tidak ada", "tdk ada", "kosong", "-0"}
_WORDS = r"[a-z][a-z ]*?"
_PART = re.compile(rf"(?P<number>{NUMERAL}|{_WORDS}) ?(?:(?P<scale>{_SCALE})(?![a-z])\.?)")
_FRAME = re.compile(r"(?:rp|idr)?[. :]*(?P<amount>.*?)(?:,(?:-+|00))?(?: ?rupiah)?[ .;!]*")


class MoneyFlaw(enum.StrEnum):
    """Why no amount can be made of what somebody wrote."""

    UNREADABLE = "unreadable"
    NEGATIVE = "negative"
    BARE = "bare"
    CENTS = "cents"
    TOO_MUCH = "too_much"


@dataclass(eq=False)
class UnreadableMoney(LaporError):
    """No amount of rupiah can be made of what somebody wrote; `rupiah` is what was read of it, if anything."""

    written: str
    flaw: MoneyFlaw
    rupiah: int | None = None


def read_rupiah(text: str) -> int:
    """Read an amount, in rupiah, from 0 to `MOST`; `nihil` is 0. Raises `UnreadableMoney` and `AmbiguousNumber`."""
    tidy = tidied(text)
    written = plain(tidy)
    match = _FRAME.fullmatch(written)
    amount = match["amount"].strip() if match else ""
    if amount in _NIL:
        return 0
    if re.match(r"-|−|minus ", amount):
        raise UnreadableMoney(tidy, MoneyFlaw.NEGATIVE)
    has_word = bool(re.match(r"rp|idr", written) or "rupiah" in written)
    return _checked(tidy, _exactly(tidy, amount), bare=not has_word)


def _exactly(tidy: str, amount: str) -> Decimal:
    """The amount before it is checked; a number without a word behind it is in rupiah."""
    if not re.search(r"[a-z]", amount):
        number = read_numeral(amount)
        if number is None:
            raise UnreadableMoney(tidy, MoneyFlaw.UNREADABLE)
        return number
    parts = list(_PART.finditer(amount))
    if not parts or _PART.sub("", amount).strip(" ,dan"):
        raise UnreadableMoney(tidy, MoneyFlaw.UNREADABLE)
    scales = [_SCALES[part["scale"]] for part in parts]
    if any(one <= other for one, other in pairwise(scales)):
        raise UnreadableMoney(tidy, MoneyFlaw.UNREADABLE)
    numbers = [_number(tidy, part["number"].strip()) for part in parts]
    return sum((number * scale for number, scale in zip(numbers, scales, strict=True)), Decimal())


def _number(tidy: str, written: str) -> Decimal:
    number = read_numeral(written, comma_is_decimal=True) if written[0].isdigit() else _spoken(written)
    if number is None:
        raise UnreadableMoney(tidy, MoneyFlaw.UNREADABLE)
    return number


def _spoken(written: str) -> Decimal | None:
    try:
        return Decimal(read_count(written))
    except UnreadableCount:
        return None


def _checked(tidy: str, amount: Decimal, *, bare: bool) -> int:
    if amount > MOST:
        raise UnreadableMoney(tidy, MoneyFlaw.TOO_MUCH)
    if amount != amount.to_integral_value():
        raise UnreadableMoney(tidy, MoneyFlaw.CENTS)
    rupiah = int(amount)
    if bare and 0 < rupiah < LEAST_BARE:
        raise UnreadableMoney(tidy, MoneyFlaw.BARE, rupiah)
    return rupiah


__all__ = ["MOST", "AmbiguousNumber", "MoneyFlaw", "UnreadableMoney", "read_rupiah"]
