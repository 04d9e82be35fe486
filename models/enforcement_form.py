"""The form of an enforcement event, pure: which question follows which answer, and what makes it whole.

Money, counts and goods may be unknown where that is honest; a question counts as answered also by saying so.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from models.enforcement import Facts, goods_as_json, goods_from_json
from models.goods import MOST_KINDS, Goods, GoodsKind, Quantity


class Step(enum.StrEnum):
    """The questions, in their order; then the summary, and for a correction the reason. The value is stored."""

    UNIT = "unit"
    DATE = "date"
    GOODS = "goods"
    VALUE = "value"
    CASES = "cases"
    SUSPECTS = "suspects"
    LOSS = "loss"
    SUMMARY = "summary"
    REASON = "reason"


QUESTIONS = tuple(step for step in Step if step not in (Step.SUMMARY, Step.REASON))
MONEY = (Step.VALUE, Step.LOSS)
COUNTS = (Step.CASES, Step.SUSPECTS)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was answered so far. Money in rupiah; `None` with its question answered means that nobody knows it yet."""

    answered: frozenset[Step] = frozenset()
    #: Whose units are offered; empty as long as the desk has not chosen.
    agency_id: int | None = None
    unit_id: int | None = None
    event_date: date | None = None
    goods: tuple[Goods, ...] = ()
    #: The kind whose quantity is asked for.
    kind: GoodsKind | None = None
    goods_value: int | None = None
    cases: int = 0
    suspects: int = 0
    loss_prevented: int | None = None
    #: The event is to be taken back as a whole.
    voiding: bool = False

    @classmethod
    def of(cls, facts: Facts, agency_id: int) -> Self:
        """Give the answers that an event was made of."""
        return cls(
            answered=frozenset(QUESTIONS),
            agency_id=agency_id,
            unit_id=facts.unit_id,
            event_date=facts.event_date,
            goods=facts.goods,
            goods_value=facts.goods_value,
            cases=facts.cases,
            suspects=facts.suspects,
            loss_prevented=facts.loss_prevented,
        )

    def next_step(self) -> Step:
        """Give the first question that is open, or else the summary."""
        return next((step for step in QUESTIONS if step not in self.answered), Step.SUMMARY)

    def facts(self) -> Facts | None:
        """Give what is told of the event, once every question was answered."""
        if self.unit_id is None or self.event_date is None or self.next_step() != Step.SUMMARY:
            return None
        return Facts(
            event_date=self.event_date,
            unit_id=self.unit_id,
            goods=self.goods,
            goods_value=self.goods_value,
            cases=self.cases,
            suspects=self.suspects,
            loss_prevented=self.loss_prevented,
        )

    def with_unit(self, unit_id: int) -> Self:
        """Answer where it happened."""
        return replace(self, unit_id=unit_id, answered=self.answered | {Step.UNIT})

    def with_date(self, day: date) -> Self:
        """Answer when it happened."""
        return replace(self, event_date=day, answered=self.answered | {Step.DATE})

    def with_money(self, step: Step, rupiah: int | None) -> Self:
        """Answer one of the two sums of money; `None` means that nobody knows it yet."""
        answered = self.answered | {step}
        if step == Step.VALUE:
            return replace(self, goods_value=rupiah, answered=answered)
        return replace(self, loss_prevented=rupiah, answered=answered)

    def with_count(self, step: Step, count: int) -> Self:
        """Answer how many cases, or how many suspects."""
        answered = self.answered | {step}
        if step == Step.CASES:
            return replace(self, cases=count, answered=answered)
        return replace(self, suspects=count, answered=answered)

    def with_goods(self, kind: GoodsKind, quantity: Quantity | None) -> Self:
        """Add goods; those of the same kind and measure take the place of what was there."""
        measure = quantity.measure if quantity else None
        kept = tuple(one for one in self.goods if one.kind != kind or measure_of(one) not in (measure, None))
        return replace(self, goods=(*kept, Goods(kind, quantity))[:MOST_KINDS], kind=None)

    def without_goods(self, place: int) -> Self:
        """Take one kind of goods out, by its place from 0 on."""
        return replace(self, goods=self.goods[:place] + self.goods[place + 1 :])

    def with_goods_told(self) -> Self:
        """Answer the question for goods with those that are there, or with none."""
        return replace(self, kind=None, answered=self.answered | {Step.GOODS})

    def as_json(self) -> dict[str, Any]:
        """Write the answers down."""
        return {
            "answered": sorted(self.answered),
            "agency_id": self.agency_id,
            "unit_id": self.unit_id,
            "event_date": self.event_date.isoformat() if self.event_date else None,
            "goods": [goods_as_json(one) for one in self.goods],
            "kind": self.kind,
            "goods_value": self.goods_value,
            "cases": self.cases,
            "suspects": self.suspects,
            "loss_prevented": self.loss_prevented,
            "voiding": self.voiding,
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """Read the answers that were written down."""
        return cls(
            answered=frozenset(Step(step) for step in written["answered"]),
            agency_id=written["agency_id"],
            unit_id=written["unit_id"],
            event_date=date.fromisoformat(written["event_date"]) if written["event_date"] else None,
            goods=tuple(goods_from_json(one) for one in written["goods"]),
            kind=GoodsKind(written["kind"]) if written["kind"] else None,
            goods_value=written["goods_value"],
            cases=written["cases"],
            suspects=written["suspects"],
            loss_prevented=written["loss_prevented"],
            voiding=written["voiding"],
        )


def measure_of(goods: Goods) -> str | None:
    """Give what one of the goods is called; nothing where nobody has counted them."""
    return goods.quantity.measure if goods.quantity else None


def step_before(step: Step) -> Step:
    """Give the step that `kembali` leads to; the first one stays."""
    if step == Step.REASON:
        return Step.SUMMARY
    place = list(Step).index(step)
    return list(Step)[max(0, place - 1)]
