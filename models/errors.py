"""The root of every error that a person may read, and how such a sentence quotes what they wrote.

An error says what happened, as data; the sentence that the person reads stands in `views/refusals.py`.
"""

QUOTED_CHARACTERS = 20


class LaporError(Exception):
    """An expected error; its sentence, by its type, stands in `views/refusals.py`.

    A new one is a dataclass (`@dataclass(eq=False)`) whose fields are what its sentence needs to know.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def quoted(text: str) -> str:
    """Give what somebody wrote in quotation marks: one line of plain text, at most 20 characters of it.

    The view that shows the sentence escapes it.
    """
    line = one_line(text)
    if len(line) > QUOTED_CHARACTERS:
        line = line[: QUOTED_CHARACTERS - 1].rstrip() + "…"
    return f'"{line}"'


def one_line(text: str) -> str:
    """Give what somebody wrote as one line, without what can't be seen or turns the letters around it."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
