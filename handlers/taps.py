"""Where a tapped button leads: one entry for each kind of payload."""

from telegram import Update

from handlers import inviting, joining, recap, report
from handlers.context import Context
from handlers.reply import Reply, notice
from views import guidance, payloads
from views.payloads import FormTap, InviteTap, JoiningTap, OpenTap, RecapTap


async def tapped(_update: Update, context: Context) -> Reply:
    """Carry out a tap; what this program never wrote is answered and changes nothing."""
    match payloads.read(context.query.data or ""):
        case FormTap() as tap:
            return await report.move(context, tap)
        case OpenTap() as tap:
            return await report.open_tapped(context, tap)
        case JoiningTap() as tap:
            return await joining.tapped(context, tap)
        case RecapTap() as tap:
            return await recap.turn(context, tap)
        case InviteTap() as tap:
            return await inviting.chosen(context, tap)
        case None:
            return notice(guidance.old_button_notice())
