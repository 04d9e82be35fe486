"""Finds the agency or unit that somebody wrote: `bakamla`, `Bea dan Cukai`, `bakamla/ambon`, `kp ambon`, `bakmla`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from models.errors import LaporError
from models.recap_scope import DESK, Level, RecapScope
from models.writing import plain, tidied

#: Words that name nobody.
_WHOLE = frozenset(("seluruh", "semua", "desk", "satgas"))
_FILLING = _WHOLE | frozenset(
    ("rekap", "untuk", "di", "dari", "pada", "per", "periode", "k/l", "kl", "satuan", "unit", "kantor", "dan")
)
#: How alike two words are at least, so that one may be meant by the other.
_ALIKE = 0.7
MOST_SUGGESTIONS = 6


@dataclass(eq=False)
class UnknownScopeWords(LaporError):
    """The words name no agency or unit for sure; `meant` are those that may have been meant, likeliest first."""

    words: str
    meant: tuple[RecapScope, ...]


def find_scope(words: str, scopes: Iterable[RecapScope]) -> RecapScope | None:
    """Give the scope that the words name, the desk for "seluruh K/L", and nothing where they name nobody.

    Raises `UnknownScopeWords` where no scope or several could be meant.
    """
    said = _words(words)
    wanted = [word for word in said if word not in _FILLING]
    if not wanted:
        return DESK if _WHOLE.intersection(said) else None
    known = list(scopes)
    exact = [scope for scope in known if _spelt(said, scope) or _spelt(wanted, scope)]
    if exact:
        return _highest(words, exact)
    matching = [scope for scope in known if all(_begins(word, scope) for word in wanted)]
    if matching:
        return _highest(words, matching)
    raise UnknownScopeWords(words, _alike(wanted, known))


def _highest(words: str, found: list[RecapScope]) -> RecapScope:
    """An agency stands before its units; where several of one level fit, nobody can know which is meant."""
    agencies = [scope for scope in found if scope.level == Level.AGENCY]
    same = agencies or found
    if len(same) == 1:
        return same[0]
    raise UnknownScopeWords(words, tuple(same[:MOST_SUGGESTIONS]))


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,;:()\"'.]+", plain(tidied(text))) if word]


def _spelt(words: list[str], scope: RecapScope) -> bool:
    written = " ".join(words)
    names = {_flat(scope.code), _flat(scope.name)}
    if scope.level == Level.AGENCY and "".join(words) == _flat(scope.code):  # "TNI AL" is TNIAL
        return True
    if scope.level == Level.UNIT:
        names = {_flat(scope.name), *(f"{_flat(scope.agency_code)}{mark}{_flat(scope.code)}" for mark in "/ -")}
    return written in names


def _flat(text: str) -> str:
    return " ".join(_words(text))


def _begins(word: str, scope: RecapScope) -> bool:
    """Whether words of the scope's names begin so; of a unit its agency's code counts too, also as "bakamla/ambon"."""
    return all(any(own.startswith(part) for own in _own(scope)) for part in word.split("/"))


def _own(scope: RecapScope) -> list[str]:
    return _words(f"{scope.agency_code} {scope.code} {scope.name}")


def _alike(wanted: list[str], scopes: list[RecapScope]) -> tuple[RecapScope, ...]:
    rated = [(_likeness(wanted, scope), -place) for place, scope in enumerate(scopes)]
    best = sorted((rate for rate in rated if rate[0] >= _ALIKE), reverse=True)
    return tuple(scopes[-place] for _, place in best[:MOST_SUGGESTIONS])


def _likeness(wanted: list[str], scope: RecapScope) -> float:
    """How well the least fitting of the words fits any word of the scope."""
    own = _own(scope)
    return min(max((SequenceMatcher(None, word, one).ratio() for one in own), default=0.0) for word in wanted)
