"""Cards that somebody has before them: of a colleague's report and activity, of an event, and of their broadcasts.

Only whoever has such a card can tap its buttons: so each role needs its own.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from models import drafts, enforcement_drafts
from models.broadcasts import send_broadcast, write_broadcast
from models.members import identify
from models.permissions import Action, may_somewhere
from models.schema import Activity, Audience, Role
from tests.clock.roster import MONDAY
from tests.permissions.world import World
from views.activity_payloads import ActivityTap, PlaceTap
from views.enforcement_taps import EventFormTap
from views.report_taps import FormTap
from views.steering_taps import DeliveryTap, SendBroadcastTap

#: What a kind of button names on one's own card, by the name of its field.
OwnCards = Mapping[type, dict[str, int]]


def own_cards(session: Session, world: World, role: Role) -> OwnCards:
    """Open a colleague's report, an activity in it, an event's form, and broadcasts, as far as the role may."""
    now = world.roster.clock.now()
    person = identify(session, world.telegram_id(role), now)
    assert person is not None
    mate = world.mates["member_id"]
    cards: dict[type, dict[str, int]] = {}
    form = drafts.open_for(session, person, mate, MONDAY, now)
    if form is not None:
        cards[FormTap] = {"draft_id": form.draft_id}
    by = {"created_by": person.member_id, "handled_by": person.member_id, "created_at": now}
    activity = Activity(member_id=mate, report_date=MONDAY, indicator_id=1, version=1, **by)
    session.add(activity)
    session.flush()
    cards[ActivityTap] = cards[PlaceTap] = {"activity_id": activity.id}
    if may_somewhere(person, Action.ENFORCEMENT):
        cards[EventFormTap] = {"draft_id": enforcement_drafts.open_new(session, person, now).draft_id}
    if may_somewhere(person, Action.BROADCAST):
        written = write_broadcast(session, person, Audience.OFFICERS, None, "Selamat bertugas", now)
        cards[SendBroadcastTap] = {"broadcast_id": written.id}
        sent = write_broadcast(session, person, Audience.OFFICERS, None, "Selamat malam", now)
        send_broadcast(session, person, sent.id, now)
        cards[DeliveryTap] = {"broadcast_id": sent.id}
    return cards
