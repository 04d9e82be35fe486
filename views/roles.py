"""What the roles are called on screen."""

from models.schema import Role

ROLE_NAMES = {
    Role.OFFICER: "petugas",
    Role.UNIT_OPERATOR: "operator satuan",
    Role.AGENCY_COORDINATOR: "koordinator K/L",
    Role.DESK_COORDINATOR: "koordinator desk",
    Role.ADMINISTRATOR: "administrator",
}


def role_title(role: Role) -> str:
    """Give a role's name as a label begins: `Koordinator K/L`."""
    name = ROLE_NAMES[role]
    return name[0].upper() + name[1:]
