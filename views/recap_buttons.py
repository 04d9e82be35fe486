"""The buttons below a recap: to its neighbours, its other sides, up and down the hierarchy, all in place."""

from datetime import date

from models.file_orders import FileForm
from models.periods import Period, PeriodKind
from models.recap_pages import Asked, RecapPage, RecapView
from models.recap_scope import Level, RecapScope
from views import signs
from views.exports import file_buttons
from views.indonesian import number, short_period
from views.payloads import write
from views.recap_charts import pages_of
from views.recap_taps import RecapTap
from views.screen import Button, Rows, shortened

PLACES_PER_PAGE = 16
_PLACES_PER_ROW = 2
_SIDES = ((RecapView.CHART, "Grafik"), (RecapView.TABLE, "Tabel"), (RecapView.MISSING, "Belum lapor"))
_FILES = (FileForm.XLSX, FileForm.PDF, FileForm.DOCX)
_HERE = "•"
_LONGEST_LABEL = 30


def buttons(page: RecapPage, pages: int, today: date) -> Rows:
    """Give the rows of buttons; `pages` is how many pages the shown side has."""
    if page.asked.view == RecapView.PLACES:
        return _rows(*_places(page), _turning(page.asked, pages_of(len(page.below), PLACES_PER_PAGE)), _back(page))
    return _rows(
        _turning(page.asked, pages), _arrows(page.asked, today), _sides(page.asked), _files(page.asked), _ways(page)
    )


def suggestion_buttons(period: Period, scopes: tuple[RecapScope, ...]) -> Rows:
    """Give a button for each scope that may have been meant."""
    return tuple((_place_button(period, scope),) for scope in scopes)


def _rows(*rows: tuple[Button, ...]) -> Rows:
    return tuple(row for row in rows if row)


def _arrows(asked: Asked, today: date) -> tuple[Button, ...]:
    earlier, later = asked.period.previous(), asked.period.next()
    row = [_button(f"{signs.EARLIER} {_short(earlier)}", asked, period=earlier)] if earlier.is_readable else []
    if later.first <= today and later.is_readable:
        row.append(_button(f"{_short(later)} {signs.LATER}", asked, period=later))
    return tuple(row)


def _sides(asked: Asked) -> tuple[Button, ...]:
    return tuple(
        _button(f"{_HERE} {label}" if view == asked.view else label, asked, view=view) for view, label in _SIDES
    )


def _files(asked: Asked) -> tuple[Button, ...]:
    """The recap as a file; in a group there are none."""
    return () if asked.in_group else file_buttons(asked.period, asked.scope, _FILES)


def _ways(page: RecapPage) -> tuple[Button, ...]:
    row = []
    if page.above is not None:
        label = "Seluruh K/L" if page.above.level == Level.DESK else page.above.code
        row.append(_go(f"↑ {label}", page.asked, page.above))
    if page.below:
        label = "Pilih K/L" if page.asked.scope.level == Level.DESK else "Pilih satuan"
        row.append(_button(f"{label} ↓", page.asked, view=RecapView.PLACES))
    return tuple(row)


def _places(page: RecapPage) -> list[tuple[Button, ...]]:
    first = (page.asked.page - 1) * PLACES_PER_PAGE
    shown = page.below[first : first + PLACES_PER_PAGE]
    return [
        tuple(_place_button(page.asked.period, scope) for scope in shown[start : start + _PLACES_PER_ROW])
        for start in range(0, len(shown), _PLACES_PER_ROW)
    ]


def _place_button(period: Period, scope: RecapScope) -> Button:
    label = scope.code if scope.level == Level.AGENCY else scope.name
    short = shortened(label, _LONGEST_LABEL)
    return Button(short, write(RecapTap(period, scope.agency_id, scope.unit_id)))


def _back(page: RecapPage) -> tuple[Button, ...]:
    return (_button(signs.BACK, page.asked, view=RecapView.CHART),)


def _turning(asked: Asked, pages: int) -> tuple[Button, ...]:
    """To the page before and the one after."""
    row = []
    if asked.page > 1:
        label = f"{signs.EARLIER} hal. {number(asked.page - 1)}"
        row.append(_button(label, asked, view=asked.view, page=asked.page - 1))
    if asked.page < pages:
        label = f"hal. {number(asked.page + 1)} dari {number(pages)} {signs.LATER}"
        row.append(_button(label, asked, view=asked.view, page=asked.page + 1))
    return tuple(row)


def _button(
    label: str, asked: Asked, *, period: Period | None = None, view: RecapView | None = None, page: int = 1
) -> Button:
    """The same place, with another period (on the same side), another side, or another page."""
    scope, side = asked.scope, asked.view if view is None else view
    return Button(label, write(RecapTap(period or asked.period, scope.agency_id, scope.unit_id, side, page)))


def _go(label: str, asked: Asked, scope: RecapScope) -> Button:
    return Button(label, write(RecapTap(asked.period, scope.agency_id, scope.unit_id, asked.view)))


def _short(period: Period) -> str:
    """The name of a period, short enough for half a phone's width."""
    if period.kind == PeriodKind.DAY:
        return f"{period.first:%d/%m/%Y}"
    if period.kind in (PeriodKind.WEEK, PeriodKind.RANGE):
        begin = f"{period.first.day}/{period.first.month}"
        year = "" if period.first.year == period.last.year else f"{period.first:/%y}"
        return f"{begin}{year}–{period.last:%d/%m/%y}"
    return short_period(period)
