"""Results outside the indicators: enforcement events with their goods and revisions, and opening balances.

Money is integer rupiah. `goods_value` and `loss_prevented` are two figures and are never merged (domain.md).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import LONGEST_NOTE, Base, RowId


class Enforcement(Base):
    """One enforcement event as it stands now: how many suspects, and never who."""

    __tablename__ = "enforcement"
    __table_args__ = (
        Index("ix_enforcement_date", "event_date"),
        Index("ix_enforcement_agency_date", "agency_id", "event_date"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    event_date: Mapped[date]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    #: Rupiah; empty where nobody has valued the goods: that is not zero.
    goods_value: Mapped[int | None] = mapped_column(BigInteger)
    cases: Mapped[int]
    suspects: Mapped[int]
    #: Rupiah; empty where nobody has estimated it: that is not zero.
    loss_prevented: Mapped[int | None] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(default=1)
    #: Empty where the command line imported it.
    created_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime]
    #: Taken back as a whole: it counts nowhere any more.
    voided_at: Mapped[datetime | None]
    #: Of an imported row: its fingerprint, so that the same file twice changes nothing.
    import_key: Mapped[str | None] = mapped_column(String(64), unique=True)


class EnforcementGoods(Base):
    """One kind of goods of an event, with its quantity where it is known."""

    __tablename__ = "enforcement_goods"

    enforcement_id: Mapped[int] = mapped_column(ForeignKey("enforcement.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    #: A value of `models.goods.GoodsKind`.
    kind: Mapped[str] = mapped_column(String(24))
    #: In thousandths of the measure, so that 12,5 kg is a whole number; empty where it is not known.
    thousandths: Mapped[int | None] = mapped_column(BigInteger)
    #: What one of it is called: batang, ekor, kg …
    measure: Mapped[str | None] = mapped_column(String(16))


class EnforcementRevision(Base):
    """What an event said at one time: the first one as sent, and one more for every correction."""

    __tablename__ = "enforcement_revision"

    enforcement_id: Mapped[int] = mapped_column(ForeignKey("enforcement.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    #: Why it was corrected or taken back; the first one needs no reason.
    reason: Mapped[str | None] = mapped_column(String(LONGEST_NOTE))
    #: All its values, as `models.enforcement.Facts` writes them.
    content: Mapped[dict[str, Any]]


class EnforcementDraft(Base):
    """An event, or its correction, being filled in: a row, as the daily form is."""

    __tablename__ = "enforcement_draft"
    __table_args__ = (UniqueConstraint("author_id", "about_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    #: The event that is corrected; 0 for a new one.
    about_id: Mapped[int] = mapped_column(BigInteger, default=0)
    #: The revision that a correction starts from.
    base_revision: Mapped[int | None]
    is_open: Mapped[bool]
    #: The question that is open: a value of `models.enforcement_form.Step`.
    step: Mapped[str] = mapped_column(String(24))
    #: Rises with every change; a button of an older version changes nothing.
    version: Mapped[int]
    #: What was answered so far, as `models.enforcement_form` writes it.
    answers: Mapped[dict[str, Any]]
    #: The event that it became when it was sent last.
    sent_as: Mapped[int | None] = mapped_column(ForeignKey("enforcement.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class OpeningBalance(Base):
    """Figures that somebody else published before the bot counted: always told with their source and date."""

    __tablename__ = "opening_balance"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    #: Empty for the whole desk.
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    #: What it was read in, such as a press release with its number.
    source: Mapped[str] = mapped_column(String(200))
    #: The date of the source.
    as_of: Mapped[date]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    entered_at: Mapped[datetime]
    #: Taken back: it shows nowhere any more.
    voided_at: Mapped[datetime | None]


class OpeningFigure(Base):
    """One figure of an opening balance, and the time of which the source tells it."""

    __tablename__ = "opening_figure"

    balance_id: Mapped[int] = mapped_column(ForeignKey("opening_balance.id"), primary_key=True)
    #: `goods_value`, `cases`, `suspects` or `loss_prevented`.
    measure: Mapped[str] = mapped_column(String(24), primary_key=True)
    #: Rupiah, cases or people.
    amount: Mapped[int] = mapped_column(BigInteger)
    #: The period that the source names. Without one it is told "hingga saat ini": until the balance's date.
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
