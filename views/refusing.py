"""Where the sentence of an expected error is asked for, and how it quotes what somebody wrote."""

from functools import singledispatch

from models.errors import LaporError, one_line
from views.screen import shortened

QUOTED_CHARACTERS = 20


@singledispatch
def sentence(error: LaporError) -> str:
    """Give what the person reads of an expected error, as plain text.

    Each kind of error has its sentence in one of the files `refusals_*.py`; one without is a mistake of ours.
    """
    # The default of a dispatch by kind, which tests/rules/test_refusals.py keeps from ever being reached.
    raise TypeError(f"{type(error).__name__} has no sentence")


def quoted(text: str) -> str:
    """Give what somebody wrote in quotation marks: one line of plain text, at most 20 characters of it.

    The view that shows the sentence escapes it.
    """
    return f'"{shortened(one_line(text), QUOTED_CHARACTERS)}"'
