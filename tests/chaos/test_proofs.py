"""Each proof can fail: the same run with one thing doctored, and what the proof says to it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.chaos import examples as of
from tests.chaos.plan import ORDERED
from tests.chaos.proofs import PROOFS, answers, people, posts, reach, scheduled, totals
from tests.chaos.record import Call, HandedIn, Message, Record, Resumed
from tests.chaos.stored import Stored

Proof = Callable[[Record, Stored], list[str]]


@pytest.mark.parametrize("name", PROOFS)
def test_a_run_that_kept_every_promise_is_proven(name: str) -> None:
    assert PROOFS[name](of.record(), of.stored()) == []


def with_messages(*more: Message, without: int | None = None) -> Record:
    """The run with further messages, or without one."""
    kept = [one for one in of.record().messages if one.message_id != without]
    return of.record(messages=(*kept, *more))


def with_report(**changed: Any) -> Stored:
    """The database with another report of Budi."""
    return of.stored(reports=(replace(of.report(), **changed),))


def with_row(number: int, **changed: Any) -> Stored:
    """The database with one row of the outbox changed."""
    return of.stored(outbox=tuple(replace(one, **changed) if one.id == number else one for one in of.stored().outbox))


def without_row(number: int) -> Stored:
    """The database without one row of the outbox."""
    return of.stored(outbox=tuple(one for one in of.stored().outbox if one.id != number))


OTHER = {"Patroli": (4, 1), "Sambang": (0, 0)}
ONE_LESS = replace(of.report().revisions[0], counts=OTHER)
DOCTORED_DATABASES: list[tuple[Proof, Stored, str]] = [
    (answers.confirmed_is_stored, of.stored(reports=()), "nothing is stored"),
    (answers.confirmed_is_stored, with_report(revisions=(ONE_LESS, of.report().revisions[1])), "stored is"),
    (answers.confirmed_is_stored, with_report(revisions=of.report().revisions[:1]), "there are 1"),
    (answers.confirmed_is_stored, with_report(on_time=False), "on time: False"),
    (answers.confirmed_is_stored, with_report(submitted_at=of.CORRECTED), "another hour"),
    (answers.stored_was_handed_in, with_report(revisions=(ONE_LESS,)), "nobody handed in revision 1"),
    (answers.confirmed_absences, of.stored(absences=()), "it is not"),
    (answers.reports_once, of.stored(reports=(of.report(), of.report())), "2 reports"),
    (answers.reports_once, with_report(revision=3), "of 3"),
    (answers.reports_once, with_report(answers=OTHER), "not those of the last revision"),
    (answers.reports_once, with_report(nil=True), "nil is True"),
    (scheduled.due_was_planned, without_row(3), "was to get nudge"),
    (scheduled.due_was_planned, without_row(1), "1001 was to get invitation"),
    (scheduled.decided_once, with_row(3, message_id=99), "no such message exists"),
    (scheduled.decided_once, with_row(3, message_id=7), "no such message exists|says something else"),
    (scheduled.decided_once, with_row(3, state="dropped"), "came all the same"),
    (scheduled.decided_once, without_row(4), "without a row"),
    (scheduled.nothing_stuck, with_row(3, state="sending"), "still sending"),
    (scheduled.nothing_stuck, with_row(3, state="pending"), "still pending"),
    (posts.post_is_true, with_report(revisions=of.report().revisions[:1]), "the post says"),
    (posts.recaps_said_the_truth, with_report(revisions=of.report().revisions[:1]), "was never true"),
    (totals.totals_equal_a_recount, of.stored(unit_totals={}), "counted (5, 1)"),
    (totals.totals_equal_a_recount, of.stored(unit_days={(1, of.DAY): (2, 1, 0)}), "kept (2, 1, 0)"),
    (totals.trail_counts, of.stored(trail={("report.submitted", 11): 1}), "the trail tells of (1, 0)"),
    (reach.blocked_is_marked, of.stored(blocked=frozenset({of.BUDI})), "1001 is marked"),
    (reach.groups_stay_bound, of.stored(bound=frozenset()), "-1001 is not bound"),
    (reach.groups_stay_bound, of.stored(bound=frozenset({of.GROUP, -5})), "no group is called so"),
    (totals.chain_verifies, of.stored(broken_seals=("event changed: 3",)), "event changed"),
]


@pytest.mark.parametrize(("proof", "stored", "said"), DOCTORED_DATABASES)
def test_a_doctored_database_is_noticed(proof: Proof, stored: Stored, said: str) -> None:
    found = proof(of.record(), stored)
    assert any(part in what for what in found for part in said.split("|")), found


HURRIED = tuple(Call(number, number / 100, "sendMessage", 2000 + number, 200) for number in range(31))
TO_ONE = tuple(Call(number, number / 10, "editMessageText", of.BUDI, 200) for number in range(40))
TO_A_GROUP = tuple(Call(number, float(number), "sendPhoto", of.GROUP, 200) for number in range(21))
IN_VAIN = tuple(Call(number, number * 60.0, "sendMessage", of.BUDI, 403) for number in range(6))
OTHER_CARD = of.message(of.SITI, 20, of.QUESTION.replace("1 kali", "2 kali"), buttons={"1": "f|7|3|community_visit|n1"})
MOVED = of.message(
    of.SITI,
    20,
    f"Sebentar lagi batas waktu · {of.DATE}\nBatas waktu diperpanjang.\nLaporan setelah pukul 20.45 WIB terlambat.",
)
DOCTORED_RECORDS: list[tuple[Proof, Record, str]] = [
    (answers.confirmed_is_stored, with_messages(of.message(of.SITI, 20, of.CONFIRMED)), "nothing is stored"),
    (
        answers.confirmed_is_stored,
        with_messages(of.message(of.BUDI, 20, of.CONFIRMED.replace("3 kali", "4 kali"))),
        "read",
    ),
    (answers.stored_was_handed_in, of.record(handed_in=()), "nobody handed in revision 1"),
    (
        answers.stored_was_handed_in,
        of.record(handed_in=(HandedIn(of.BUDI, of.DAY, "Ringkasan", OTHER),)),
        "nobody handed in revision 1",
    ),
    (answers.confirmed_absences, with_messages(of.message(of.SITI, 20, f"⌂ Izin tercatat\n{of.DATE}")), "1002"),
    (answers.same_card_twice, with_messages(OTHER_CARD), "was shown 7|3|community_visit as"),
    (
        answers.resumed_where_they_were,
        of.record(resumed=(Resumed(of.SITI, 7, "7|2|patrol", "7|3|community_visit"),)),
        "7|2|patrol",
    ),
    (answers.resumed_where_they_were, of.record(resumed=(Resumed(of.SITI, 7, "", "7|3|community_visit"),)), "nothing"),
    (
        scheduled.never_twice,
        with_messages(of.message(of.SITI, 20, f"Sebentar lagi batas waktu · {of.DATE}")),
        "2 times",
    ),
    (scheduled.decided_once, with_messages(without=6), "no such message exists"),
    (
        scheduled.decided_once,
        with_messages(of.message(of.BUDI, 20, f"Laporan Anda belum masuk · {of.DATE}")),
        "all the same",
    ),
    (posts.one_post, with_messages(of.message(of.GROUP, 20, of.POST, at=of.AT_NINE)), "got 2 posts"),
    (posts.one_post, with_messages(without=9), "has no post"),
    (
        posts.one_post,
        with_messages(
            of.message(of.GROUP, 20, f"{of.POST}\nMenggantikan rekap yang terbit sebelumnya.", at=of.AT_NINE)
        ),
        "it had arrived",
    ),
    (
        posts.post_is_true,
        with_messages(of.message(of.GROUP, 20, of.POST.replace("5 kali", "3 kali"), at=of.AT_NINE)),
        "the post says",
    ),
    (
        posts.recaps_said_the_truth,
        with_messages(of.message(of.DESK, 20, of.POST.replace("5 kali", "6 kali"), at=of.AT_NINE)),
        "was never true",
    ),
    (people.strangers_got_nothing, with_messages(of.message(of.STRANGER, 20, "Ringkasan")), "Ringkasan"),
    (
        people.strangers_got_nothing,
        with_messages(of.message(of.STRANGER, 20, of.SORRY, buttons={"Isi": "o|2025-09-15"})),
        "Isi",
    ),
    (people.groups_got_totals_only, with_messages(of.message(of.GROUP, 20, "Petugas 4 belum lapor")), "Petugas 4"),
    (people.groups_got_totals_only, with_messages(of.message(of.BUDI, 20, of.POST)), "officer 1001 read"),
    (people.pace_was_kept, of.record(calls=HURRIED), "all chats"),
    (people.pace_was_kept, of.record(calls=TO_ONE), "person 1001"),
    (people.pace_was_kept, of.record(calls=TO_A_GROUP), "group -1001"),
    (reach.blocked_is_marked, of.record(blocked=frozenset({of.BUDI})), "is not marked"),
    (reach.blocked_is_left_alone, of.record(calls=IN_VAIN), "tried 6 times"),
    (reach.groups_stay_bound, of.record(moved={of.GROUP: -1003}), "-1003 is not bound"),
]


@pytest.mark.parametrize(("proof", "record", "said"), DOCTORED_RECORDS)
def test_a_doctored_record_is_noticed(proof: Proof, record: Record, said: str) -> None:
    found = proof(record, of.stored())
    assert any(said in what for what in found), found


def test_a_deadline_that_an_outage_moved_is_told_by_a_message_of_its_own() -> None:
    moved = replace(of.row(8, "warning", of.SITI, message_id=20), occasion="2025-09-15 +151345")
    stored = of.stored(outbox=(*of.stored().outbox, moved))
    assert scheduled.never_twice(with_messages(MOVED), stored) == []
    assert scheduled.decided_once(with_messages(MOVED), stored) == []


def test_a_post_twice_in_doubt_is_left_to_the_coordinator() -> None:
    stale = with_messages(of.message(of.GROUP, 20, of.POST.replace("5 kali", "3 kali"), at=of.AT_NINE))
    assert posts.post_is_true(stale, of.stored(doubted_posts=frozenset({(of.GROUP, of.DAY)}))) == []
    assert posts.post_is_true(stale, of.stored(doubted_posts=frozenset({(of.GROUP - 1, of.DAY)})))


def test_a_post_that_went_with_its_group_or_topic_may_come_anew() -> None:
    anew = of.message(-1003, 2, f"{of.POST}\nMenggantikan rekap yang terbit sebelumnya.", at=of.AT_NINE)
    moved = replace(with_messages(anew), moved={of.GROUP: -1003}, groups=frozenset({of.GROUP, -1003}))
    stored = with_row(6, chat=-1003)
    assert posts.one_post(moved, stored) == []
    assert posts.one_post(replace(moved, moved={}), stored), "but not in a group of its own"
    here = replace(anew, chat_id=of.GROUP)
    twice = replace(moved, messages=(*moved.messages, replace(here, message_id=20)))
    assert posts.one_post(twice, stored) == [], "it was in doubt before the group moved"
    again = replace(twice, messages=(*twice.messages, replace(anew, message_id=3)))
    assert posts.one_post(again, stored), "but once only where the group is now"
    gone = tuple(replace(one, deleted=one.message_id == 9) for one in of.record().messages)
    assert posts.one_post(of.record(messages=(*gone, here)), of.stored()) == []


def test_who_blocked_the_bot_is_due_nothing() -> None:
    assert scheduled.due_was_planned(of.record(ever_blocked=frozenset({of.SITI})), without_row(3)) == []


def test_every_proof_has_been_made_to_fail() -> None:
    assert set(PROOFS.values()) == {proof for proof, _, _ in (*DOCTORED_DATABASES, *DOCTORED_RECORDS)}


def test_a_429_of_the_pace_is_told_from_one_that_was_ordered() -> None:
    calls = (Call(1, 0, "sendMessage", 1, 429, ORDERED), Call(2, 0, "sendMessage", 1, 429, "Too Many Requests"))
    assert people.too_many(of.record(calls=calls)) == 1
