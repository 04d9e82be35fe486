"""What belongs to files: the letterhead of written reports, and the spreadsheets from which history came in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.schema.base import Base, RowId


class Letterhead(Base):
    """How the written reports of the desk, or of one agency, begin and end; what is empty stays a blank to fill in."""

    __tablename__ = "letterhead"
    __table_args__ = (Index("uq_letterhead_agency", text("coalesce(agency_id, 0)"), unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    #: Empty for the whole desk.
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    #: One to four lines, parted by line breaks; the last one is the office that writes.
    heading: Mapped[str] = mapped_column(String(400))
    address: Mapped[str | None] = mapped_column(String(200))
    #: Where it is signed, such as Jakarta.
    place: Mapped[str | None] = mapped_column(String(60))
    #: Whom it is for: "Yth. …".
    recipient: Mapped[str | None] = mapped_column(String(200))
    signer_position: Mapped[str | None] = mapped_column(String(120))
    signer_name: Mapped[str | None] = mapped_column(String(80))
    signer_rank: Mapped[str | None] = mapped_column(String(60))
    #: With its kind before it, as it is printed: "NIP 19…".
    signer_number: Mapped[str | None] = mapped_column(String(40))


class ReportImport(Base):
    """A spreadsheet whose rows became reports of an agency: so they can be told from what officers reported."""

    __tablename__ = "report_import"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    #: SHA-256 of the file, in hexadecimal digits.
    file_hash: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
    #: How many reports it brought.
    reports: Mapped[int] = mapped_column(default=0)
