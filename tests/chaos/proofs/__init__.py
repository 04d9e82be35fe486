"""The proofs: each is a function of the record and the database that gives what it found wrong, in sentences."""

from collections.abc import Callable, Mapping

from tests.chaos.proofs import answers, people, posts, reach, scheduled, totals
from tests.chaos.record import Record
from tests.chaos.stored import Stored

Proof = Callable[[Record, Stored], list[str]]

PROOFS: Mapping[str, Proof] = {
    "every confirmed answer is stored exactly as the screen said": answers.confirmed_is_stored,
    "what is stored is what was handed in": answers.stored_was_handed_in,
    "every confirmed absence is stored": answers.confirmed_absences,
    "every report appears once, its revisions without a gap": answers.reports_once,
    "an answer that came twice shows the same card": answers.same_card_twice,
    "an unfinished form goes on at its very question": answers.resumed_where_they_were,
    "every due scheduled message was planned": scheduled.due_was_planned,
    "each was sent once, was dropped, or is unknown": scheduled.decided_once,
    "no scheduled message came twice": scheduled.never_twice,
    "the outbox ends with nothing stuck": scheduled.nothing_stuck,
    "one post per group and date": posts.one_post,
    "the group's post says what the database says": posts.post_is_true,
    "every recap said what the database said": posts.recaps_said_the_truth,
    "running totals equal a recount of the raw answers": totals.totals_equal_a_recount,
    "every change of a report is in the trail": totals.trail_counts,
    "the audit chain verifies": totals.chain_verifies,
    "who blocked the bot is marked, who came back is not": reach.blocked_is_marked,
    "nobody who blocked the bot is tried again and again": reach.blocked_is_left_alone,
    "a group that moved or lost its topic keeps its binding": reach.groups_stay_bound,
    "strangers got the one sentence and nothing else": people.strangers_got_nothing,
    "nobody read in a group what is not for groups": people.groups_got_totals_only,
    "Telegram's pace was kept": people.pace_was_kept,
}
