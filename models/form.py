"""The form's rules: which step follows which move. Pure: from a state and a move to the next state.

A state is what the draft's row holds. Every accepted move raises the version by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from models.errors import LaporError
from models.indicators import Question

SUMMARY = "summary"
_JOINED = "joined:"


@dataclass(frozen=True, slots=True)
class Answer:
    """How many of one indicator: `led` is empty until its question was answered; `joined` is optional."""

    led: int | None = None
    joined: int = 0


@dataclass(frozen=True, slots=True)
class FormState:
    """Where a form stands."""

    step: str
    version: int
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Count:
    """A number for the open question."""

    value: int


@dataclass(frozen=True, slots=True)
class Back:
    """One question back."""


@dataclass(frozen=True, slots=True)
class AskJoined:
    """Ask how often the member took part in what somebody else led."""


@dataclass(frozen=True, slots=True)
class Jump:
    """From the summary to one question."""

    key: str


@dataclass(frozen=True, slots=True)
class AllNil:
    """Nothing at all happened: every open question is answered with zero."""


Move = Count | Back | AskJoined | Jump | AllNil


class UnfitMove(LaporError):
    """The move makes no sense where the form stands."""


class NotComplete(LaporError):
    """Not every question is answered."""


def first_state(questions: Sequence[Question]) -> FormState:
    """Give an empty form at its first question."""
    return FormState(step=questions[0].key, version=1, answers={})


def advance(state: FormState, questions: Sequence[Question], move: Move) -> FormState:
    """Give the state after the move; raises `UnfitMove` where the move makes no sense."""
    match move:
        case Count(value):
            after = _count(state, questions, value)
        case Back():
            after = replace(state, step=_before(state.step, questions))
        case AskJoined():
            after = replace(state, step=_JOINED + _asking_led(state, questions).key)
        case Jump(key):
            after = replace(state, step=_jump(state, questions, key))
        case AllNil():
            after = _all_nil(state, questions)
    return replace(after, version=state.version + 1)


def open_question(state: FormState, questions: Sequence[Question]) -> Question | None:
    """Give the question that the step asks, led or joined; nothing at the summary."""
    key = state.step.removeprefix(_JOINED)
    return next((question for question in questions if question.key == key), None)


def asks_joined(state: FormState) -> bool:
    """Tell whether the step asks for what somebody else led."""
    return state.step.startswith(_JOINED)


def at_rest(state: FormState, questions: Sequence[Question]) -> FormState:
    """Give the state at the summary, if its question is no longer asked."""
    return state if open_question(state, questions) else replace(state, step=SUMMARY)


def is_complete(state: FormState, questions: Sequence[Question]) -> bool:
    """Tell whether every question has its number of led activities."""
    return all(_led(state, question) is not None for question in questions)


def nothing_answered(state: FormState) -> bool:
    """Tell whether the form is still untouched."""
    return not state.answers


def _led(state: FormState, question: Question) -> int | None:
    return state.answers.get(question.key, Answer()).led


def _count(state: FormState, questions: Sequence[Question], value: int) -> FormState:
    question = open_question(state, questions)
    if question is None or not 0 <= value <= question.maximum:
        raise UnfitMove("Angka itu tidak dapat dipakai di sini.")
    answer = state.answers.get(question.key, Answer())
    given = replace(answer, joined=value) if asks_joined(state) else replace(answer, led=value)
    answered = replace(state, answers={**state.answers, question.key: given})
    if given.led is None:
        return replace(answered, step=question.key)
    return replace(answered, step=_next_open(answered, questions, after=question))


def _next_open(state: FormState, questions: Sequence[Question], after: Question) -> str:
    """The next unanswered question, from here on and then from the start; the summary when there is none."""
    here = list(questions).index(after) + 1
    in_order = [*questions[here:], *questions[:here]]
    return next((question.key for question in in_order if _led(state, question) is None), SUMMARY)


def _before(step: str, questions: Sequence[Question]) -> str:
    if step.startswith(_JOINED):
        return step.removeprefix(_JOINED)
    keys = [question.key for question in questions]
    return keys[-1] if step == SUMMARY else keys[max(0, keys.index(step) - 1)]


def _asking_led(state: FormState, questions: Sequence[Question]) -> Question:
    question = open_question(state, questions)
    if question is None or asks_joined(state):
        raise UnfitMove("Ikut serta diisi pada pertanyaannya masing-masing.")
    return question


def _jump(state: FormState, questions: Sequence[Question], key: str) -> str:
    if state.step != SUMMARY or key not in {question.key for question in questions}:
        raise UnfitMove("Pertanyaan itu tidak dapat dibuka dari sini.")
    return key


def _all_nil(state: FormState, questions: Sequence[Question]) -> FormState:
    if not nothing_answered(state):
        raise UnfitMove("Sudah ada jawaban yang terisi.")
    return replace(state, step=SUMMARY, answers={question.key: Answer(led=0) for question in questions})
