"""The sentence of every expected error: what was understood, what is wrong, and what to write instead (plain text)."""

from functools import singledispatch

from models.errors import LaporError
from views import refusals_files


@singledispatch
def sentence(error: LaporError) -> str:
    """Give what the person reads of an expected error."""
    return error.sentence


for _kind, _sentence in refusals_files.SENTENCES.items():
    sentence.register(_kind)(_sentence)
