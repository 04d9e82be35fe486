"""The root of every error that a person may read, and how such a sentence quotes what they wrote."""

QUOTED_CHARACTERS = 20


class LaporError(Exception):
    """An expected error; `sentence` is the sentence that the person will read (Indonesian, plain text)."""

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
