// Draws one message: the bubble with what it carries, its hour and its marks, and the buttons below it.

import { albumCaption, albumGrid, membersOf } from "./album.js";
import { isTapping, openLink, sendCommand, tap } from "./actions.js";
import { tint } from "./avatar.js";
import { h } from "./dom.js";
import { formatted } from "./formatting.js";
import { icon } from "./icons.js";
import { showPhoto } from "./lightbox.js";
import { pollCard } from "./poll.js";
import { nameOf, observing, state } from "./state.js";
import { hour, instant, longDate } from "./time.js";

const TALLEST = 380; // pixels that a photo may take in a bubble
const LINKS = { open: openLink, command: sendCommand };

/** One line that tells what a message is about, for lists, quotes and screen readers. */
export function gist(message) {
  if (message.service) return serviceText(message);
  const words = (message.text || message.caption || "").replace(/\s+/g, " ").trim();
  if (message.poll) return `Jajak pendapat · ${message.poll.question}`;
  if (message.photo) return `Foto${words && ` · ${words}`}`;
  if (message.document) return `${message.document.name}${words && ` · ${words}`}`;
  if (message.location) return "Lokasi";
  if (message.sticker) return "Stiker";
  if (message.voice) return "Pesan suara";
  return words || "Pesan";
}

/**
 * @param {object} message as docs/simulator.md describes it
 * @param {object} options
 * @param {boolean} options.named shows the sender's name
 * @param {(message: object, anchor: Element) => void} options.menu opens what can be done with the message
 * @param {(id: number) => void} options.jump goes to another message
 * @returns {HTMLElement[]} what stands in the message's row
 */
export function drawMessage(message, { named, menu, jump }) {
  if (message.service) return [h("p.service", { text: serviceText(message) })];
  const members = message.album ? membersOf(message.album) : [message];
  const speaking = members.length > 1 ? albumCaption(members) : message;
  const words = speaking?.text ?? speaking?.caption ?? "";
  const body = words ? h("div.words", { dir: "auto" }, formatted(words, speaking.entities, LINKS), meta(message)) : null;
  const bubble = h("div.bubble", { class: bubbleClass(message, words) },
    named && h("p.sender", { class: tint(message.sender.id), text: message.sender.name }),
    message.forwarded && h("p.forwarded", { text: `Diteruskan dari ${message.forwarded.name}` }),
    message.reply_to && quote(message.reply_to, jump),
    members.length > 1 ? albumGrid(members, (one) => media(one)[0]) : media(message),
    body ?? meta(message));
  const open = h("button.round.message-menu", {
    type: "button", tabindex: "-1", "aria-label": "Tindakan untuk pesan ini", onclick: () => menu(message, open),
  }, icon("more"));
  const side = h("div.bubble-side", {}, bubble, !observing() && open);
  return [side, message.keyboard?.length ? inlineKeyboard(message) : null].filter(Boolean);
}

function bubbleClass(message, words) {
  const bare = !words && !message.document && !message.voice && !message.poll;
  return [bare && message.sticker ? "bare" : "", message.photo || message.location ? "with-media" : "",
    bare ? "wordless" : ""].join(" ");
}

function meta(message) {
  const sent = instant(message.date);
  const title = `${longDate(sent)}, pukul ${hour(sent)} WIB`;
  const edited = message.edited ? `diedit ${hour(instant(message.edited))} · ` : "";
  return h("span.meta", { title }, edited && h("span.edited", { text: edited }),
    h("time", { datetime: new Date(sent * 1000).toISOString(), text: hour(sent) }));
}

function media(message) {
  const parts = message.poll ? [pollCard(message)] : [];
  if (message.photo) parts.push(photo(message));
  if (message.document) parts.push(documentLink(message.document));
  if (message.location) parts.push(location(message.location));
  if (message.sticker) parts.push(sticker(message.sticker));
  if (message.voice) parts.push(voice(message.voice));
  return parts;
}

function photo(message) {
  const { url, width, height } = message.photo;
  const picture = h("img", { src: url, width, height, alt: message.caption || "Foto", loading: "lazy" });
  const open = () => showPhoto(message);
  const button = h("button.photo", { type: "button", "aria-label": "Buka foto", onclick: open }, picture);
  button.style.aspectRatio = `${width} / ${height}`;
  button.style.setProperty("--natural", `${Math.min(width, (width / height) * TALLEST)}px`);
  return button;
}

function documentLink({ url, name, size }) {
  return h("a.document", { href: url, download: name, "aria-label": `Unduh ${name}` },
    h("span.document-sign", {}, icon("file")),
    h("span.document-body", {},
      h("span.document-name", { text: name }), h("span.document-size", { text: bytes(size) })));
}

function location({ latitude, longitude }) {
  return h("figure.location", {},
    h("div.chart", { "aria-hidden": "true" }, icon("pin")),
    h("figcaption", { text: `${degrees(latitude, "U", "S")} ${degrees(longitude, "T", "B")}` }));
}

function sticker(value) {
  return h("div.sticker", { role: "img", "aria-label": `Stiker ${value.emoji ?? ""}` }, icon("sticker"));
}

function voice(value) {
  const words = `Pesan suara · ${value.duration} detik`;
  return h("p.voice", {}, icon("voice"), h("span.wave", { "aria-hidden": "true" }), h("span", { text: words }));
}

function quote(id, jump) {
  const original = state.messages.get(id);
  return h("button.quote", { type: "button", onclick: () => jump(id) },
    h("span.quote-name", { text: original?.sender?.name ?? "Pesan" }),
    h("span.quote-text", { text: original ? gist(original) : "Pesan yang dibalas tidak dimuat" }));
}

/** Buttons below a bubble in rows of equal width, as Telegram draws them. */
function inlineKeyboard(message) {
  return h("div.inline-keyboard", { role: "group", "aria-label": "Tombol pesan" },
    message.keyboard.map((row) => h("div.keyboard-row", {}, row.map((button) => inlineButton(message, button)))));
}

function inlineButton(message, button) {
  if (button.url) {
    const onclick = (event) => {
      if (openLink(button.url)) event.preventDefault();
    };
    const safe = /^(https?|tg|tel|mailto):/i.test(button.url) ? button.url : null;
    return h("a.key", { href: safe, target: "_blank", rel: "noopener noreferrer", onclick },
      h("span", { text: button.text }), icon("link"));
  }
  const waiting = isTapping(message, button.data);
  return h("button.key", {
    type: "button", class: waiting ? "waiting" : "", "aria-busy": waiting && "true", disabled: observing(),
    onclick: () => tap(message, button.data),
  }, h("span", { text: button.text }));
}

/** What a service message says; `service` is a sentence, or the Bot API's field, such as {"new_chat_members": […]}. */
function serviceText({ service, sender }) {
  if (typeof service === "string") return service;
  const who = sender?.name ?? "Seseorang";
  const [field, value] = Object.entries(service)[0] ?? [];
  switch (field) {
    case "new_chat_members": return joined(who, value);
    case "left_chat_member":
      return value.id === sender?.id ? `${who} keluar dari grup` : `${who} mengeluarkan ${nameOf(value)}`;
    case "pinned_message": return `${who} menyematkan pesan`;
    case "forum_topic_created": return `${who} membuat topik ${value.name}`;
    case "new_chat_title": return `${who} mengganti nama grup menjadi ${value}`;
    case "migrate_to_chat_id": case "migrate_from_chat_id": return "Grup ini menjadi supergrup";
    case "group_chat_created": case "supergroup_chat_created": return `${who} membuat grup`;
    default: return "Perubahan pada grup";
  }
}

function joined(who, members) {
  const names = members.map(nameOf).join(", ");
  return names === who ? `${who} bergabung` : `${who} menambahkan ${names}`;
}

/** "1,2 MB" */
function bytes(size) {
  if (!size) return "";
  const [unit, amount] = size >= 1e6 ? ["MB", size / 1e6] : size >= 1e3 ? ["KB", size / 1e3] : ["byte", size];
  return `${amount.toLocaleString("id-ID", { maximumFractionDigits: 1 })} ${unit}`;
}

/** "7°59,400' S" */
function degrees(value, positive, negative) {
  const size = Math.abs(value);
  const minutes = ((size % 1) * 60).toLocaleString("id-ID", { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return `${Math.trunc(size)}°${minutes}′ ${value < 0 ? negative : positive}`;
}
