"""Drafts of enforcement events: the form as a row, as the daily report's is; opening, moving on, and sending.

A row is unique per (author, event), 0 standing for a new event. Each button is checked against version and step.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.enforcement import Event, find
from models.enforcement_changes import correct, record, void
from models.enforcement_choices import Choice, ChooseAgency, ChooseUnit, carry_out, read_choice
from models.enforcement_form import Entry, Step
from models.enforcement_places import place_named
from models.insertion import insert_new
from models.organisation import AgencyLine, UnitLine, list_agencies, list_units
from models.permissions import EVERYTHING, Action, Person, Place, may
from models.provinces import Zone
from models.schema import EnforcementDraft, Unit

NEW = 0


@dataclass(frozen=True, slots=True)
class EventPress:
    """A button of the form's card, drawn for a version of the draft."""

    draft_id: int
    version: int


@dataclass(frozen=True, slots=True)
class EventForm:
    """Everything that the form's card shows."""

    draft_id: int
    version: int
    step: Step
    entry: Entry
    today: date
    #: Where nothing is open any more: the event that it became.
    sent: Event | None = None
    #: The event that is corrected, as it was when the correction began.
    base: Event | None = None
    #: Whose unit it can be, as long as the agency is not chosen.
    agencies: tuple[AgencyLine, ...] = ()
    #: The units that it can be.
    units: tuple[UnitLine, ...] = ()
    #: The unit that was chosen.
    unit_name: str | None = None
    #: The tap was an old one and changed nothing.
    stale: bool = False


def open_new(session: Session, person: Person, now: datetime) -> EventForm:
    """Open the form of a new event, or go on with the one that was begun."""
    draft = _find_or_make(session, person, NEW, now)
    if not draft.is_open:
        _begin(draft, _first_entry(session, person), None, now)
    return _form(session, draft, person, now)


def open_correction(
    session: Session, person: Person, event_id: int, now: datetime, *, voiding: bool = False
) -> EventForm | None:
    """Open the correction of an event, from what it says now; nothing where it is not theirs or was taken back."""
    event = find(session, person, event_id)
    if event is None or event.voided:
        return None
    draft = _find_or_make(session, person, event.id, now)
    entry = replace(Entry.of(event.facts, event.agency_id), voiding=voiding)
    _begin(draft, entry, event.revision, now)
    draft.step = Step.REASON if voiding else Step.SUMMARY
    return _form(session, draft, person, now)


def press(session: Session, person: Person, button: EventPress, choice: Choice, now: datetime) -> EventForm | None:
    """Carry out a tapped choice; an old button changes nothing, a foreign or forged one gives nothing."""
    draft = _own(session, person, button.draft_id)
    if draft is None:
        return None
    if not draft.is_open or draft.version != button.version:
        return _form(session, draft, person, now, stale=True)
    return _move(session, draft, person, choice, now)


def answer_typed(session: Session, person: Person, draft_id: int, text: str, now: datetime) -> EventForm | None:
    """Take a text as the answer to the open question; nothing where no such draft is open.

    A reason sends the correction. Raises what reading raises, and what sending does.
    """
    draft = _own(session, person, draft_id)
    if draft is None or not draft.is_open:
        return None
    if draft.step == Step.REASON:
        return _correct(session, draft, person, text, now)
    step, entry = Step(draft.step), Entry.from_json(draft.answers)
    if step == Step.UNIT:
        return _move(session, draft, person, place_named(session, entry, text), now)
    _store(draft, *read_choice(step, entry, text, local_date(now, Zone.WIB)), now)
    return _form(session, draft, person, now)


def send(
    session: Session, person: Person, button: EventPress, now: datetime, reason: str | None = None
) -> EventForm | None:
    """Send what the summary says; a correction asks for its reason first. A second tap changes nothing.

    Raises `UnfitEvent` and `OvertakenEvent`.
    """
    draft = _own(session, person, button.draft_id)
    if draft is None:
        return None
    if not draft.is_open or draft.version != button.version:
        return _form(session, draft, person, now, stale=True)
    if reason is not None:
        return _correct(session, draft, person, reason, now) if draft.step == Step.REASON else None
    if draft.step != Step.SUMMARY:
        return None
    if draft.about_id != NEW:
        _store(draft, Step.REASON, Entry.from_json(draft.answers), now)
        return _form(session, draft, person, now)
    return _record(session, draft, person, now)


def begin_anew(session: Session, person: Person, button: EventPress, now: datetime) -> EventForm | None:
    """Forget what is in the form of a new event; an old button changes nothing, a foreign one gives nothing."""
    draft = _own(session, person, button.draft_id)
    if draft is None or draft.about_id != NEW:
        return None
    stale = not draft.is_open or draft.version != button.version
    if not stale:
        _begin(draft, _first_entry(session, person), None, now)
    return _form(session, draft, person, now, stale=stale)


def form_of(session: Session, person: Person, draft_id: int, now: datetime) -> EventForm | None:
    """Give the card of a draft as it stands; nothing where it is not theirs."""
    draft = _own(session, person, draft_id)
    return _form(session, draft, person, now) if draft else None


def _find_or_make(session: Session, person: Person, about_id: int, now: datetime) -> EnforcementDraft:
    row = {
        "author_id": person.member_id,
        "about_id": about_id,
        "is_open": False,
        "step": Step.UNIT.value,
        "version": 0,
        "answers": Entry().as_json(),
        "created_at": now,
        "updated_at": now,
    }
    insert_new(session, EnforcementDraft, [row])
    this = select(EnforcementDraft).where(
        EnforcementDraft.author_id == person.member_id, EnforcementDraft.about_id == about_id
    )
    return session.scalars(this.with_for_update()).one()


def _begin(draft: EnforcementDraft, entry: Entry, base_revision: int | None, now: datetime) -> None:
    draft.is_open, draft.base_revision, draft.sent_as = True, base_revision, None
    _store(draft, entry.next_step(), entry, now)


def _store(draft: EnforcementDraft, step: Step, entry: Entry, now: datetime) -> None:
    draft.step, draft.answers, draft.version, draft.updated_at = step.value, entry.as_json(), draft.version + 1, now


def _first_entry(session: Session, person: Person) -> Entry:
    """Whoever acts for one agency need not choose it, and where it has one unit, that neither."""
    if may(person, Action.ENFORCEMENT, EVERYTHING):
        return Entry()
    units = list_units(session, person.agency_id)
    entry = Entry(agency_id=person.agency_id)
    return entry.with_unit(units[0].id) if len(units) == 1 else entry


def _own(session: Session, person: Person, draft_id: int) -> EnforcementDraft | None:
    """The person's draft, locked, as long as they may still record events."""
    draft = session.get(EnforcementDraft, draft_id, with_for_update=True)
    if draft is None or draft.author_id != person.member_id:
        return None
    return draft if may(person, Action.ENFORCEMENT, Place(agency_id=person.agency_id)) else None


def _move(session: Session, draft: EnforcementDraft, person: Person, choice: Choice, now: datetime) -> EventForm | None:
    moved = carry_out(Step(draft.step), Entry.from_json(draft.answers), choice)
    if moved is None or not _is_theirs(session, person, choice):
        return None
    _store(draft, *moved, now)
    return _form(session, draft, person, now)


def _is_theirs(session: Session, person: Person, choice: Choice) -> bool:
    match choice:
        case ChooseAgency(agency_id):
            return may(person, Action.ENFORCEMENT, Place(agency_id=agency_id))
        case ChooseUnit(unit_id):
            unit = session.get(Unit, unit_id)
            return unit is not None and may(person, Action.ENFORCEMENT, Place(agency_id=unit.agency_id))
    return True


def _record(session: Session, draft: EnforcementDraft, person: Person, now: datetime) -> EventForm | None:
    facts = Entry.from_json(draft.answers).facts()
    if facts is None or not _is_theirs(session, person, ChooseUnit(facts.unit_id)):
        return None
    event = record(session, person, facts, now, today=local_date(now, Zone.WIB))
    return _sent(session, draft, person, event, now)


def _correct(session: Session, draft: EnforcementDraft, person: Person, reason: str, now: datetime) -> EventForm | None:
    event, entry = find(session, person, draft.about_id), Entry.from_json(draft.answers)
    facts = entry.facts()
    if event is None or facts is None or not _is_theirs(session, person, ChooseUnit(facts.unit_id)):
        return None
    base = replace(event, revision=draft.base_revision or event.revision)
    if entry.voiding:
        return _sent(session, draft, person, void(session, person, base, reason, now), now)
    today = local_date(now, Zone.WIB)
    return _sent(session, draft, person, correct(session, person, base, facts, reason, now, today=today), now)


def _sent(session: Session, draft: EnforcementDraft, person: Person, event: Event, now: datetime) -> EventForm:
    draft.is_open, draft.sent_as, draft.version, draft.updated_at = False, event.id, draft.version + 1, now
    return _form(session, draft, person, now)


def _form(
    session: Session, draft: EnforcementDraft, person: Person, now: datetime, *, stale: bool = False
) -> EventForm:
    step, entry = Step(draft.step), Entry.from_json(draft.answers)
    base = find(session, person, draft.about_id) if draft.about_id != NEW else None
    form = EventForm(
        draft_id=draft.id,
        version=draft.version,
        step=step,
        entry=entry,
        today=local_date(now, Zone.WIB),
        sent=find(session, person, draft.sent_as) if draft.sent_as and not draft.is_open else None,
        base=base if draft.is_open else None,
        unit_name=session.get_one(Unit, entry.unit_id).name if entry.unit_id else None,
        stale=stale,
    )
    return _with_places(session, form, person) if draft.is_open and step == Step.UNIT else form


def _with_places(session: Session, form: EventForm, person: Person) -> EventForm:
    """The agencies, or the units of the one that was chosen."""
    if form.entry.agency_id is None:
        enabled = tuple(line for line in list_agencies(session) if line.enabled)
        return replace(form, agencies=enabled)
    if not may(person, Action.ENFORCEMENT, Place(agency_id=form.entry.agency_id)):
        return form
    return replace(form, units=tuple(list_units(session, form.entry.agency_id)))
