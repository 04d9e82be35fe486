"""Reading the whole database as it stood at one moment, while others go on writing."""

from sqlalchemy.orm import Session


def hold_still(session: Session) -> None:
    """Let everything that this transaction reads be of one moment; to be called before it reads anything.

    SQLite reads so by itself; PostgreSQL does where it is asked for it.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
