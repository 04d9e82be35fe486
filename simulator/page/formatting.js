// Turns a text and its entities (Bot API: MessageEntity, offsets in UTF-16 units) into elements, never through markup.

import { h } from "./dom.js";

const PLAIN = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|mailto|tel|tg):/i;

/**
 * @param {string} text
 * @param {Array<object>} entities
 * @param {{open: (url: string) => boolean, command: (text: string) => void}} act
 *   `open` may take a link (it returns true) instead of the browser; `command` is told of a tapped /command
 * @returns {Node[]}
 */
export function formatted(text, entities, act) {
  const sorted = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset < text.length)
    .toSorted((one, other) => one.offset - other.offset || other.length - one.length);
  return build(text, sorted, 0, text.length, act);
}

/** The nodes of text[from, to); an entity that crosses the end of its parent is cut there. */
function build(text, entities, from, to, act) {
  const nodes = [];
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) {
      rest = others;
      continue;
    }
    if (start > at) nodes.push(text.slice(at, start));
    const inside = others.filter((other) => other.offset < end);
    nodes.push(wrap(entity, text.slice(start, end), build(text, inside, start, end, act), act));
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
    rest = others.filter((other) => other.offset + other.length > end);
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrap(entity, words, children, act) {
  if (PLAIN[entity.type]) return h(PLAIN[entity.type], {}, children);
  switch (entity.type) {
    case "spoiler": return spoiler(children);
    case "pre": return preformatted(entity, children);
    case "blockquote": return h("blockquote", {}, children);
    case "expandable_blockquote": return expandable(children);
    case "url": return link(/^[a-z][a-z0-9+.-]*:/i.test(words) ? words : `https://${words}`, children, act);
    case "text_link": return link(entity.url ?? "", children, act);
    case "email": return link(`mailto:${words}`, children, act);
    case "bot_command": return h("button.command", { type: "button", onclick: () => act.command(words) }, children);
    case "mention": case "text_mention": case "hashtag": case "cashtag": case "phone_number":
      return h("span.mention", {}, children);
    default: return h("span", {}, children);
  }
}

function link(url, children, act) {
  if (!SAFE.test(url)) return h("span", {}, children);
  const onclick = (event) => {
    if (act.open(url)) event.preventDefault();
  };
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick }, children);
}

function spoiler(children) {
  const inner = h("span", { "aria-hidden": "true" }, children);
  const cover = h("span.spoiler", {
    role: "button", tabindex: "0", "aria-label": "Teks tersembunyi, ketuk untuk membuka",
  }, inner);
  const reveal = () => {
    cover.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    inner.removeAttribute("aria-hidden");
  };
  cover.addEventListener("click", reveal, { once: true });
  cover.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    reveal();
  });
  return cover;
}

function preformatted(entity, children) {
  return h("pre", {}, entity.language && h("span.language", { text: entity.language }), h("code", {}, children));
}

function expandable(children) {
  const body = h("div.quote-body", {}, children);
  const toggle = h("button.quote-toggle", { type: "button", "aria-expanded": "false", text: "Selengkapnya" });
  toggle.addEventListener("click", () => {
    const opened = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(opened));
    toggle.textContent = opened ? "Ringkas" : "Selengkapnya";
  });
  const quote = h("blockquote.expandable", {}, body, toggle);
  return quote;
}
