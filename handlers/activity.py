"""Details of activities: the list of a day, the card of one, and their buttons."""

from datetime import datetime

from sqlalchemy.orm import Session

from handlers.context import Context
from handlers.reply import Reply, notice, show_activity, show_day
from models import activities
from models.activities import ActivityPress, Target
from models.activity_days import ActivityDay, day_of
from models.permissions import Action, Person
from views import activity, activity_days, guidance
from views.activity_payloads import ActivityTap, DayTap, PlaceTap


async def day_tapped(context: Context, tap: DayTap) -> Reply:
    """Show the activities of a date: below the form's card, or in place of the tapped one."""
    day = await context.look(Action.REPORT, day_of, tap.member_id, tap.day, context.now)
    if day is None:
        return notice(guidance.old_button_notice())
    return show_day(day, None if tap.below else context.tapped_message_id, tap.page)


async def placed(context: Context, tap: PlaceTap) -> Reply:
    """Add an activity, or put what waits into one."""
    target = Target(tap.day, tap.activity_id, tap.indicator_id, tap.ever, tap.member_id)
    found = await context.write(activities.place, target, tap.to_place, context.now)
    if found is None:
        return notice(guidance.old_button_notice())
    if isinstance(found, ActivityDay):
        shown = show_day(found, context.tapped_message_id)
        return notice(activity_days.stale_notice()).then(*shown.steps)
    return show_activity(found, context.tapped_message_id)


async def tapped(context: Context, tap: ActivityTap) -> Reply:
    """Carry out a tap on an activity's card."""
    button = ActivityPress(tap.activity_id, tap.version, tap.choice)
    pressed = await context.write(activities.press, button, context.now)
    if pressed is None:
        return notice(guidance.old_button_notice())
    said = activity.stale_notice() if pressed.stale else ""
    return notice(said).then(*show_activity(pressed, context.tapped_message_id).steps)


def answer(session: Session, person: Person, text: str, now: datetime) -> Reply | None:
    """Take a text as the detail that is asked for; nothing if none is."""
    answered = activities.answer_typed(session, person, text, now)
    return show_activity(answered) if answered else None


def leave(session: Session, person: Person, now: datetime) -> Reply | None:
    """Ask no longer for a detail; nothing if none is asked for."""
    left = activities.leave_detail(session, person, now)
    return show_activity(left) if left else None
