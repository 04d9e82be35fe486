"""Cells that are safe to open: what people wrote never becomes a formula in a spreadsheet program."""

from typing import Any

from xlsxwriter import Workbook

#: What opens a formula in Excel, LibreOffice or Google Sheets, and what they skip before it (OWASP: CSV injection).
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

WORKBOOK_OPTIONS: dict[str, Any] = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "constant_memory": True,
}
"""Options of XlsxWriter's `Workbook` with which a text stays a text, whatever it says."""


def safe_text(text: str) -> str:
    """Give a text for a cell of a CSV: with an apostrophe before what would open a formula; numbers need none."""
    return f"'{text}" if text.lstrip(" ").startswith(_DANGEROUS) else text


def safe_workbook(target: Any) -> Workbook:
    """Give a new workbook, written to a path or a stream, in which a text stays a text."""
    return Workbook(target, WORKBOOK_OPTIONS)
