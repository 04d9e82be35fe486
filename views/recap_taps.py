"""What the buttons of a recap carry: period, place, which side of it, which page; and which file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from models.file_orders import FileForm
from models.periods import Period
from models.recap_pages import RecapView
from views.payload_fields import number, optional, optional_text

_LETTERS = {RecapView.CHART: "", RecapView.TABLE: "t", RecapView.MISSING: "b", RecapView.PLACES: "p"}
_VIEWS = {letter: view for view, letter in _LETTERS.items()}
_MOST_PAGES = 999
_FORM_LETTERS = {FileForm.XLSX: "x", FileForm.PDF: "p", FileForm.DOCX: "w", FileForm.CSV: "c"}
_FORMS = {letter: form for form, letter in _FORM_LETTERS.items()}


@dataclass(frozen=True, slots=True)
class RecapTap:
    """Show the recap of a period: for the desk, an agency, or a unit of an agency."""

    kind: ClassVar[str] = "r"
    period: Period
    agency_id: int | None
    unit_id: int | None = None
    view: RecapView = RecapView.CHART
    page: int = 1

    def fields(self) -> tuple[str, ...]:
        """Give the period's code and the agency; unit, view and page only where they say something."""
        page = "" if self.page == 1 else str(self.page)
        more = [optional_text(self.unit_id), _LETTERS[self.view], page]
        while more and not more[-1]:
            more.pop()
        return self.period.code, optional_text(self.agency_id), *more


@dataclass(frozen=True, slots=True)
class FileTap:
    """Send the recap of a period and place as a file."""

    kind: ClassVar[str] = "rf"
    form: FileForm
    period: Period
    agency_id: int | None
    unit_id: int | None = None

    def fields(self) -> tuple[str, ...]:
        """Give form, period, agency and unit."""
        return _FORM_LETTERS[self.form], self.period.code, optional_text(self.agency_id), optional_text(self.unit_id)


def _read_recap(code: str, agency_id: str, unit_id: str = "", view: str = "", page: str = "") -> RecapTap:
    if view not in _VIEWS or (page and not 1 < number(page) <= _MOST_PAGES):
        raise ValueError(view)
    return RecapTap(Period.from_code(code), optional(agency_id), optional(unit_id), _VIEWS[view], optional(page) or 1)


def _read_file(form: str, code: str, agency_id: str, unit_id: str) -> FileTap:
    if form not in _FORMS:
        raise ValueError(form)
    return FileTap(_FORMS[form], Period.from_code(code), optional(agency_id), optional(unit_id))


READERS: Mapping[str, Callable[..., Any]] = {RecapTap.kind: _read_recap, FileTap.kind: _read_file}
