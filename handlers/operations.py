"""/operasi: campaigns; seeing how one stands, and for whoever steers them writing, changing and closing one."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, require
from handlers.reply import Reply, Show, in_place, notice, say, show_prompt
from models import operation_plans, operation_progress, operations, prompts
from models.clock import local_date
from models.groups import require_bound
from models.operation_progress import OperationProgress
from models.operation_words import Sketch, read_lines
from models.operations import OperationState
from models.organisation import AgencyLine, list_agencies
from models.permissions import Action, Person
from models.prompts import OpenPrompt, PromptKind
from models.provinces import Zone
from views import guidance
from views import operations as shown
from views.operation_taps import OperationAct, OperationTap
from views.screen import Card

_SKETCH = "sketch"


async def operation(_update: Update, context: Context) -> Reply:
    """/operasi: the list; in a group, how those stand that are running, as totals per agency."""
    if context.is_private:
        return say(await context.read(Action.OPERATIONS, _list, context.now))
    running = await context.read(Action.OPERATIONS, _running, context.chat.id, context.now)
    if not running:
        return say(shown.operation_list([], local_date(context.now, Zone.WIB), steers=False))
    return Reply(tuple(Show(_progress_card(context, progress, steers=False)) for progress in running))


async def steered(context: Context, tap: OperationTap) -> Reply:
    """Carry out a tap on operations."""
    if tap.act == OperationAct.VIEW:
        progress = await context.read(Action.OPERATIONS, _progress, tap.number, context.now)
        if progress is None:
            return notice(shown.gone())
        return in_place(_progress_card(context, progress, steers=True), context.tapped_message_id)
    steps = await context.write(_steer, tap, context.tapped_message_id, context.now)
    return steps or notice(guidance.old_button_notice())


def answer_written(session: Session, person: Person, prompt: OpenPrompt, text: str, now: datetime) -> Reply:
    """Take written lines, and show what was understood."""
    require(person, Action.OPERATIONS)
    sketch = read_lines(text, _sketch(prompt), list_agencies(session), local_date(now, Zone.WIB))
    return _shown(session, person, sketch, None, now)


def plan_asked(session: Session, _person: Person, prompt: OpenPrompt, _now: datetime) -> Card:
    """Give the card that asks for an operation, or that shows what was understood."""
    return _asking_card(session, _sketch(prompt), prompt.version)


def _list(session: Session, _person: Person, now: datetime) -> Card:
    today = local_date(now, Zone.WIB)
    return shown.operation_list(operations.list_operations(session), today, steers=True)


def _running(session: Session, _person: Person, chat_id: int, now: datetime) -> list[OperationProgress]:
    require_bound(session, chat_id)
    today = local_date(now, Zone.WIB)
    running = (one for one in operations.list_operations(session) if one.state_on(today) == OperationState.RUNNING)
    return [operation_progress.progress_of(session, one, now) for one in running]


def _progress(session: Session, _person: Person, operation_id: int, now: datetime) -> OperationProgress | None:
    return operation_progress.progress(session, operation_id, now)


def _progress_card(context: Context, progress: OperationProgress, *, steers: bool) -> Card:
    return shown.progress_card(progress, now=context.now, synthetic=context.services.synthetic, steers=steers)


def _steer(session: Session, person: Person, tap: OperationTap, message_id: int | None, now: datetime) -> Reply | None:
    require(person, Action.OPERATIONS)
    match tap.act:
        case OperationAct.WRITE:
            return _write(session, person, tap.number, message_id, now)
        case OperationAct.TOGGLE | OperationAct.KEEP:
            return _go_on(session, person, tap, message_id, now)
        case OperationAct.CLOSE:
            return _ask_to_close(session, tap.number, message_id, now)
        case OperationAct.CLOSE_SURELY:
            return _close(session, person, tap, message_id, now)
    return _ended(session, person, _list(session, person, now), message_id)


def _write(session: Session, person: Person, operation_id: int, message_id: int | None, now: datetime) -> Reply | None:
    found = operations.operation_by_id(session, operation_id) if operation_id else None
    if operation_id and (found is None or found.closed):
        return None
    return _shown(session, person, Sketch.of(found) if found else Sketch(), message_id, now)


def _go_on(session: Session, person: Person, tap: OperationTap, message_id: int | None, now: datetime) -> Reply:
    """Toggle an agency, or keep what was shown; an old button shows how things stand."""
    prompt = prompts.open_prompt(session, person)
    if prompt is None or (prompt.kind, prompt.version) != (PromptKind.OPERATION, tap.version):
        return _ended(session, person, _list(session, person, now), message_id)
    sketch = _sketch(prompt)
    if tap.act == OperationAct.TOGGLE:
        return _shown(session, person, sketch.toggled(tap.number), message_id, now)
    plan = sketch.plan()
    if plan is None:
        return _shown(session, person, sketch, message_id, now)
    if sketch.operation_id:
        operation_plans.change(session, person, sketch.operation_id, plan, now)
    else:
        operation_plans.create(session, person, plan, now)
    return _ended(session, person, _list(session, person, now), message_id)


def _ask_to_close(session: Session, operation_id: int, message_id: int | None, now: datetime) -> Reply | None:
    found = operations.operation_by_id(session, operation_id)
    if found is None or found.closed:
        return None
    return in_place(shown.ask_to_close(found, local_date(now, Zone.WIB)), message_id)


def _close(session: Session, person: Person, tap: OperationTap, message_id: int | None, now: datetime) -> Reply | None:
    found = operations.operation_by_id(session, tap.number)
    if found is None or found.version != tap.version:
        return None
    operation_plans.close(session, person, found.id, local_date(now, Zone.WIB), now)
    return in_place(_list(session, person, now), message_id)


def _shown(session: Session, person: Person, sketch: Sketch, message_id: int | None, now: datetime) -> Reply:
    asked = prompts.ask(session, person, PromptKind.OPERATION, {_SKETCH: sketch.as_json()}, now)
    return show_prompt(asked, _asking_card(session, sketch, asked.version), message_id)


def _asking_card(session: Session, sketch: Sketch, version: int) -> Card:
    is_empty = sketch == Sketch()
    return shown.ask(sketch) if is_empty else shown.preview(sketch, _agencies(session, sketch), version)


def _agencies(session: Session, sketch: Sketch) -> list[AgencyLine]:
    return [one for one in list_agencies(session) if one.enabled or one.id in sketch.agency_ids]


def _ended(session: Session, person: Person, card: Card, message_id: int | None) -> Reply:
    prompt = prompts.open_prompt(session, person)
    if prompt is not None and prompt.kind == PromptKind.OPERATION:
        prompts.close(session, person)
    return in_place(card, message_id)


def _sketch(prompt: OpenPrompt) -> Sketch:
    return Sketch.from_json(prompt.payload[_SKETCH])
