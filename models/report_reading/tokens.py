"""Cuts one line of a written report into names, counts and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from models.quantities import UnreadableCount, read_count
from models.report_reading.joining import with_joined
from models.report_reading.meanings import settled
from models.report_reading.names import IndicatorNames
from models.report_reading.pieces import Token
from models.report_reading.words import LONGEST_PHRASE, Kind, kind_of
from models.written_dates import DATE

_COORDINATE = (
    r"-?\d{1,3}(?:[.,]\d+)?\s?°(?:\s?\d{1,2}(?:[.,]\d+)?')?(?:\s?\d{1,2}(?:[.,]\d+)?\")?(?:\s?(?:[nsewu]|l[us]|b[tb]))?"
)
_ASIDES = (
    rf"(?<!\w)(?:{DATE})(?![\w/])(?!\.\d)",
    rf"{_COORDINATE}(?!\w)",
    r"(?<![\d.,])-?\d{1,3}[.,]\d{4,}",
    r"(?<![\d.,])\d{1,2}[.:]\d{2}(?![\d.,]*\d)",
    r"(?:\+62[ -]?|(?<!\d)08)\d{2,4}(?:[ -]?\d{2,5}){1,3}(?!\d)",
    r"\d{1,6} ?/ ?\d{1,6}",
)
_LEXEME = (
    rf"(?P<aside>{'|'.join(_ASIDES)})"
    r"|(?P<negative>(?<![\w).])-\d+(?:[.,]\d+)*)"
    r"|(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>s[/.]d(?!\w)|(?:masing-masing|kira-kira|ikut-serta)(?!\w)|[^\W\d_]+)"
    r"|(?P<sign>\S)"
)
_WHOLE = re.compile(r"\d{1,6}|[1-9]\d{0,2}(?:\.\d{3}){1,2}")
_NUMBER_WORD = re.compile(
    r"(?:se(?=belas|puluh|ratus|ribu)|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|belas|puluh|ratus|ribu)+"
)


def tokens_of(line: str, names: IndicatorNames, ordinal: int | None = None) -> list[Token]:
    """Cut one line in plain writing into tokens; `ordinal` is the number before the line in its list, if it had one."""
    return with_joined(settled(list(_lexed(line, names)), ordinal))


def _lexed(line: str, names: IndicatorNames) -> Iterator[Token]:
    lexemes = list(re.finditer(rf"(?P<label>{names.label_pattern()})|{_LEXEME}", line))
    at = 0
    while at < len(lexemes):
        taken, token = _token(lexemes, at, names)
        yield replace(token, text=line[token.start : token.end])
        at += taken


def _token(lexemes: Sequence[re.Match[str]], at: int, names: IndicatorNames) -> tuple[int, Token]:
    lexeme = lexemes[at]
    kind = lexeme.lastgroup
    if kind == "label":
        return 1, _piece(Kind.NAME, lexeme, key=names.labels[lexeme.group()])
    if kind == "number":
        return 1, _number(lexeme)
    if kind in {"aside", "negative"}:
        return 1, _piece(Kind.ASIDE if kind == "aside" else Kind.BAD, lexeme)
    return _spelled(lexemes, at) if _NUMBER_WORD.fullmatch(lexeme.group()) else _phrase(lexemes, at, names)


def _piece(kind: Kind, first: re.Match[str], last: re.Match[str] | None = None, key: str = "", value: int = 0) -> Token:
    return Token(kind, first.start(), (last or first).end(), "", key, value, is_nil=kind is Kind.NIL)


def _number(lexeme: re.Match[str]) -> Token:
    if _WHOLE.fullmatch(lexeme.group()):
        return _piece(Kind.COUNT, lexeme, value=int(lexeme.group().replace(".", "")))
    return _piece(Kind.BAD, lexeme)


def _spelled(lexemes: Sequence[re.Match[str]], at: int) -> tuple[int, Token]:
    """A number in words, however many of them."""
    end = at + 1
    while end < len(lexemes) and _NUMBER_WORD.fullmatch(lexemes[end].group()):
        end += 1
    words = " ".join(lexeme.group() for lexeme in lexemes[at:end])
    try:
        return end - at, _piece(Kind.COUNT, lexemes[at], lexemes[end - 1], value=read_count(words))
    except UnreadableCount:
        return end - at, _piece(Kind.BAD, lexemes[at], lexemes[end - 1])


def _phrase(lexemes: Sequence[re.Match[str]], at: int, names: IndicatorNames) -> tuple[int, Token]:
    for length in range(min(LONGEST_PHRASE, len(lexemes) - at), 0, -1):
        words = lexemes[at : at + length]
        kind = kind_of(" ".join(word.group() for word in words)) if _is_close(words) else None
        if kind is not None:
            token = _piece(kind, words[0], words[-1])
            return length, replace(token, kind=Kind.COUNT) if kind is Kind.NIL else token
    word = lexemes[at]
    if word.lastgroup == "sign":
        return 1, _piece(Kind.FILLER, word)
    key = names.key_of(word.group())
    return 1, _piece(Kind.NAME, word, key=key) if key else _piece(Kind.WORD, word)


def _is_close(words: Sequence[re.Match[str]]) -> bool:
    """Whether these are one phrase: only words, with a space or a hyphen between."""
    if len(words) == 1:
        return True
    gaps = (after.start() - before.end() for before, after in pairwise(words))
    return all(word.lastgroup == "word" for word in words) and all(gap == 1 for gap in gaps)
