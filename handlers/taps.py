"""Where a tapped button leads: one entry for each kind of payload."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from handlers import (
    absence,
    activity,
    aiming,
    attachments,
    balances,
    broadcasting,
    duty_calendar,
    enforcement,
    export,
    for_colleagues,
    grouping,
    history,
    inviting,
    joining,
    letting_in,
    member_changes,
    members,
    missing,
    new_places,
    operations,
    outbox,
    own_clock,
    privacy,
    recap,
    report,
    results,
    scheduling,
    standing,
    units,
)
from handlers.context import Context, members_only
from handlers.reply import Reply, notice
from views import guidance, payloads
from views.activity_payloads import ActivityTap, DayTap, OfferTap, PlaceTap
from views.calendar_taps import AskRestTap, CalendarPlacesTap, CalendarTap, EndRestTap, HolidayTap, WeekdayTap
from views.colleague_taps import ColleagueTap, ReopenTap, ReportForTap
from views.days_off_taps import (
    AbsenceTap,
    AskDaysTap,
    CancelAbsenceTap,
    ClockTap,
    ShortenTap,
    UnitClockTap,
)
from views.desk_taps import InviteTap, JoiningTap
from views.enforcement_taps import EventFormTap, EventTap
from views.hour_taps import AskHourTap, HoursPlacesTap, HoursTap
from views.invite_taps import CodeTap, DecideTap, InvitationsTap, RequestsTap, RevokeTap
from views.member_taps import (
    ChangeTap,
    FindMemberTap,
    MemberClockTap,
    MembersTap,
    MemberTap,
    MemberUnitsTap,
    RoleTap,
    TransferTap,
)
from views.operation_taps import OperationTap
from views.outbox_taps import QueueTap, SettleTap
from views.privacy_taps import ConsentTap, ErasureTap, PrivacyTap
from views.recap_taps import FileTap, RecapTap
from views.report_taps import ContinueTap, FormTap, HistoryTap, OpenTap, TextTap
from views.result_taps import BalanceTap, ResultsTap
from views.steering_taps import (
    BroadcastTap,
    DeliveryTap,
    GroupTap,
    MissingTap,
    PostHourTap,
    PostTap,
    RemindTap,
    SendBroadcastTap,
)
from views.target_taps import AskTargetTap, TargetPlacesTap, TargetTap
from views.unit_taps import CallOffTap, NewPlaceTap, ShapeTap, UnitPlaceTap, UnitsTap

_LEADS_TO: dict[type, Callable[[Context, Any], Coroutine[Any, Any, Reply]]] = {
    FormTap: report.move,
    DayTap: activity.day_tapped,
    PlaceTap: activity.placed,
    ActivityTap: activity.tapped,
    OfferTap: attachments.answered,
    OpenTap: report.open_tapped,
    ContinueTap: standing.go_on,
    HistoryTap: history.turn,
    TextTap: history.copy_text,
    JoiningTap: joining.tapped,
    RecapTap: recap.turn,
    FileTap: export.tapped,
    ResultsTap: results.turn,
    BalanceTap: balances.steered,
    EventTap: enforcement.acted,
    OperationTap: operations.steered,
    EventFormTap: enforcement.moved,
    InviteTap: inviting.chosen,
    AbsenceTap: absence.chosen,
    AskDaysTap: absence.ask_days,
    CancelAbsenceTap: absence.cancelled,
    ShortenTap: absence.shortened,
    ColleagueTap: for_colleagues.chosen,
    ReportForTap: for_colleagues.report_for,
    ReopenTap: for_colleagues.reopen,
    ClockTap: own_clock.chosen,
    UnitClockTap: own_clock.back_to_unit,
    InvitationsTap: letting_in.list_invitations,
    RevokeTap: letting_in.revoke_invitation,
    CodeTap: letting_in.unit_code,
    RequestsTap: letting_in.list_requests,
    DecideTap: letting_in.decide_request,
    MembersTap: members.list_tapped,
    MemberUnitsTap: members.units_tapped,
    FindMemberTap: members.find_tapped,
    MemberTap: members.member_tapped,
    ChangeTap: member_changes.change,
    TransferTap: member_changes.transfer,
    RoleTap: member_changes.role,
    MemberClockTap: member_changes.clock,
    PrivacyTap: privacy.tapped,
    ConsentTap: privacy.agreed,
    ErasureTap: privacy.decided,
    GroupTap: grouping.chosen,
    PostTap: grouping.switched,
    PostHourTap: grouping.ask_hour,
    MissingTap: missing.turned,
    RemindTap: missing.reminded,
    HoursTap: scheduling.turned,
    HoursPlacesTap: scheduling.places,
    AskHourTap: scheduling.ask,
    CalendarTap: duty_calendar.turned,
    CalendarPlacesTap: duty_calendar.places,
    HolidayTap: duty_calendar.holiday,
    WeekdayTap: duty_calendar.weekday,
    EndRestTap: duty_calendar.ended,
    AskRestTap: duty_calendar.ask,
    TargetTap: aiming.turned,
    TargetPlacesTap: aiming.places,
    AskTargetTap: aiming.ask,
    BroadcastTap: broadcasting.chosen,
    SendBroadcastTap: broadcasting.sent,
    DeliveryTap: broadcasting.looked_at,
    QueueTap: outbox.turn,
    SettleTap: outbox.decide,
    UnitsTap: units.list_tapped,
    UnitPlaceTap: units.place_tapped,
    NewPlaceTap: new_places.add_tapped,
    ShapeTap: units.shape_tapped,
    CallOffTap: units.call_off_tapped,
}
#: In a group everybody gets only what the group may see.
_IN_GROUPS = (RecapTap, ResultsTap)


async def tapped(_update: Update, context: Context) -> Reply:
    """Carry out a tap; what this program never wrote there is answered and changes nothing."""
    tap = payloads.read(context.query.data or "")
    if not context.is_private and not isinstance(tap, _IN_GROUPS):
        return notice(guidance.old_button_notice())
    if tap is None:
        await members_only(context)
        return notice(guidance.old_button_notice())
    return await _LEADS_TO[type(tap)](context, tap)
