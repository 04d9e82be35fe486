"""Texts of a bot: HTML, entities, lengths."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot as PtbBot
from telegram import MessageEntity
from telegram.error import BadRequest

from simulator.entities import piece, trim, utf16_length
from simulator.html import parse_html
from simulator.people import Person
from simulator.refusals import RefusedError

from .conftest import Wire

Spans = list[tuple[str, int, int]]


def spans(source: str) -> tuple[str, Spans]:
    text, entities = parse_html(source)
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("polos", "polos", []),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 1), ("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [("italic", 0, 1), ("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
        ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<code>a</code> <pre>b</pre>", "a b", [("code", 0, 1), ("pre", 2, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("👮 <b>Sambang</b>", "👮 Sambang", [("bold", 3, 7)]),
        ("<b>👮👮</b>", "👮👮", [("bold", 0, 4)]),
        ("&lt;b&gt; &amp; &quot;x&quot; &#65;&#x42;", '<b> & "x" AB', []),
        ("&nbsp; &copy;", "&nbsp; &copy;", []),
        ("<B>a</b >", "a", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ("<i x>a</i>", "a", [("italic", 0, 1)]),
        ('<tg-time unix="0">a</tg-time>', "a", []),
    ],
)
def test_html_becomes_text_and_entities(source: str, text: str, expected: Spans) -> None:
    assert spans(source) == (text, expected)


def test_a_link_keeps_its_address() -> None:
    _, entities = parse_html('<a href="https://contoh.id/?a=1&amp;b=2">di sini</a>')
    assert entities == [{"type": "text_link", "offset": 0, "length": 7, "url": "https://contoh.id/?a=1&b=2"}]


def test_a_link_without_address_is_its_own() -> None:
    _, (entity,) = parse_html("<a>https://contoh.id</a>")
    assert entity["url"] == "https://contoh.id/"


def test_a_link_to_nowhere_is_no_link() -> None:
    assert parse_html('<a href="http://localhost/">a</a><a href="x">b</a>') == ("ab", [])


@pytest.mark.parametrize(
    ("source", "extra"),
    [
        ('<tg-time unix="1757937300">x</tg-time>', {"unix_time": 1757937300}),
        (
            '<tg-time unix="1757937300" format="wDt">x</tg-time>',
            {"unix_time": 1757937300, "date_time_format": "wDt"},
        ),
    ],
)
def test_a_moment_has_its_time_and_format(source: str, extra: dict[str, object]) -> None:
    assert parse_html(source)[1] == [{"type": "date_time", "offset": 0, "length": 1, **extra}]


def test_a_code_block_has_one_entity_with_its_language() -> None:
    _, entities = parse_html('<pre><code class="language-python">x = 1</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]


def test_a_custom_emoji_has_its_id() -> None:
    _, (entity,) = parse_html('<tg-emoji emoji-id="5368">👍</tg-emoji>')
    assert (entity["type"], entity["custom_emoji_id"]) == ("custom_emoji", "5368")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a <br> b", 'Unsupported start tag "br" at byte offset 2'),
        ("5 < 7", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("é<b", "Unclosed start tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<i =x>a</i>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<i />a", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="5" format="q">a</tg-time>', "Invalid date-time format specified"),
        ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
        ("<a ", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_bad_html_is_refused_as_telegram_words_it(source: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, [])


@given(st.text(min_size=1))
def test_a_bold_text_is_bold_from_end_to_end(text: str) -> None:
    expected = {"type": "bold", "offset": 0, "length": len(text.encode("utf-16-le")) // 2}
    assert parse_html(f"<b>{html.escape(text)}</b>") == (text, [expected])


@given(st.text(alphabet='<>&;/=" abips#x1👮-', max_size=40))
def test_whatever_comes_is_parsed_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except RefusedError as refused:
        assert refused.description.startswith("Bad Request: can't parse entities: ")  # noqa: PT017 - either is right
    else:
        assert all(0 < e["length"] <= utf16_length(text) - e["offset"] for e in entities)


@given(st.text(alphabet=" \nab👮", max_size=20), st.data())
def test_trimming_keeps_what_entities_cover(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = {"offset": utf16_length(text[:start]), "length": utf16_length(text[start:end])}
    trimmed, entities = trim(text, [{"type": "bold", **place}])
    assert trimmed == text.strip()
    assert all(piece(trimmed, entity).strip() == text[start:end].strip() for entity in entities)


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ({"type": "bold"}, "can't parse MessageEntity: Can't find field \"offset\""),
        (
            {"type": "bold", "offset": "x", "length": 1},
            'can\'t parse MessageEntity: Field "offset" must be of type Number',
        ),
        ({"offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"type\""),
        (7, "can't parse MessageEntity: expected an Object"),
        ({"type": "bold", "offset": 4, "length": 1}, "entity begins after the end of the text at UTF-16 offset 4"),
        (
            {"type": "bold", "offset": 2, "length": 3},
            "entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 5",
        ),
        ({"type": "bold", "offset": 1, "length": 1}, "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
        (
            {"type": "bold", "offset": 0, "length": 1},
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
        ),
    ],
)
async def test_given_entities_must_be_whole_and_fit(wire: Wire, budi: Person, entity: object, reason: str) -> None:
    answer = await wire("sendMessage", chat_id=budi.id, text="👮 x", entities=[entity])
    assert answer["description"] == f"Bad Request: {reason}"


async def test_an_entity_of_an_unknown_type_is_left_out(wire: Wire, budi: Person) -> None:
    entities = [{"type": "url", "offset": 0, "length": 4}, {"type": "bold", "offset": 0, "length": 0}]
    answer = await wire("sendMessage", chat_id=budi.id, text="halo", entities=entities)
    assert "entities" not in answer["result"]


async def test_a_text_has_a_greatest_size_before_parsing(wire: Wire, budi: Person) -> None:
    answer = await wire("sendMessage", chat_id=budi.id, text="x" * 32_769)
    assert answer["description"] == "Bad Request: text is too long"


async def test_given_entities_are_kept(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "halo", entities=[MessageEntity("bold", 0, 4)])
    assert message.entities == (MessageEntity("bold", 0, 4),)


async def test_bad_html_is_refused_on_the_wire(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match="Can't parse entities: unsupported start tag"):
        await bot.send_message(budi.id, "<x>", parse_mode="HTML")


@pytest.mark.parametrize("text", ["", "   ", "\n"])
async def test_an_empty_text_is_refused(bot: PtbBot, budi: Person, text: str) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(budi.id, text)


async def test_markup_that_leaves_nothing_is_empty(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(budi.id, "<b> </b>", parse_mode="HTML")


async def test_length_is_measured_in_utf16_after_parsing(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    await bot.send_message(budi.id, "👮" * 2048)
    for text in ("a" * 4097, "👮" * 2049):
        with pytest.raises(BadRequest, match="Message is too long"):
            await bot.send_message(budi.id, text)


async def test_an_unknown_parse_mode_is_refused(bot: PtbBot, budi: Person) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(budi.id, "x", parse_mode="BBCode")


async def test_markdown_is_not_here(wire: Wire, budi: Person) -> None:
    answer = await wire("sendMessage", chat_id=budi.id, text="*x*", parse_mode="MarkdownV2")
    assert answer["error_code"] == 501


async def test_blanks_around_a_text_are_cut_and_entities_follow(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "  👮 <b>Sambang</b> \n", parse_mode="HTML")
    assert message.text == "👮 Sambang"
    assert message.parse_entity(message.entities[0]) == "Sambang"


async def test_a_link_to_a_person_mentions_them(bot: PtbBot, budi: Person) -> None:
    source = f'<a href="tg://user?id={budi.id}">Budi</a> dan <a href="tg://user?id=77">entah</a>'
    message = await bot.send_message(budi.id, source, parse_mode="HTML")
    (entity,) = message.entities
    assert entity.type == "text_mention"
    assert entity.user is not None
    assert entity.user.id == budi.id


async def test_commands_and_addresses_are_found_by_themselves(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "Ketik /lapor atau 24/7/2025, lihat https://contoh.id/a. @desk_bot")
    assert [(entity.type, message.parse_entity(entity)) for entity in message.entities] == [
        ("bot_command", "/lapor"),
        ("url", "https://contoh.id/a"),
        ("mention", "@desk_bot"),
    ]


async def test_dates_are_whole_seconds_of_the_simulated_clock(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "jam berapa?")
    assert message.date.isoformat().startswith("2025-09-15T07:55:0")
