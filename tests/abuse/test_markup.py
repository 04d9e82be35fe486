"""Nothing that a person wrote is ever read as markup: it comes out of every card as it went in."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.answers import Answer
from models.broadcasts import Delivery, Draft
from models.expectations import Missing
from models.indicators import SHIPPED, Question
from models.missing import MissingLine, MissingPage
from models.provinces import Zone
from models.recap_scope import RecapScope
from models.schema import Audience, CoordinationGroup, OutboxState
from views import broadcasts, groups, missing, reminders
from views.answers import answer_line
from views.colleagues import filed_for_you, reopened_for_you
from views.screen import said

DAY = date(2025, 9, 15)
NOW = datetime(2025, 9, 15, 9, 0, tzinfo=UTC)
#: Bot API: HTML style; what the bot itself writes needs no more.
TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}


class Shown(HTMLParser):
    """What Telegram makes of a text: its words, and the tags that it found."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self.open = "", set[str](), 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.add(tag)
        self.open += 1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.open -= 1

    def handle_data(self, data: str) -> None:
        self.words += data


def line(words: str) -> MissingLine:
    return MissingLine(1, words, words, "KKP", words, None, reminded=False, reachable=True, invited=True)


def page(words: str) -> MissingPage:
    scope = RecapScope(1, 2, "A", words, "KKP")
    return MissingPage(scope, DAY, 1, (), ((words, (line(words),)),), 1, 1, 1)


CARDS: dict[str, Callable[[str], str]] = {
    "who is missing": lambda words: missing.missing_card(page(words), DAY, can_go_up=True).text,
    "a reminder by hand": lambda words: missing.reminder_card(DAY, words).text,
    "the list after the deadline": lambda words: (
        reminders.missing_list([Missing(1, 2, words, words, 1, "KKP", 1, words, Zone.WIB)], DAY, words, 1).text
    ),
    "a broadcast": lambda words: broadcasts.copy_card(words).text,
    "its preview": lambda words: broadcasts.preview(Draft(1, words, Audience.OFFICERS, 1, words, 3)).text,
    "its delivery": lambda words: (
        broadcasts.delivery_card(Delivery(1, words, Audience.OFFICERS, words, NOW, {OutboxState.SENT: 1})).text
    ),
    "a group": lambda words: groups.posts_title(
        CoordinationGroup(id=1, chat_id=1, title=words, thread_id=None, posts_off=[], post_hours={})
    ),
    "with whom": lambda words: answer_line(Question(1, *SHIPPED[0]), Answer(1, 1, words)),
    "who filed for you": lambda words: filed_for_you(DAY, words).text,
    "who opened a date": lambda words: reopened_for_you(DAY, words, NOW, Zone.WIB).text,
    "anything": said,
}


@pytest.mark.parametrize("card", CARDS)
@settings(max_examples=40)
@given(words=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
@example(words="<b>tebal</b>")
@example(words="</b></a>")
@example(words="&lt;i&gt; & &amp;")
@example(words='<a href="tg://user?id=1">x</a>')
def test_what_people_wrote_is_never_markup(card: str, words: str) -> None:
    shown = Shown(CARDS[card](words))
    assert shown.tags <= {"b"}
    assert shown.open == 0
    assert words in shown.words


@pytest.mark.parametrize("card", CARDS)
def test_what_turns_the_direction_of_writing_turns_no_card(card: str) -> None:
    shown = Shown(CARDS[card]("Tua\u202enutup\u2067 \u200fBudi\u061c"))
    assert "Tuanutup Budi" in shown.words
