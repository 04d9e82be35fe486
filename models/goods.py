"""Kinds of seized goods, and quantities of them as people write: `1.200.000 batang`, `12,5 kg`, `350 ekor`."""

import enum
import re
from dataclasses import dataclass
from decimal import Decimal

from models.errors import LaporError
from models.numerals import NUMERAL, AmbiguousNumber, read_numeral
from models.writing import plain, tidied


class GoodsKind(enum.StrEnum):
    """The dominant goods of release 226/SP/HM.01.02/POLKAM/7/2025, in its order; whatever else there is, is `OTHER`."""

    NARCOTICS = "narcotics"
    TOBACCO = "tobacco"
    LOBSTER_SEED = "lobster_seed"
    ELECTRONICS = "electronics"
    ALCOHOL = "alcohol"
    PLANT_SEED = "plant_seed"
    WILDLIFE = "wildlife"
    OTHER = "other"


_WORDS = {
    GoodsKind.NARCOTICS: "narkoba narkotika psikotropika sabu sabu-sabu ganja ekstasi kokain heroin",
    GoodsKind.TOBACCO: "rokok/tembakau rokok tembakau sigaret cerutu",
    GoodsKind.LOBSTER_SEED: "benih_lobster lobster benur bbl benih_bening_lobster baby_lobster bibit_lobster",
    GoodsKind.ELECTRONICS: "elektronik elektronika ponsel hp handphone telepon laptop",
    GoodsKind.ALCOHOL: "alkohol miras mmea minuman_keras minuman_beralkohol",
    GoodsKind.PLANT_SEED: "benih_tanaman bibit_tanaman benih bibit",
    GoodsKind.WILDLIFE: "satwa_liar satwa burung hewan",
    GoodsKind.OTHER: "lainnya lain lain-lain",
}
_KINDS = {word.replace("_", " "): kind for kind, words in _WORDS.items() for word in words.split()}

_MEASURES = {
    "kg": "kg kilo kilogram kgs",
    "gram": "gram gr g",
    "ton": "ton",
    "liter": "liter litre ltr l",
    "batang": "batang btg",
    "bungkus": "bungkus bks",
    "slop": "slop",
    "karton": "karton ktn dus kardus",
    "koli": "koli",
    "ekor": "ekor ekr",
    "butir": "butir btr",
    "botol": "botol btl",
    "unit": "unit buah pcs pc bh set",
    "lembar": "lembar lbr",
    "pohon": "pohon phn",
    "karung": "karung sak",
}
_CANONICAL = {word: measure for measure, words in _MEASURES.items() for word in words.split()}

#: Characters of a measure that is not in the list.
LONGEST_MEASURE = 16
#: Thousandths of a measure: 999 milliard of it.
MOST_THOUSANDTHS = 999_999_999_999_999
MOST_KINDS = 12
_THOUSAND = 1000
_QUANTITY = re.compile(rf"(?P<number>{NUMERAL}) ?(?P<measure>[a-z][a-z ]{{0,{LONGEST_MEASURE - 1}}})\.?")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much: in thousandths, so that 12,5 kg is a whole number, and what one of it is called."""

    thousandths: int
    measure: str

    @property
    def exact(self) -> Decimal:
        """The number itself."""
        return Decimal(self.thousandths) / _THOUSAND


@dataclass(frozen=True, slots=True)
class Goods:
    """One kind of goods of an event; without a quantity nobody has counted or weighed it."""

    kind: GoodsKind
    quantity: Quantity | None = None


class QuantityFlaw(enum.StrEnum):
    """Why no quantity can be made of what somebody wrote."""

    UNREADABLE = "unreadable"
    NO_MEASURE = "no_measure"
    ZERO = "zero"
    TOO_FINE = "too_fine"
    TOO_MUCH = "too_much"


@dataclass(eq=False)
class UnreadableQuantity(LaporError):
    """No quantity can be made of what somebody wrote."""

    written: str
    flaw: QuantityFlaw


@dataclass(eq=False)
class UnknownGoods(LaporError):
    """No kind of goods has that name."""

    written: str


def read_kind(text: str) -> GoodsKind:
    """Read a kind of goods. Raises `UnknownGoods`."""
    tidy = tidied(text)
    written = re.sub(r" ?/ ?", "/", plain(tidy)).strip(" .,;")
    kind = _KINDS.get(written) or _KINDS.get(written.split(" ")[0].split("/")[0])
    if kind is None:
        raise UnknownGoods(tidy)
    return kind


def read_quantity(text: str) -> Quantity:
    """Read a quantity with its measure. Raises `UnreadableQuantity` and `AmbiguousNumber`."""
    tidy = tidied(text)
    written = plain(tidy).strip(" .,;")
    match = _QUANTITY.fullmatch(written)
    if match is None:
        bare = read_numeral(written) is not None
        raise UnreadableQuantity(tidy, QuantityFlaw.NO_MEASURE if bare else QuantityFlaw.UNREADABLE)
    number = read_numeral(match["number"])
    if number is None:
        raise UnreadableQuantity(tidy, QuantityFlaw.UNREADABLE)
    return Quantity(_thousandths(tidy, number), _measure(match["measure"].strip()))


def _thousandths(tidy: str, number: Decimal) -> int:
    exact = number * _THOUSAND
    flaws = (
        (exact == 0, QuantityFlaw.ZERO),
        (exact != exact.to_integral_value(), QuantityFlaw.TOO_FINE),
        (exact > MOST_THOUSANDTHS, QuantityFlaw.TOO_MUCH),
    )
    for is_so, flaw in flaws:
        if is_so:
            raise UnreadableQuantity(tidy, flaw)
    return int(exact)


def _measure(written: str) -> str:
    return _CANONICAL.get(written, written)


__all__ = [
    "MOST_KINDS",
    "AmbiguousNumber",
    "Goods",
    "GoodsKind",
    "Quantity",
    "QuantityFlaw",
    "UnknownGoods",
    "UnreadableQuantity",
    "read_kind",
    "read_quantity",
]
