"""Forged and damaged payloads, deep links and texts, without end: the same again for the same seed."""

import os
import random
from collections.abc import Iterator, Sequence

from views.payloads import _READERS

#: `make fuzz` reads more, with a seed of its own.
TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
SEED = int(os.environ.get("FUZZ_SEED", "20250724"))

_KINDS = tuple(_READERS)
_FIELDS = (
    *("", "0", "1", "2", "7", "-1", "01", "1e9", "999999", "999999999999999999", "9" * 19, "٣", "１", "1 ", "+1"),
    *("2025-09-15", "2025-9-15", "2025-02-30", "1999-01-01", "2101-01-01", "20250915", "0000-00-00"),
    *("d20250915", "w20250915", "m202509", "s2025-2", "q2025-3", "d99999999", "s2025-9", "r20250901-20250930", "d"),
    *("patrol", "summary", "joined:patrol", "officer", "administrator", "sakit", "WIB", "yes", "over", "skip", "n3"),
    *("y", "n", "r", "f", "e", "b", "c", "s", "x", "k", "send", "nil", "back", "photo", "position", "time", "-"),
    *("' OR 1=1 --", "; DROP TABLE member", "../../etc/passwd", "<b>", "&lt;", "%s", "{0}", "\\", "\n", "\t"),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
_ODD = (
    "\x00",
    "\ud800",
    "\u202e",
    "\u200b",
    "😀",
    "ſ",
    "İ",
    "|",
    "||",
    "\n",
    " ",
    "é",
    "漢",
    "\x7f",
    "<",
    "&",
    "'",
    "/",
)
_WORDS = (
    *("patroli", "sambang", "pemeriksaan", "pengawasan", "sosialisasi", "nihil", "dua", "tiga", "kali", "ikut serta"),
    *(
        "A.",
        "B)",
        "1.",
        "-",
        ":",
        ";",
        ",",
        "=",
        "3x",
        "2",
        "1/2",
        "99999999999999",
        "-5",
        "0",
        "½",
        "²",
        "٣",
        "Rp",
        "T",
    ),
    *("kemarin", "besok", "semester 1 2025", "24/7/2025", "31/2/2025", "minggu", "juli", "bakamla", "sakit", "cuti"),
    *("7°59.449'S 131°16.233'E", "-7.9, 131.2", "999, 999", "09.30", "25.61", "WITA", "Rp 7,9 T", "125,9 M", "kg"),
    *("/lapor", "/rekap", "@bot", "<b>tebal</b>", "&amp;", "*bintang*", "[x](y)", "=1+1", "\n", "\n\n", "\t"),
)
_LONGEST_MUTATED = 90


def payloads(seed: int) -> Iterator[str]:
    """Give payloads of known kinds with any fields, and damaged ones of those."""
    chance = random.Random(seed)
    while True:
        made = "|".join((chance.choice(_KINDS), *chance.choices(_FIELDS, k=chance.randint(0, 7))))
        yield damaged(chance, made) if chance.random() < 0.5 else made


def deep_links(seed: int) -> Iterator[str]:
    """Give what may stand behind `/start`: tokens of any length, codes, and what is neither."""
    chance = random.Random(seed)
    while True:
        made = "".join(chance.choices(_LETTERS, k=chance.choice((0, 1, 5, 8, 12, 22, 43, 64, 65, 200))))
        yield damaged(chance, made) if chance.random() < 0.3 else made


def texts(seed: int) -> Iterator[str]:
    """Give heaps of the words that the bot reads, in no order, with what it can't read among them."""
    chance = random.Random(seed)
    while True:
        made = " ".join(chance.choices(_WORDS, k=chance.randint(1, 9)))
        yield damaged(chance, made) if chance.random() < 0.3 else made


def near(seed: int, keys: Sequence[str]) -> Iterator[str]:
    """Give links and codes as they are, and misheard: a letter too many, too few, turned, of the other case."""
    chance = random.Random(seed)
    while True:
        key = chance.choice(keys)
        match chance.randrange(5):
            case 0:
                yield key
            case 1:
                yield key.swapcase()
            case 2:
                yield key[::-1]
            case _:
                yield damaged(chance, key)


def damaged(chance: random.Random, text: str) -> str:
    """Cut, double, turn and sprinkle a text."""
    for _ in range(chance.randint(1, 3)):
        place = chance.randint(0, len(text))
        match chance.randrange(5):
            case 0:
                text = text[:place]
            case 1:
                text = text[:place] + chance.choice(_ODD) + text[place:]
            case 2:
                text = text[place:] + text[:place]
            case 3:
                text = text + text[:_LONGEST_MUTATED]
            case 4 if text:
                text = text[:place] + chr(chance.randint(1, 0x2FF)) + text[place + 1 :]
    return text
