"""By what each kind of button is decided: actions of `models/permissions.py`, or that somebody is a member at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from models import permissions
from models.permissions import Action, Scope
from models.schema import Role
from views.activity_payloads import ActivityTap, DayTap, OfferTap, PlaceTap
from views.calendar_taps import AskRestTap, CalendarPlacesTap, CalendarTap, EndRestTap, HolidayTap, WeekdayTap
from views.colleague_taps import ColleagueTap, ReopenTap, ReportForTap
from views.days_off_taps import AbsenceTap, AskDaysTap, CancelAbsenceTap, ClockTap, ShortenTap, UnitClockTap
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

#: About nobody but whoever taps, and for every member.
ONESELF: frozenset[Action] = frozenset()
#: Buttons on the way in: whoever taps them is no member yet.
ON_THE_WAY_IN = frozenset({JoiningTap})


def _by(*actions: Action) -> frozenset[Action]:
    return frozenset(actions)


#: The first question that the handler asks of the table; several where it depends on what the button says.
DECIDED_BY: Mapping[type, frozenset[Action]] = MappingProxyType(
    {
        JoiningTap: ONESELF,
        OpenTap: ONESELF,
        # One's own form needs no question; that of a colleague is left out where the action is denied.
        ContinueTap: _by(Action.REPORT_FOR_OTHERS),
        OfferTap: ONESELF,
        ClockTap: ONESELF,
        UnitClockTap: ONESELF,
        DayTap: _by(Action.REPORT),
        HistoryTap: _by(Action.OWN_DATA),
        TextTap: _by(Action.OWN_DATA),
        PrivacyTap: _by(Action.PRIVACY),
        ConsentTap: _by(Action.PRIVACY),
        **dict.fromkeys(
            (FormTap, PlaceTap, ActivityTap, AbsenceTap, AskDaysTap, CancelAbsenceTap, ShortenTap, ReportForTap),
            _by(Action.REPORT_FOR_OTHERS),
        ),
        ColleagueTap: _by(Action.REPORT_FOR_OTHERS, Action.MEMBERS),
        ReopenTap: _by(Action.REPORT_FOR_OTHERS, Action.MEMBERS),
        **dict.fromkeys((MissingTap, RemindTap), _by(Action.SEE_MISSING)),
        **dict.fromkeys((RecapTap, ResultsTap), _by(Action.RECAP)),
        FileTap: _by(Action.EXPORT),
        **dict.fromkeys((BalanceTap, EventTap, EventFormTap), _by(Action.ENFORCEMENT)),
        OperationTap: _by(Action.OPERATIONS),
        **dict.fromkeys(
            (InviteTap, InvitationsTap, RevokeTap, CodeTap, RequestsTap, DecideTap),
            _by(Action.INVITE),
        ),
        **dict.fromkeys(
            (
                MembersTap,
                MemberUnitsTap,
                FindMemberTap,
                MemberTap,
                ChangeTap,
                TransferTap,
                RoleTap,
                MemberClockTap,
                ErasureTap,
            ),
            _by(Action.MEMBERS),
        ),
        **dict.fromkeys((GroupTap, PostTap, PostHourTap), _by(Action.GROUPS)),
        **dict.fromkeys(
            (
                HoursTap,
                HoursPlacesTap,
                AskHourTap,
                CalendarTap,
                CalendarPlacesTap,
                HolidayTap,
                WeekdayTap,
                EndRestTap,
                AskRestTap,
            ),
            _by(Action.CALENDAR),
        ),
        **dict.fromkeys((TargetTap, TargetPlacesTap, AskTargetTap), _by(Action.TARGETS)),
        **dict.fromkeys((BroadcastTap, SendBroadcastTap, DeliveryTap), _by(Action.BROADCAST)),
        **dict.fromkeys((QueueTap, SettleTap), _by(Action.OUTBOX)),
        **dict.fromkeys((UnitsTap, CallOffTap, UnitPlaceTap, ShapeTap), _by(Action.UNITS)),
        NewPlaceTap: _by(Action.UNITS, Action.AGENCIES),
    }
)
#: Where one of several actions is not enough.
_NEEDS_ALL = frozenset({ReopenTap})


#: What is published is the whole desk's: a part of it is not enough.
_DESK_WIDE = frozenset({BalanceTap})


def is_out_of_reach(kind: type, role: Role) -> bool:
    """Tell whether there is nothing for which the role may tap such a button."""
    least = Scope.ALL if kind in _DESK_WIDE else Scope.SELF
    reaches = [permissions.scope(role, action) >= least for action in DECIDED_BY[kind]]
    return bool(reaches) and not (all(reaches) if kind in _NEEDS_ALL else any(reaches))


@dataclass
class Asked(Mapping[Action, tuple[Scope, Scope, Scope, Scope, Scope]]):
    """The table of permissions, which notes what it is asked, and can deny actions to everybody."""

    table: Mapping[Action, tuple[Scope, Scope, Scope, Scope, Scope]]
    denied: frozenset[Action] = ONESELF
    actions: list[Action] = field(default_factory=list)

    def __getitem__(self, action: Action) -> tuple[Scope, Scope, Scope, Scope, Scope]:
        self.actions.append(action)
        nothing = Scope.NOTHING
        return (nothing, nothing, nothing, nothing, nothing) if action in self.denied else self.table[action]

    def __iter__(self) -> Iterator[Action]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)

    @property
    def first(self) -> Action | None:
        """What was asked first."""
        return self.actions[0] if self.actions else None
