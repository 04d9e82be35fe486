// The chats of whoever was chosen, with the last message and unread marks; for a group, its topics and its members.

import { avatar } from "./avatar.js";
import { arrowKeys, byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { gist } from "./message.js";
import {
  botOf, colourOf, groupById, openChat, nameOf, navigate, observing, personById, signOf, simulatedNow, state, subscribe, titleOf,
} from "./state.js";
import { briefly, instant } from "./time.js";

const WIDE = matchMedia("(min-width: 720px)");
const host = byId("chats");
const title = h("h2.panel-title");
const about = h("p.panel-about");
const sign = h("span.panel-sign");
const list = h("div.scroll", { id: "chat-list" });

/** Puts the list into the page and keeps it true. */
export function mountChats() {
  const back = h("button.round.back", {
    type: "button", "aria-label": "Kembali ke daftar orang", onclick: () => navigate({}),
  }, icon("back"));
  host.append(h("header.panel-head", {}, back, sign, h("div.panel-names", {}, title, about)), list);
  arrowKeys(host, ".entry");
  subscribe("chats", draw);
  subscribe("route", draw);
  subscribe("people", draw);
}

function draw() {
  drawHead();
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  list.setAttribute("aria-busy", String(state.chats === null));
  list.replaceChildren(...content());
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  openFirst();
}

function drawHead() {
  const { person: personId, group: groupId } = state.route;
  const person = personById(personId);
  const group = groupById(groupId);
  host.classList.toggle("nobody", personId === null && groupId === null);
  if (person) fillHead(avatar(person.id, nameOf(person)), nameOf(person), person.label ?? "");
  else if (group) fillHead(avatar(group.id, group.title, "group"), group.title, "Anda mengamati, tidak menulis");
  else fillHead("", "Obrolan", "");
}

function fillHead(picture, name, detail) {
  sign.replaceChildren(picture);
  title.textContent = name;
  about.textContent = detail;
}

function content() {
  const { person, group } = state.route;
  if (person === null && group === null) return words("Pilih seseorang di daftar untuk melihat obrolannya.");
  if (state.loaded && !personById(person) && !groupById(group)) {
    return words("Orang atau grup ini tidak ada di simulator. Pilih yang lain.");
  }
  if (state.chats === null) return skeleton();
  if (!state.chats.length) return words("Belum ada obrolan.");
  return [...state.chats.map(drawEntry), ...(observing() ? members() : [])];
}

function words(text) {
  return [h("p.empty", { text })];
}

function drawEntry(chat) {
  const thread = chat.thread_id ?? null;
  const here = openChat() === chat;
  const { person, group: observed } = state.route;
  const choose = () => navigate({ person, group: observed, chat: chat.id, bot: botOf(chat), thread });
  const group = groupById(chat.id);
  const forum = group?.forum && !observing() ? group.title : null;
  return h("button.entry", {
    type: "button", "data-key": `${chat.id}/${chat.bot}/${thread}`, "aria-current": here && "true", onclick: choose,
  },
    avatar(colourOf(chat), titleOf(chat), signOf(chat)),
    h("span.entry-body", {},
      h("span.entry-line", {},
        h("span.entry-title", { text: titleOf(chat) }),
        chat.last && h("time.entry-time", { text: briefly(instant(chat.last.date), simulatedNow()) })),
      forum && h("span.entry-about", { text: forum }),
      h("span.entry-line", {},
        h("span.entry-last", { text: lastWords(chat) }),
        chat.unread > 0 && !here && unreadMark(chat.unread))));
}

function unreadMark(count) {
  return h("span.unread", { "aria-label": `${count} belum dibaca`, text: String(count) });
}

function lastWords({ last, kind }) {
  if (!last) return observing() ? "Buka untuk membaca" : "Belum ada pesan";
  const who = last.outgoing ? "Anda: " : kind === "private" || last.service ? "" : `${last.sender?.name ?? ""}: `;
  return who + gist(last);
}

function members() {
  const ids = groupById(state.route.group)?.members ?? [];
  const people = ids.map((id) => personById(id?.id ?? id)).filter(Boolean);
  if (!people.length) return [];
  return [h("h3.section-title", { text: `Buka sebagai anggota (${people.length})` }), ...people.map(memberEntry)];
}

function memberEntry(person) {
  const { group, thread, chat } = state.route;
  const name = nameOf(person);
  return h("button.entry.small", {
    type: "button", "data-key": `member/${person.id}`,
    onclick: () => navigate({ person: person.id, chat: chat ?? group, thread }),
  },
    avatar(person.id, name),
    h("span.entry-body", {},
      h("span.entry-title", { text: name }), person.label && h("span.entry-about", { text: person.label })));
}

/** Where there is room for it, whoever is chosen is shown with their first chat at once. */
function openFirst() {
  const { person, group, chat } = state.route;
  if (chat !== null || !state.chats?.length || !WIDE.matches) return;
  const first = state.chats[0];
  navigate({ person, group, chat: first.id, bot: botOf(first), thread: first.thread_id ?? null }, { replace: true });
}

function skeleton() {
  return Array.from({ length: 4 }, () => h("div.entry.skeleton", { "aria-hidden": "true" },
    h("span.avatar"), h("span.entry-body", {}, h("span.bar"), h("span.bar.short"))));
}
