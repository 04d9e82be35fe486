"""Where the sentence of an expected error is asked for, and how it quotes what somebody wrote."""

from functools import singledispatch

from models.errors import LaporError, one_line

QUOTED_CHARACTERS = 20


@singledispatch
def sentence(error: LaporError) -> str:
    """Give what the person reads of an expected error, as plain text.

    Each kind of error has its sentence in one of the files `refusals_*.py`; one without is a mistake of ours.
    """
    raise NotImplementedError(f"{type(error).__name__} has no sentence")


def quoted(text: str) -> str:
    """Give what somebody wrote in quotation marks: one line of plain text, at most 20 characters of it.

    The view that shows the sentence escapes it.
    """
    line = one_line(text)
    if len(line) > QUOTED_CHARACTERS:
        line = line[: QUOTED_CHARACTERS - 1].rstrip() + "…"
    return f'"{line}"'
