"""/privasi, /datasaya, /hapusdata: one's own data, consent, the files, and being forgotten."""

from datetime import datetime

from sqlalchemy.orm import Session
from telegram import Update

from handlers.context import Context, NotAllowed
from handlers.reply import Reply, Show, in_place, notice, say
from models import audit, consents, erasures
from models.own_data_asking import ask_own_data
from models.permissions import Action, Person
from models.schedule import load_schedule
from views import privacy
from views.privacy_taps import ConsentTap, ErasureTap, PrivacyChoice, PrivacyTap
from views.screen import Card


async def explain(_update: Update, context: Context) -> Reply:
    """/privasi: what is kept, and what for."""
    return say(await context.read(Action.PRIVACY, _explained))


async def own_data(_update: Update, context: Context) -> Reply:
    """/datasaya: everything about oneself, as files."""
    return say(await context.write_as(Action.PRIVACY, _files, context.now))


async def forget(_update: Update, context: Context) -> Reply:
    """/hapusdata: what it means, or where one's request stands."""
    return say(await context.read(Action.PRIVACY, _forgetting))


async def tapped(context: Context, tap: PrivacyTap) -> Reply:
    """Carry out a tap about one's own data, in place; the files are announced below."""
    card = await context.write_as(Action.PRIVACY, _chosen, tap.choice, context.now)
    return in_place(card, None if tap.choice == PrivacyChoice.FILES else context.tapped_message_id)


async def agreed(context: Context, tap: ConsentTap) -> Reply:
    """Note a member's consent."""
    agreed = await context.write(consents.agree, tap.version, context.now)
    card = await context.read(Action.PRIVACY, _explained)
    said = privacy.consent_notice() if agreed else privacy.new_version_notice()
    return notice(said).then(Show(card, context.tapped_message_id))


async def decided(context: Context, tap: ErasureTap) -> Reply:
    """Take a coordinator's decision on somebody's request."""
    card = await context.write(_decide, tap, context.now)
    return in_place(card, context.tapped_message_id)


def _explained(session: Session, person: Person) -> Card:
    consented = consents.consented_at(session, person.member_id)
    return privacy.privacy_card(consents.VERSION, consented, load_schedule(session), person)


def _files(session: Session, person: Person, now: datetime) -> Card:
    return privacy.files_coming() if ask_own_data(session, person, now) else privacy.files_were_sent()


def _forgetting(session: Session, person: Person) -> Card:
    request = erasures.open_request(session, person)
    return privacy.request_card(request, person.zone) if request else privacy.forget_question(person)


def _chosen(session: Session, person: Person, choice: PrivacyChoice, now: datetime) -> Card:
    match choice:
        case PrivacyChoice.READ:
            return _explained(session, person)
        case PrivacyChoice.FILES:
            return _files(session, person, now)
        case PrivacyChoice.FORGET:
            return _forgetting(session, person)
        case PrivacyChoice.FORGET_SURELY:
            return privacy.request_card(erasures.ask(session, person, now), person.zone)
        case PrivacyChoice.TAKE_BACK:
            taken = erasures.take_back(session, person, now)
            return privacy.taken_back_card(person) if taken else privacy.nothing_asked_card()


def _decide(session: Session, person: Person, tap: ErasureTap, now: datetime) -> Card:
    request = erasures.decide(session, person, tap.erasure_id, granted=tap.granted, now=now)
    if request is None:
        raise NotAllowed
    audit.looked_at_member(session, person.member_id, request.member_id, "hapusdata", now)
    return privacy.decision_card(request, person.zone)
