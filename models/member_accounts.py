"""A member's Telegram account: another one for a new phone, by a link that works once; or none, for a lost one."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.insertion import insert_new
from models.invitations import Offer, create_invitation, use_invitation
from models.managed_members import ManagedMember
from models.member_changes import MayNotChange, check_administrators
from models.open_invitations import forget_asking, revoke_for_member, revoke_made_by
from models.outbox_accounts import forget_account
from models.permissions import Person
from models.schema import Activity, Draft, Guessing, Invitation, Joining, JoinRequest, Member, Prompt, StaleMenu
from models.telling import News, tell_member

#: How long the link is good for: somebody stands there with the new phone.
VALID = timedelta(hours=24)


def offer_account(
    session: Session, person: Person, member: ManagedMember, request_key: str | None, now: datetime
) -> str:
    """Make the link that moves a member to another Telegram account, and give its token; earlier ones are off.

    The old account keeps its access until the link is used. Raises `MayNotChange` and `InvitedAlready`.
    """
    if not member.can_change:
        raise MayNotChange
    offer = Offer(
        member.spell.role,
        member.spell.unit_id,
        valid=VALID,
        member_id=member.member_id,
        request_key=request_key,
    )
    earlier = select(Invitation.id).where(Invitation.request_key == request_key)
    if request_key is None or session.scalar(earlier) is None:
        revoke_for_member(session, member.member_id, person.member_id, now)
    return create_invitation(session, offer, inviter=person, now=now)


def cut_account(session: Session, person: Person, member: ManagedMember, now: datetime) -> None:
    """Take the member's Telegram account away at once: the phone is lost. They stay a member, reported by colleagues.

    Raises `MayNotChange` and `LastAdministrator`.
    """
    if not member.can_change:
        raise MayNotChange
    check_administrators(session, member.member_id, local_date(now, member.spell.zone))
    row = session.get_one(Member, member.member_id, with_for_update=True)
    revoke_made_by(session, member.member_id, person.member_id, now)  # they can be read in the lost phone
    if row.telegram_id is not None:
        _leave_account(session, row, News.ACCOUNT_CUT, person.member_id, now)


def bind_account(session: Session, invitation_id: int, telegram_id: int, now: datetime) -> bool:
    """Give the invitation's member this account; the old one loses access at once. Tell whether it could be done.

    Nothing happens where the invitation is over, or the account is another member's.
    """
    taken = session.scalar(select(Member.id).where(Member.telegram_id == telegram_id))
    member_id = session.get_one(Invitation, invitation_id).member_id
    if member_id is None or taken is not None or use_invitation(session, invitation_id, now) is None:
        return False
    row = session.get_one(Member, member_id, with_for_update=True)
    if row.telegram_id is not None:
        _leave_account(session, row, News.ACCOUNT_MOVED, None, now)
    row.telegram_id, row.blocked_at = telegram_id, None
    session.flush()
    _trace(session, member_id, "member.account_bound", member_id, now)
    return True


def _leave_account(session: Session, member: Member, news: News, by: int | None, now: datetime) -> None:
    """Whatever stands on the old account's screen is no card of ours any more: message numbers count anew elsewhere."""
    old = member.telegram_id
    assert old is not None  # noqa: S101 - the callers have looked
    member.telegram_id, member.menu_role = None, None
    session.flush()
    insert_new(session, StaleMenu, [{"telegram_id": old}])
    for way_in in (JoinRequest, Guessing, Joining):  # nothing of theirs stays under a number that is theirs no more
        session.execute(delete(way_in).where(way_in.telegram_id == old))
    forget_account(session, old, member.id, now)
    forget_asking(session, member.id)
    for table, owner in ((Draft, Draft.author_id), (Prompt, Prompt.member_id), (Activity, Activity.handled_by)):
        session.execute(update(table).where(owner == member.id).values(card_message_id=None))
    _trace(session, member.id, f"member.{news}", by, now)
    tell_member(session, member.id, news, by, now, telegram_id=old)


def _trace(session: Session, member_id: int, action: str, by: int | None, now: datetime) -> None:
    audit.record(session, at=now, actor_id=by, action=action, subject="member", subject_id=member_id, content={})
