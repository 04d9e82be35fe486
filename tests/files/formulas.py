"""Calculates the formulas of our workbooks anew: only the few shapes that they have, each from its cells."""

import io
import re
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

_RANGE = r"(?:'[^']+'!)?\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?"
_SHAPES = (
    ("together", re.compile(rf"=(?:SUM\(|SUBTOTAL\(109,)({_RANGE})\)")),
    ("where", re.compile(rf"=SUMIFS\(({_RANGE}((?:,{_RANGE})+))\)")),
    ("share", re.compile(rf'=IF\(N\(({_RANGE})\)=0,"",({_RANGE})/({_RANGE})\)')),
    ("difference", re.compile(rf'=IF\(({_RANGE})="","",({_RANGE})-({_RANGE})\)')),
    ("reference", re.compile(rf"=({_RANGE})")),
)


@dataclass
class Calculated:
    """A workbook, calculated from its plain cells; what programs that calculate nothing would show is `cached`."""

    content: bytes
    _done: dict[tuple[str, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.formulas = load_workbook(io.BytesIO(self.content))
        self.cached = load_workbook(io.BytesIO(self.content), data_only=True)

    def all_formulas(self) -> list[tuple[str, str]]:
        """The sheet and the place of every formula."""
        return [
            (sheet.title, cell.coordinate)
            for sheet in self.formulas.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]

    def value(self, sheet: str, place: str) -> Any:
        """A cell, calculated if it is a formula."""
        key = (sheet, place.replace("$", ""))
        if key not in self._done:
            cell = self.formulas[sheet][key[1]]
            is_formula = cell.data_type == "f"
            self._done[key] = self._calculated(sheet, cell.value) if is_formula else cell.value
        return self._done[key]

    def shown(self, sheet: str, place: str) -> Any:
        """What stands in the file as the cell's value."""
        return self.cached[sheet][place].value

    def _calculated(self, sheet: str, formula: str) -> Any:
        for name, shape in _SHAPES:
            match = shape.fullmatch(formula)
            if match:
                return getattr(self, f"_{name}")(sheet, *match.groups())
        raise AssertionError(f"an unknown shape: {formula}")

    def _together(self, sheet: str, cells: str) -> Any:
        return sum(value for value in self._cells(sheet, cells) if isinstance(value, int | float))

    def _where(self, sheet: str, inside: str, _keys: str) -> Any:
        added, *pairs = re.findall(_RANGE, inside)
        columns = [self._cells(sheet, one) for one in pairs[::2]]
        wanted = [self._cells(sheet, one)[0] for one in pairs[1::2]]
        rows = zip(self._cells(sheet, added), *columns, strict=True)
        return sum(value for value, *keys in rows if keys == wanted and isinstance(value, int | float))

    def _share(self, sheet: str, whole: str, part: str, same: str) -> Any:
        assert whole == same
        divisor = self._cells(sheet, whole)[0]
        return self._cells(sheet, part)[0] / divisor if isinstance(divisor, int | float) and divisor else ""

    def _difference(self, sheet: str, tested: str, one: str, other: str) -> Any:
        if self._cells(sheet, tested)[0] in ("", None):
            return ""
        return self._cells(sheet, one)[0] - self._cells(sheet, other)[0]

    def _reference(self, sheet: str, cell: str) -> Any:
        return self._cells(sheet, cell)[0]

    def _cells(self, sheet: str, reference: str) -> list[Any]:
        named, _, cells = reference.rpartition("!")
        at = named.strip("'") or sheet
        first_column, first, last_column, last = range_boundaries(cells.replace("$", ""))
        return [
            self.value(at, self.formulas[at].cell(row, column).coordinate)
            for row in range(first, last + 1)
            for column in range(first_column, last_column + 1)
        ]
