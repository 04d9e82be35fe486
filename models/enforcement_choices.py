"""What can be tapped or typed in the form of an enforcement event, and what it makes of the answers."""

import re
from dataclasses import dataclass, replace
from datetime import date

from models.enforcement_changes import MOST_PEOPLE
from models.enforcement_form import COUNTS, MONEY, QUESTIONS, Entry, Step, step_before
from models.errors import LaporError
from models.goods import Goods, GoodsKind, read_kind, read_quantity
from models.money import read_rupiah
from models.period_words import parse_day
from models.quantities import read_count
from models.writing import plain, tidied

_UNKNOWN = re.compile(r"belum(?: (?:diketahui|tahu|dinilai|dihitung|ada))?|tidak tahu|tdk tahu|-+|—|\?")
_PEOPLE = re.compile(r"\b(?:kasus|tersangka|orang)\b")
_GOODS = re.compile(r"(?P<kind>[^\d]+?)[ :=,-]*(?P<quantity>\d.*)?")


@dataclass(eq=False)
class TapInstead(LaporError):
    """The open question is answered by a button, not by words."""

    step: Step


@dataclass(frozen=True, slots=True)
class ChooseAgency:
    """Offer the units of an agency."""

    agency_id: int


@dataclass(frozen=True, slots=True)
class ChooseUnit:
    """It was this unit."""

    unit_id: int


@dataclass(frozen=True, slots=True)
class ChooseDate:
    """It was on this date."""

    day: date


@dataclass(frozen=True, slots=True)
class ChooseKind:
    """Ask for the quantity of this kind of goods."""

    kind: GoodsKind


@dataclass(frozen=True, slots=True)
class NoQuantity:
    """Nobody has counted the goods of the kind that is asked for."""


@dataclass(frozen=True, slots=True)
class DropGoods:
    """Take one kind of goods out, by its place from 0 on."""

    place: int


@dataclass(frozen=True, slots=True)
class GoodsTold:
    """Those were all goods."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So much money, in rupiah; nothing where nobody knows it yet."""

    rupiah: int | None


@dataclass(frozen=True, slots=True)
class Number:
    """So many cases, or suspects."""

    count: int


@dataclass(frozen=True, slots=True)
class JumpTo:
    """Go to a question."""

    step: Step


@dataclass(frozen=True, slots=True)
class GoBack:
    """Go to the question before."""


Choice = (
    ChooseAgency
    | ChooseUnit
    | ChooseDate
    | ChooseKind
    | NoQuantity
    | DropGoods
    | GoodsTold
    | Amount
    | Number
    | JumpTo
    | GoBack
)


def carry_out(step: Step, entry: Entry, choice: Choice) -> tuple[Step, Entry] | None:
    """Give the step and the answers after a choice; nothing where the choice does not fit the open question."""
    match choice:
        case GoBack():
            return (step, replace(entry, kind=None)) if entry.kind else (step_before(step), entry)
        case JumpTo(target):
            return (target, entry) if step == Step.SUMMARY and target in QUESTIONS else None
        case ChooseAgency() | ChooseUnit() | ChooseDate():
            return _where_and_when(step, entry, choice)
        case Amount(rupiah):
            return _onward(entry.with_money(step, rupiah)) if step in MONEY else None
        case Number(count):
            fits = step in COUNTS and count <= MOST_PEOPLE
            return _onward(entry.with_count(step, count)) if fits else None
        case _:
            return _goods(entry, choice) if step == Step.GOODS else None


def read_choice(step: Step, entry: Entry, text: str, today: date) -> tuple[Step, Entry]:
    """Read a text as the answer to the open question; `today` is the date in Jakarta.

    Raises `TapInstead` where only buttons answer, and what reading dates, goods, money and counts raises.
    """
    match step:
        case Step.DATE:
            return _onward(entry.with_date(parse_day(text, today)))
        case Step.GOODS:
            return step, _written_goods(entry, text)
        case Step.VALUE | Step.LOSS:
            unknown = _UNKNOWN.fullmatch(plain(tidied(text)).strip(" .!"))
            return _onward(entry.with_money(step, None if unknown else read_rupiah(text)))
        case Step.CASES | Step.SUSPECTS:
            words = _PEOPLE.sub(" ", plain(tidied(text)))
            return _onward(entry.with_count(step, read_count(words, MOST_PEOPLE)))
        case _:
            raise TapInstead(step)


def _onward(entry: Entry) -> tuple[Step, Entry]:
    return entry.next_step(), entry


def _where_and_when(
    step: Step, entry: Entry, choice: ChooseAgency | ChooseUnit | ChooseDate
) -> tuple[Step, Entry] | None:
    match choice:
        case ChooseAgency(agency_id) if step == Step.UNIT:
            return step, replace(entry, agency_id=agency_id)
        case ChooseUnit(unit_id) if step == Step.UNIT:
            return _onward(entry.with_unit(unit_id))
        case ChooseDate(day) if step == Step.DATE:
            return _onward(entry.with_date(day))
    return None


def _goods(entry: Entry, choice: Choice) -> tuple[Step, Entry] | None:
    match choice:
        case ChooseKind(kind):
            return Step.GOODS, replace(entry, kind=kind)
        case NoQuantity() if entry.kind:
            return Step.GOODS, entry.with_goods(entry.kind, None)
        case DropGoods(place) if place < len(entry.goods):
            return Step.GOODS, entry.without_goods(place)
        case GoodsTold():
            return _onward(entry.with_goods_told())
    return None


def _written_goods(entry: Entry, text: str) -> Entry:
    """The quantity that is asked for, or kinds with their quantities: `rokok 1.200 batang; alkohol 3 dus`."""
    if entry.kind is not None:
        return entry.with_goods(entry.kind, read_quantity(text))
    for goods in map(_one_of_goods, filter(str.strip, re.split(r"[;\n]", text))):
        entry = entry.with_goods(goods.kind, goods.quantity)
    return entry


def _one_of_goods(text: str) -> Goods:
    match = _GOODS.fullmatch(tidied(text))
    kind = read_kind(match["kind"] if match else text)
    return Goods(kind, read_quantity(match["quantity"]) if match and match["quantity"] else None)
