"""Finds the form of a file in what somebody wrote: `excel semester 1 2025 bakamla`."""

from models.file_orders import FileForm

_WORDS = {
    FileForm.XLSX: ("excel", "xlsx", "xls", "exel"),
    FileForm.PDF: ("pdf",),
    FileForm.DOCX: ("word", "docx", "doc"),
    FileForm.CSV: ("csv",),
}
_FORMS = {word: form for form, words in _WORDS.items() for word in words}


def split_form(text: str) -> tuple[FileForm | None, str]:
    """Give the form that the text names first, if any, and the text without such words."""
    words = text.split()
    named = [_FORMS[word.casefold().strip(".,;:")] for word in words if word.casefold().strip(".,;:") in _FORMS]
    rest = " ".join(word for word in words if word.casefold().strip(".,;:") not in _FORMS)
    return (named[0] if named else None), rest
