"""Where an account is still to be found after it should be gone."""

from sqlalchemy.orm import Session

from models import archive
from tests.clock.roster import Roster


def tables_with(roster: Roster, telegram_id: int) -> set[str]:
    """Give every table that holds the number."""

    def search(session: Session) -> set[str]:
        return {
            table.name
            for table in archive.tables_of(session)
            for row in archive.rows_of(session, table)
            if str(telegram_id) in row
        }

    return roster.database.read_now(search)
