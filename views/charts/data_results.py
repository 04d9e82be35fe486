"""The capaian of a period: cases, suspects, the value of goods and the losses prevented, with the kinds of goods."""

from dataclasses import dataclass

from views.charts.figures import WHOLE_DESK
from views.charts.stamp import Stamp


@dataclass(frozen=True, slots=True)
class ResultTotals:
    """The four figures of a period, in rupiah and whole numbers; None where nothing is known, which is no zero.

    `goods_value` (nilai barang) and `loss_prevented` (potensi kerugian negara) are two figures and never merged.
    """

    goods_value: int | None
    cases: int | None
    suspects: int | None
    loss_prevented: int | None


@dataclass(frozen=True, slots=True)
class GoodsKind:
    """One kind of goods: in how many events, and how much of it.

    Events tell one value for all their goods, so there is none by kind. `amounts` is written out already, such as
    "12.400 batang"; empty where no event says.
    """

    name: str
    events: int
    amounts: str = ""


@dataclass(frozen=True, slots=True)
class ResultsChart:
    """The capaian of a period.

    `period` is its name ("Semester I Tahun 2025"). `opening` is what an opening balance contributed, and
    `opening_source` says from where and as of when, such as "siaran pers 226/…, 24 Juli 2025": the
    figures of `totals` include it, and are never told as if the bot had counted them. Where a figure of the opening
    balance is not part of the period (`until_now`), the label says "hingga saat ini".
    `goods` is ordered as it is to be shown; `goods_without_kind` counts events that name no kind.
    """

    period: str
    totals: ResultTotals
    goods: tuple[GoodsKind, ...]
    stamp: Stamp
    events: int = 0
    opening: ResultTotals | None = None
    opening_source: str | None = None
    #: Which figures are told "hingga saat ini", and not for the period: names of fields of `ResultTotals`.
    until_now: frozenset[str] = frozenset()
    #: Of which time other figures are told, where it is not the period: the name of a field, and the time in words.
    times: tuple[tuple[str, str], ...] = ()
    scope: str = WHOLE_DESK
