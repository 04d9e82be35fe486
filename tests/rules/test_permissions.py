"""The table of who may do what, written out here once more, cell by cell, as the design gives it."""

import pytest

from models.permissions import (
    COMMANDS,
    EVERYTHING,
    Action,
    Person,
    Place,
    commands_of,
    may,
    may_somewhere,
    reports_daily,
    roles_to_invite,
)
from models.provinces import Zone
from models.schema import Role

ROLES = (Role.OFFICER, Role.UNIT_OPERATOR, Role.AGENCY_COORDINATOR, Role.DESK_COORDINATOR, Role.ADMINISTRATOR)
#: How far each role reaches, in the order above: o own, u own unit, a own agency, A all, - nothing.
DESIGN = {
    "ooooo": {Action.REPORT, Action.OWN_DATA},
    "-uaAA": {Action.REPORT_FOR_OTHERS, Action.SEE_MISSING},
    "--aAA": {
        Action.RECAP,
        Action.EXPORT,
        Action.MEMBERS,
        Action.INVITE,
        Action.UNITS,
        Action.ENFORCEMENT,
        Action.HAND_OVER,
    },
    "---AA": {
        Action.TARGETS,
        Action.OPERATIONS,
        Action.CALENDAR,
        Action.GROUPS,
        Action.OUTBOX,
        Action.BROADCAST,
    },
    "----A": {Action.COORDINATORS, Action.INDICATORS, Action.AGENCIES},
}
CELLS = [
    (action, role, reach)
    for row, actions in DESIGN.items()
    for action in sorted(actions)
    for role, reach in zip(ROLES, row, strict=True)
]
ME, MY_UNIT, MY_AGENCY = 1, 10, 100
#: From the nearest to the farthest, and which reaches include each.
PLACES = {
    "myself": (Place(agency_id=MY_AGENCY, unit_id=MY_UNIT, member_id=ME), "ouaA"),
    "a colleague": (Place(agency_id=MY_AGENCY, unit_id=MY_UNIT, member_id=2), "uaA"),
    "my unit": (Place(agency_id=MY_AGENCY, unit_id=MY_UNIT), "uaA"),
    "another unit": (Place(agency_id=MY_AGENCY, unit_id=11), "aA"),
    "my agency": (Place(agency_id=MY_AGENCY), "aA"),
    "another agency": (Place(agency_id=101), "A"),
    "somebody elsewhere": (Place(agency_id=101, unit_id=12, member_id=3), "A"),
    "everything": (EVERYTHING, "A"),
}


def person(role: Role) -> Person:
    return Person(
        member_id=ME,
        telegram_id=1001,
        name="Budi",
        rank=None,
        role=role,
        agency_id=MY_AGENCY,
        agency_code="BAKAMLA",
        unit_id=MY_UNIT,
        unit_name="Batam",
        zone=Zone.WIB,
        expected=True,
        menu_role=None,
    )


def test_every_action_has_its_cell() -> None:
    assert {action for actions in DESIGN.values() for action in actions} == set(Action)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize(("action", "role", "reach"), CELLS, ids=str)
def test_each_role_reaches_as_far_as_the_design_says(action: Action, role: Role, reach: str) -> None:
    allowed = {name for name, (place, _) in PLACES.items() if may(person(role), action, place)}
    assert allowed == {name for name, (_, reaches) in PLACES.items() if reach in reaches}
    assert may_somewhere(person(role), action) == (reach != "-")


def test_each_menu_holds_what_the_role_may_use_and_nothing_else() -> None:
    for role in ROLES:
        assert set(commands_of(role)) == {
            command for command, action in COMMANDS.items() if may_somewhere(person(role), action)
        }
    assert {"rekap", "undang", "grup"}.isdisjoint(commands_of(Role.OFFICER))
    assert {"rekap", "undang", "grup"}.isdisjoint(commands_of(Role.UNIT_OPERATOR))
    assert "grup" not in commands_of(Role.AGENCY_COORDINATOR)
    assert {"rekap", "undang"} <= set(commands_of(Role.AGENCY_COORDINATOR))
    assert {"rekap", "undang", "grup"} <= set(commands_of(Role.DESK_COORDINATOR))


def test_only_an_administrator_hands_out_more_than_the_two_lower_roles() -> None:
    assert [roles_to_invite(role) for role in ROLES] == [
        (),
        (),
        (Role.OFFICER, Role.UNIT_OPERATOR),
        (Role.OFFICER, Role.UNIT_OPERATOR),
        ROLES,
    ]


def test_officers_and_operators_report_daily_and_coordinators_do_not() -> None:
    assert [reports_daily(role) for role in ROLES] == [True, True, False, False, False]
