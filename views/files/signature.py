"""Who signs a written report: as the letterhead says, or blanks to be filled in by hand."""

from models.letterheads import Heading

_BLANK_NAME = "(……………………………………)"
_BLANK_NUMBER = "NRP/NIP ……………………"


def signer_name(heading: Heading) -> str:
    """Give the name under the signature."""
    return heading.signer_name or _BLANK_NAME


def about_signer(heading: Heading) -> str:
    """Give the line under the name: rank and number."""
    told = " · ".join(filter(None, (heading.signer_rank, heading.signer_number)))
    return told or ("" if heading.signer_name else _BLANK_NUMBER)
