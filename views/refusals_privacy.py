"""The sentences of what can go wrong with one's own data."""

from models.erasures import LastAdministratorStays
from views.refusing import sentence


@sentence.register
def last_administrator_stays(_error: LastAdministratorStays) -> str:
    """Say what has to happen before."""
    return "Administrator terakhir tidak dapat dihapus. Angkat administrator lain dahulu dengan /undang."
