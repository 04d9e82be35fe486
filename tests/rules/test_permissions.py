"""The table of who may do what, written out here once more, cell by cell, as the design gives it."""

import pytest

from models.permissions import (
    COMMANDS,
    EVERYTHING,
    Action,
    Concern,
    Person,
    Place,
    commands_of,
    is_told,
    may,
    may_change_member,
    may_hand_over,
    may_somewhere,
    reports_daily,
    roles_to_invite,
    roles_told,
    told_agency,
)
from models.provinces import Zone
from models.schema import Role

ROLES = (Role.OFFICER, Role.UNIT_OPERATOR, Role.AGENCY_COORDINATOR, Role.DESK_COORDINATOR, Role.ADMINISTRATOR)
#: How far each role reaches, in the order above: o own, u own unit, a own agency, A all, - nothing.
DESIGN = {
    "ooooo": {Action.REPORT, Action.OWN_DATA, Action.PRIVACY},
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
#: Of what part of the desk each role is told by itself.
TOLD_OF = {
    "--aA-": {Concern.MISSING},
    "--a--": {Concern.PEOPLE},
    "---AA": {Concern.STRAY_PEOPLE, Concern.LOST_GROUPS},
    "----A": {Concern.GUESSING, Concern.FAULTS, Concern.SEALS},
}
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


def person(role: Role, *, has_left: bool = False) -> Person:
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
        has_left=has_left,
    )


def test_every_action_has_its_cell() -> None:
    assert {action for actions in DESIGN.values() for action in actions} == set(Action)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize(("action", "role", "reach"), CELLS, ids=str)
def test_each_role_reaches_as_far_as_the_design_says(action: Action, role: Role, reach: str) -> None:
    allowed = {name for name, (place, _) in PLACES.items() if may(person(role), action, place)}
    assert allowed == {name for name, (_, reaches) in PLACES.items() if reach in reaches}
    assert may_somewhere(person(role), action) == (reach != "-")


@pytest.mark.parametrize("role", ROLES)
def test_whoever_has_left_keeps_their_right_to_their_own_data_and_nothing_else(role: Role) -> None:
    gone = person(role, has_left=True)
    assert {action for action in Action if may_somewhere(gone, action)} == {Action.PRIVACY}
    assert {name for name, (place, _) in PLACES.items() if may(gone, Action.PRIVACY, place)} == {"myself"}
    assert {name for name, action in COMMANDS.items() if action == Action.PRIVACY} == {
        "privasi",
        "datasaya",
        "hapusdata",
    }
    assert not may_change_member(gone, Role.OFFICER, Place(MY_AGENCY, MY_UNIT, 2))
    assert not may_hand_over(gone, Role.OFFICER, Place(MY_AGENCY, MY_UNIT, 2))


def test_each_role_is_told_by_itself_of_what_concerns_it() -> None:
    rows = [(one, zip(ROLES, row, strict=True)) for row, many in TOLD_OF.items() for one in many]
    cells = {(one, role, reach) for one, row in rows for role, reach in row}
    assert {one for one, _, _ in cells} == set(Concern)
    for concern, role, reach in cells:
        assert is_told(person(role), concern) == (role in roles_told(concern)) == (reach != "-")
        if reach != "-":
            assert told_agency(person(role), concern) == (None if reach == "A" else MY_AGENCY)


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
