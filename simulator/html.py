"""Telegram's HTML: which tags it takes, and how it complains (Bot API: HTML style; tdlib's parser for the words)."""

import re
from dataclasses import dataclass, field
from typing import Final

from simulator.entities import Entity, sort, utf16_length
from simulator.links import checked_link
from simulator.refusals import RefusedError, bad_request

ENTITY_TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
LARGEST_CODE_POINT: Final = 0x10FFFF
LANGUAGE_CLASS: Final = "language-"

_REFERENCE: Final = re.compile(r"&(#x[0-9a-fA-F]+|#[0-9]+|[a-zA-Z]+);?")
_NAME: Final = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME: Final = re.compile(r"[^\s=>/\"']*")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_BARE: Final = re.compile(r"[A-Za-z0-9.-]+(?=[\s>])")
_BLANKS: Final = re.compile(r"\s*")
_TIME_FORMAT: Final = re.compile(r"r|w?[dD]?[tT]?")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The plain text and its entities; raises RefusedError "can't parse entities: …"."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Parser(source).parse()


@dataclass(slots=True)
class _Open:
    tag: str
    at: int
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    length: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if self.source[self.at] == "<":
                self._tag()
            else:
                self._words()
        if self.open:
            raise _cannot(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return "".join(self.pieces), sort(_languages_joined(self.entities))

    def _words(self) -> None:
        end = self.source.find("<", self.at)
        end = len(self.source) if end < 0 else end
        piece = decode(self.source[self.at : end])
        self.pieces.append(piece)
        self.length += utf16_length(piece)
        self.at = end

    def _tag(self) -> None:
        if self.source.startswith("</", self.at):
            self._end_tag()
        else:
            self._start_tag()

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._take(_NAME).lower()
        if self.at >= len(self.source):
            raise _cannot(f"Unclosed start tag{self._place(begin)}")
        if tag not in ENTITY_TYPES:
            raise _cannot(f'Unsupported start tag "{tag}"{self._place(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _cannot(f'Tag "span" must have class "tg-spoiler"{self._place(begin)}')
        self.open.append(_Open(tag, begin, self.length, attributes))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._take(_BLANKS)
            if self.at >= len(self.source):
                raise _cannot(f'Unclosed start tag "{tag}"{self._place(begin)}')
            if self.source[self.at] == ">":
                self.at += 1
                return found
            name = self._attribute_name(tag, begin)
            self._take(_BLANKS)
            # An attribute without a value is let pass; only `expandable` means anything.
            found[name] = self._attribute_value(tag, begin) if self.source.startswith("=", self.at) else ""

    def _attribute_name(self, tag: str, begin: int) -> str:
        name = self._take(_ATTRIBUTE_NAME).lower()
        if not name:
            raise _cannot(f'Empty attribute name in the tag "{tag}"{self._place(begin)}')
        return name

    def _attribute_value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._take(_BLANKS)
        if self.at >= len(self.source):
            raise _cannot(f'Unclosed start tag "{tag}"{self._place(begin)}')
        if self.source[self.at] in {'"', "'"}:
            return self._quoted_value(begin)
        token = self.at
        value = self._take(_BARE)
        if not value:
            raise _cannot(f"Unexpected end of name token{self._place(token)}")
        return value.lower()

    def _quoted_value(self, begin: int) -> str:
        value = self._take(_QUOTED)
        if not value:
            raise _cannot(f"Unclosed start tag{self._place(begin)}")
        return decode(value[1:-1])

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _cannot(f"Unexpected end tag{self._place(begin)}")
        self.at += 2
        tag = self._take(_NAME).lower()
        self._take(_BLANKS)
        if not self.source.startswith(">", self.at):
            raise _cannot(f"Unclosed end tag{self._place(begin)}")
        self.at += 1
        opened = self.open.pop()
        if tag not in {"", opened.tag}:
            reason = f'Unmatched end tag{self._place(begin)}, expected "</{opened.tag}>", found "</{tag}>"'
            raise _cannot(reason)
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.offset
        if length == 0:
            return
        entity: Entity = {"type": ENTITY_TYPES[opened.tag], "offset": opened.offset, "length": length}
        covered = decode(self.source[opened.at : self.at])
        extra = _extra(opened, covered)
        if extra is not None:
            self.entities.append({**entity, **extra})

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def _place(self, at: int) -> str:
        return f" at byte offset {len(self.source[:at].encode('utf-8', 'surrogatepass'))}"


def decode(text: str) -> str:
    """Text with its character references resolved; names that Telegram does not know stay as they are."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] != "#":
        return NAMED.get(name, match[0])
    code = int(f"0{name[1:]}", 0) if name[1] == "x" else int(name[1:])
    return chr(code) if 0 < code <= LARGEST_CODE_POINT else match[0]


def _extra(opened: _Open, covered: str) -> Entity | None:
    """What a tag's attributes add to its entity; None when there is no entity (a link without a usable address)."""
    if opened.tag == "a":
        address = opened.attributes.get("href") or re.sub(r"<[^>]*>", "", covered)
        url = checked_link(address)
        return None if url is None else {"url": url}
    if opened.tag == "blockquote" and "expandable" in opened.attributes:
        return {"type": "expandable_blockquote"}
    if opened.tag == "tg-emoji":
        return {"custom_emoji_id": _emoji_id(opened.attributes.get("emoji-id", ""))}
    if opened.tag == "tg-time":
        return _moment(opened.attributes)
    if opened.tag == "code" and opened.attributes.get("class", "").startswith(LANGUAGE_CLASS):
        return {"language": opened.attributes["class"].removeprefix(LANGUAGE_CLASS)}
    return {}


def _emoji_id(given: str) -> str:
    if not given.isdecimal() or int(given) == 0:
        raise _cannot("Invalid custom emoji identifier specified")
    return given


def _moment(attributes: dict[str, str]) -> Entity | None:
    """A moment that each reader sees in their own zone; one at or before 1970 is no entity."""
    given, shown_as = attributes.get("unix", ""), attributes.get("format", "")
    if not _TIME_FORMAT.fullmatch(shown_as):
        raise _cannot("Invalid date-time format specified")
    if not given.isdecimal() or int(given) == 0:
        return None
    return {"unix_time": int(given)} | ({"date_time_format": shown_as} if shown_as else {})


def _languages_joined(entities: list[Entity]) -> list[Entity]:
    """`<pre><code class="language-x">` is one entity; elsewhere the language of a code has no meaning."""
    codes = {(e["offset"], e["length"]): e.get("language") for e in entities if e["type"] == "code"}
    blocks = {(e["offset"], e["length"]) for e in entities if e["type"] == "pre"}
    joined = []
    for entity in entities:
        place = (entity["offset"], entity["length"])
        plain = {key: value for key, value in entity.items() if key != "language"}
        if entity["type"] == "pre" and codes.get(place):
            joined.append({**plain, "language": codes[place]})
        elif entity["type"] != "code" or place not in blocks:
            joined.append(plain)
    return joined


def _cannot(reason: str) -> RefusedError:
    return bad_request(f"can't parse entities: {reason}")
