"""Answers as lines: the same words and signs wherever a report is shown."""

from models.answers import Answer, Answers
from models.indicators import Question
from views import signs
from views.indonesian import number
from views.screen import said


def answer_lines(questions: tuple[Question, ...], answers: Answers) -> list[str]:
    """Give all answers as lines, in the order of the form."""
    return [answer_line(question, answers.get(question.key, Answer())) for question in questions]


def answer_line(question: Question, answer: Answer) -> str:
    """Give one answered question as a line: `✓ Patroli: 3 kali · ikut serta 1 (Bakamla)`."""
    sign = signs.NIL if answer.led == 0 else signs.REPORTED if answer.led else signs.MISSING
    return f"{sign} {question.label}: {amount(question, answer.led)}{_joined(answer)}"


def changed_line(question: Question, before: Answer, after: Answer) -> str:
    """Give one answer as it is after a change: `Patroli: 3 → 4 kali`."""
    if before == after:
        return answer_line(question, after)
    was = number(before.led) if before.led else "nihil" if before.led == 0 else "—"
    joined = f" · ikut serta {number(before.joined)} → {number(after.joined)}" if before.joined != after.joined else ""
    if before.led == after.led:
        return f"{signs.CHANGED} {question.label}: {amount(question, after.led)}{joined or _joined(after)}"
    return f"{signs.CHANGED} {question.label}: {was} → {amount(question, after.led)}{joined or _joined(after)}"


def amount(question: Question, led: int | None) -> str:
    """Give a count with its measure: `3 kali`, `nihil`, or a dash while it is not known."""
    if led is None:
        return "—"
    return f"<b>{number(led)}</b> {question.measure}" if led else "<b>nihil</b>"


def _joined(answer: Answer) -> str:
    if not answer.joined:
        return ""
    company = f" ({said(answer.joined_with)})" if answer.joined_with else ""
    return f" · ikut serta {number(answer.joined)}{company}"
