"""Numbers with decimals as people write them: `1.200.000`, `12,5`, `12.5`, `1,200,000`, `125 900 000`.

In Indonesian a comma parts the decimals and dots part the thousands. `1,250` means a thousand to whoever writes English
and little more than one to everybody else: nobody guesses, it is asked back.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from models.errors import LaporError

_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+\.\d+")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+")
_EITHER_WAY = re.compile(r"[1-9]\d{0,2},\d{3}")

#: A regular expression, without groups, of whatever may be such a number; reading it tells.
NUMERAL = r"\d(?:[\d.,]*\d)?(?: \d{3}(?!\d))*(?:,\d+)?"
_MOST_DIGITS = 21


@dataclass(eq=False)
class AmbiguousNumber(LaporError):
    """A number that can be read in two ways."""

    written: str


def read_numeral(written: str, *, comma_is_decimal: bool = False) -> Decimal | None:
    """Read a number that is not below zero, exactly; nothing where it is none.

    Raises `AmbiguousNumber` for `1,250`, unless a word such as `miliar` behind it makes the comma a decimal one.
    """
    if len(written) > _MOST_DIGITS + written.count(".") + written.count(","):
        return None
    if _EITHER_WAY.fullmatch(written) and not comma_is_decimal:
        raise AmbiguousNumber(written)
    if _DOTTED.fullmatch(written) or _SPACED.fullmatch(written):
        return Decimal(written.replace(".", "").replace(" ", "").replace(",", "."))
    if _PLAIN.fullmatch(written):
        return Decimal(written.replace(",", "."))
    if _ENGLISH.fullmatch(written) or _POINT.fullmatch(written):
        return Decimal(written.replace(",", ""))
    return None
