"""What can be told of an activity beside its count, and what somebody may write there. Pure."""

import enum
import re
from dataclasses import dataclass

from models.errors import LaporError, one_line
from models.quantities import read_count
from models.schema.base import LONGEST_NOTE


class Field(enum.StrEnum):
    """Something that the card of an activity asks for; the value is stored while it is asked."""

    TIME = "time"
    PLACE = "place"
    TEXT = "text"
    PHOTO = "photo"
    POSITION = "position"
    PARTNERS = "partners"
    AUDIENCE = "audience"


class Manner(enum.StrEnum):
    """How an inspection was done (release 226: pemeriksaan rutin or pengawasan administratif)."""

    PHYSICAL = "physical"
    ADMINISTRATIVE = "administrative"


#: Characters that there is room for.
LONGEST = {Field.PLACE: 120, Field.TEXT: LONGEST_NOTE, Field.PARTNERS: 200}
LARGEST_AUDIENCE = 100_000

_PEOPLE = re.compile(r"\s*(?:orang|org|peserta|hadirin|warga|siswa)(?:\s+peserta)?[ .]*$", re.IGNORECASE)


@dataclass(eq=False)
class UnfitDetail(LaporError):
    """What was sent can't be what was asked for: it has no words, or is no photo."""

    field: Field


@dataclass(eq=False)
class LongDetail(UnfitDetail):
    """What was written has `length` characters, more than there is room for."""

    length: int


def fields_of(indicator: str) -> tuple[Field, ...]:
    """Give what can be told of an activity of the indicator with that key, in the order of the card."""
    everywhere = tuple(field for field in Field if field != Field.AUDIENCE)
    return (*everywhere, Field.AUDIENCE) if indicator == "outreach" else everywhere


def manners_of(indicator: str) -> tuple[Manner, ...]:
    """Give the manners to choose from; none where there is no choice."""
    return tuple(Manner) if indicator == "inspection" else ()


def read_words(field: Field, text: str) -> str:
    """Read a place, a description or partners as one line; raises `UnfitDetail`."""
    words = one_line(text)
    if not any(character.isalnum() for character in words):
        raise UnfitDetail(field)
    if len(words) > LONGEST[field]:
        raise LongDetail(field, len(words))
    return words


def read_audience(text: str) -> int:
    """Read how many people took part: `40`, `120 orang`; raises `UnreadableCount`."""
    return read_count(_PEOPLE.sub("", text), LARGEST_AUDIENCE)


def from_caption(caption: str | None) -> str | None:
    """Give a photo's caption as the text of its activity, cut where there is no more room."""
    words = one_line(caption or "")
    if len(words) > LONGEST_NOTE:
        words = words[: LONGEST_NOTE - 1].rstrip() + "…"
    return words or None
