"""The form's rules: which step follows which move. Pure: from a state and a move to the next state.

A state is what the draft's row holds. Every accepted move raises the version by one.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.answers import LONGEST_COMPANY, Answer, Answers
from models.errors import LaporError, fitting
from models.indicators import Question
from models.schema.base import LONGEST_NOTE
from models.usual import Usual
from models.writing import tidied

#: Steps beside the questions, which go by their indicator's key.
SUMMARY, NOTE, REASON = "summary", "note", "reason"
#: Steps about a question: `joined:<key>`, `with:<key>`, `check:<key>:<number>`.
_JOINED, _WITH, _CHECK = "joined", "with", "check"


@dataclass(frozen=True, slots=True)
class FormState:
    """Where a form stands."""

    step: str
    version: int
    answers: Answers
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number for the open question."""

    value: int


@dataclass(frozen=True, slots=True)
class Confirm:
    """Yes, the unusual number is right."""


@dataclass(frozen=True, slots=True)
class Write:
    """A text for the open step: a note, or with whom."""

    text: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Go on without saying with whom."""


@dataclass(frozen=True, slots=True)
class Back:
    """One question back."""


@dataclass(frozen=True, slots=True)
class AskJoined:
    """Ask how often the member took part in what somebody else led."""


@dataclass(frozen=True, slots=True)
class AskNote:
    """From the summary, ask for a note."""


@dataclass(frozen=True, slots=True)
class Jump:
    """From the summary to one question."""

    key: str


@dataclass(frozen=True, slots=True)
class AllNil:
    """Nothing at all happened: every open question is answered with zero."""


Move = Count | Confirm | Write | Skip | Back | AskJoined | AskNote | Jump | AllNil


class Misplaced(enum.Enum):
    """What was done where it can't be."""

    NUMBER = enum.auto()
    CONFIRMATION = enum.auto()
    SKIP = enum.auto()
    TEXT = enum.auto()
    JOINED = enum.auto()
    BESIDE_SUMMARY = enum.auto()
    QUESTION = enum.auto()
    ALL_NIL = enum.auto()
    SENDING = enum.auto()
    REASON = enum.auto()


@dataclass(eq=False)
class UnfitMove(LaporError):
    """The move makes no sense where the form stands."""

    what: Misplaced


class NotComplete(LaporError):
    """Not every question is answered."""


def first_state(questions: Sequence[Question]) -> FormState:
    """Give an empty form at its first question."""
    return FormState(step=questions[0].key, version=1, answers={})


def advance(
    state: FormState, questions: Sequence[Question], move: Move, usual: Mapping[str, Usual] | None = None
) -> FormState:
    """Give the state after the move; raises `UnfitMove` where the move makes no sense.

    A number that is far from the member's usual ones is asked back before it counts.
    """
    match move:
        case Count(value):
            after = _count(state, questions, value, usual or {})
        case Confirm():
            after = _record(state, questions, pending_count(state))
        case Write(text):
            after = _write(state, questions, text)
        case _:
            after = _go(state, questions, move)
    return replace(after, version=state.version + 1)


def open_question(state: FormState, questions: Sequence[Question]) -> Question | None:
    """Give the question that the step is about; nothing at the summary, the note and the reason."""
    head, _, rest = state.step.partition(":")
    key = rest.partition(":")[0] if rest else head
    return next((question for question in questions if question.key == key), None)


def asks_joined(state: FormState) -> bool:
    """Tell whether the step asks for what somebody else led."""
    return state.step.startswith(f"{_JOINED}:")


def asks_company(state: FormState) -> bool:
    """Tell whether the step asks with whom the member took part."""
    return state.step.startswith(f"{_WITH}:")


def asks_text(state: FormState) -> bool:
    """Tell whether the step takes any text, not a number."""
    return state.step in (NOTE, REASON) or asks_company(state)


def pending_count(state: FormState) -> int | None:
    """Give the unusual number that is asked back; nothing at any other step."""
    head, _, rest = state.step.partition(":")
    return int(rest.partition(":")[2]) if head == _CHECK else None


def at_rest(state: FormState, questions: Sequence[Question]) -> FormState:
    """Give the state at the summary, if its question is no longer asked."""
    known = state.step in (NOTE, REASON) or open_question(state, questions)
    return state if known else replace(state, step=SUMMARY)


def is_complete(state: FormState, questions: Sequence[Question]) -> bool:
    """Tell whether every question has its number of led activities."""
    return all(_led(state, question) is not None for question in questions)


def nothing_answered(state: FormState) -> bool:
    """Tell whether the form is still untouched."""
    return not state.answers


def fill_in(state: FormState, questions: Sequence[Question], written: Answers) -> FormState:
    """Give the state after a written report: what it says stands, and the next step asks for what it does not say."""
    filled = replace(state, version=state.version + 1, answers={**state.answers, **written})
    return replace(filled, step=_first_open(filled, questions))


def _go(state: FormState, questions: Sequence[Question], move: Move) -> FormState:
    """The moves that only lead somewhere else."""
    match move:
        case Skip():
            return replace(state, step=_after_company(state, questions))
        case AskJoined():
            return replace(state, step=f"{_JOINED}:{_asking_led(state, questions).key}")
        case AskNote():
            return replace(state, step=_from_summary(state, NOTE))
        case Jump(key):
            return replace(state, step=_jump(state, questions, key))
        case AllNil():
            return _all_nil(state, questions)
        case _:
            return replace(state, step=_before(state, questions))


def _led(state: FormState, question: Question) -> int | None:
    return state.answers.get(question.key, Answer()).led


def _count(state: FormState, questions: Sequence[Question], value: int, usual: Mapping[str, Usual]) -> FormState:
    question = open_question(state, questions)
    if question is None or asks_company(state) or not 0 <= value <= question.maximum:
        raise UnfitMove(Misplaced.NUMBER)
    if asks_joined(state):
        return _joined(state, questions, question, value)
    if question.key in usual and usual[question.key].is_far_from(value):
        return replace(state, step=f"{_CHECK}:{question.key}:{value}")
    return _record(state, questions, value)


def _record(state: FormState, questions: Sequence[Question], value: int | None) -> FormState:
    question = open_question(state, questions)
    if question is None or value is None:
        raise UnfitMove(Misplaced.CONFIRMATION)
    given = replace(state.answers.get(question.key, Answer()), led=value)
    answered = replace(state, answers={**state.answers, question.key: given})
    return replace(answered, step=_next_open(answered, questions, after=question))


def _joined(state: FormState, questions: Sequence[Question], question: Question, value: int) -> FormState:
    given = replace(state.answers.get(question.key, Answer()), joined=value)
    if not value:
        given = replace(given, joined_with=None)
    answered = replace(state, step=f"{_WITH}:{question.key}", answers={**state.answers, question.key: given})
    return answered if value else replace(answered, step=_after_company(answered, questions))


def _after_company(state: FormState, questions: Sequence[Question]) -> str:
    question = open_question(state, questions)
    if question is None or not asks_company(state):
        raise UnfitMove(Misplaced.SKIP)
    return question.key if _led(state, question) is None else _next_open(state, questions, after=question)


def _write(state: FormState, questions: Sequence[Question], text: str) -> FormState:
    question, words = open_question(state, questions), tidied(text)
    if state.step == NOTE:
        return replace(state, step=SUMMARY, note=fitting(words, LONGEST_NOTE) or None)
    if question is None or not asks_company(state):
        raise UnfitMove(Misplaced.TEXT)
    given = replace(state.answers[question.key], joined_with=fitting(words, LONGEST_COMPANY) or None)
    written = replace(state, answers={**state.answers, question.key: given})
    return replace(written, step=_after_company(written, questions))


def _next_open(state: FormState, questions: Sequence[Question], after: Question) -> str:
    """The next unanswered question, from here on and then from the start; the summary when there is none."""
    here = list(questions).index(after) + 1
    return _first_open(state, [*questions[here:], *questions[:here]])


def _first_open(state: FormState, questions: Sequence[Question]) -> str:
    return next((question.key for question in questions if _led(state, question) is None), SUMMARY)


def _before(state: FormState, questions: Sequence[Question]) -> str:
    """Where "kembali" leads: from a side step to its question, from a question to the one before it."""
    if state.step in (NOTE, REASON):
        return SUMMARY
    question, keys = open_question(state, questions), [question.key for question in questions]
    if question is None:
        return keys[-1]
    return question.key if question.key != state.step else keys[max(0, keys.index(question.key) - 1)]


def _asking_led(state: FormState, questions: Sequence[Question]) -> Question:
    question = open_question(state, questions)
    if question is None or question.key != state.step:
        raise UnfitMove(Misplaced.JOINED)
    return question


def _from_summary(state: FormState, step: str) -> str:
    if state.step != SUMMARY:
        raise UnfitMove(Misplaced.BESIDE_SUMMARY)
    return step


def _jump(state: FormState, questions: Sequence[Question], key: str) -> str:
    if key not in {question.key for question in questions}:
        raise UnfitMove(Misplaced.QUESTION)
    return _from_summary(state, key)


def _all_nil(state: FormState, questions: Sequence[Question]) -> FormState:
    if not nothing_answered(state):
        raise UnfitMove(Misplaced.ALL_NIL)
    return replace(state, step=SUMMARY, answers={question.key: Answer(led=0) for question in questions})
