"""What was understood of a written report, in short: patroli, sambang, pemeriksaan, sosialisasi as `3 2 0 1`."""

from models.answers import Answer
from models.indicators import SHIPPED, Question
from models.written_reports import WrittenReport

FOUR = tuple(Question(place, *row) for place, row in enumerate(SHIPPED, start=1))
KEYS = tuple(question.key for question in FOUR)


def shown(report: WrittenReport) -> str:
    """Give the answers as the tables here write them."""
    return " ".join(_shown(report.answers.get(key, Answer())) for key in KEYS)


def _shown(answer: Answer) -> str:
    led = "" if answer.led is None else str(answer.led)
    return f"{led}+{answer.joined}" if answer.joined else led or "."
