// The messages of the open chat: the list, its place while it changes, and what is new below.

import { shownByAnother } from "./album.js";
import { avatar } from "./avatar.js";
import { byId, h, prefersStillness } from "./dom.js";
import { icon } from "./icons.js";
import { drawMessage, gist } from "./message.js";
import { messageMenu } from "./message-menu.js";
import { groupById, openChat, state, subscribe } from "./state.js";
import { loadEarlier, markRead } from "./sync.js";
import { dayNumber, instant, longDate } from "./time.js";
import { announce } from "./toast.js";

const NEAR = 90; // pixels from the lower edge that still count as being there
const RUN = 600; // seconds within which messages of one sender stand together

const scroller = h("div.messages-scroll", { tabindex: "0", "aria-label": "Pesan" });
const list = h("ol.messages", { role: "log", "aria-live": "off" });
const jumper = h("button.jumper", { type: "button", hidden: true, onclick: toBottom });
let rows = new Map(); // message id → <li>
let order = []; // message ids, oldest first
let atBottom = true;
let height = 0; // of the scroller, when its place was last known
let fresh = 0; // messages that came while the reader was further up

/** Puts the list into the page and keeps it true. */
export function mountMessages() {
  scroller.append(list);
  byId("messages").append(scroller, jumper);
  scroller.addEventListener("scroll", noticePlace, { passive: true });
  scroller.addEventListener("keydown", walk);
  new ResizeObserver(noticeSize).observe(scroller);
  subscribe("conversation", drawAll);
  subscribe("message", put);
  subscribe("removed", drop);
  subscribe("tapping", redraw);
  subscribe("chats", () => order.length === 0 && state.messagesLoaded && drawAll());
  drawAll();
}

function drawAll() {
  const fromEnd = scroller.scrollHeight - scroller.scrollTop;
  const firstTime = rows.size === 0;
  order = [...state.messages.keys()].sort((one, other) => one - other);
  rows = new Map();
  order.forEach((id, index) => rows.set(id, drawRow(index)));
  list.replaceChildren(...(order.length ? [earlierButton(), ...rows.values()] : [placeholder()]).filter(Boolean));
  list.classList.toggle("vacant", order.length === 0);
  scroller.setAttribute("aria-busy", String(!state.messagesLoaded && state.route.chat !== null));
  if (firstTime) settleIn();
  else if (atBottom) toBottom();
  else scroller.scrollTop = scroller.scrollHeight - fromEnd;
}

/** A newly opened chat begins at its end, or where the unread messages begin. */
function settleIn() {
  fresh = 0;
  height = scroller.clientHeight;
  toBottom();
  const divider = list.querySelector(".divider");
  if (divider) divider.scrollIntoView({ block: "start" });
  noticePlace();
}

function put({ message, isNew }) {
  const wasAtBottom = atBottom;
  if (!isNew) redraw(message.id);
  else insert(message);
  if (!isNew) {
    if (wasAtBottom) toBottom();
    return;
  }
  if (message.outgoing || wasAtBottom) toBottom();
  else countFresh();
  if (!message.outgoing) announce(`Pesan baru dari ${message.sender?.name ?? "grup"}: ${gist(message).slice(0, 160)}`);
  markRead();
}

function insert(message) {
  if (!order.length) list.replaceChildren();
  list.classList.remove("vacant");
  let index = order.length;
  while (index > 0 && order[index - 1] > message.id) index -= 1;
  order.splice(index, 0, message.id);
  const row = drawRow(index);
  rows.set(message.id, row);
  list.insertBefore(row, rows.get(order[index + 1]) ?? null);
  refreshAround(index);
  refreshAlbum(message.album);
}

/** The first message of an album shows all of it. */
function refreshAlbum(album) {
  if (album) for (const id of order) if (state.messages.get(id).album === album) redraw(id);
}

function drop(id) {
  const index = order.indexOf(id);
  if (index < 0) return;
  order.splice(index, 1);
  const { album } = rows.get(id).dataset;
  rows.get(id).remove();
  rows.delete(id);
  if (!order.length) drawAll();
  else {
    refreshAround(index);
    refreshAlbum(album);
  }
}

function refreshAround(index) {
  for (const id of [order[index - 1], order[index + 1]]) if (id !== undefined) redraw(id);
}

/** Draws a row anew in its place; the button that had the focus keeps it. */
function redraw(id) {
  const old = rows.get(id);
  if (!old) return;
  const keys = [...old.querySelectorAll(".key")];
  const focused = keys.indexOf(document.activeElement);
  const own = document.activeElement === old;
  const row = drawRow(order.indexOf(id));
  rows.set(id, row);
  old.replaceWith(row);
  if (focused >= 0) (row.querySelectorAll(".key")[focused] ?? row).focus({ preventScroll: true });
  else if (own) row.focus({ preventScroll: true });
}

function drawRow(index) {
  const message = state.messages.get(order[index]);
  const before = state.messages.get(order[index - 1]);
  const after = state.messages.get(order[index + 1]);
  const first = !together(before, message);
  const last = !together(message, after);
  const group = Boolean(groupById(message.chat_id));
  const named = group && first && !message.outgoing && !message.service;
  const elsewhere = shownByAnother(message);
  const parts = elsewhere ? [] : drawMessage(message, { named, menu: messageMenu, jump });
  const newDay = !before || dayNumber(instant(before.date)) !== dayNumber(instant(message.date));
  return h("li.row", {
    class: [message.outgoing ? "outgoing" : "incoming", first && "first", last && "last", message.service && "told"]
      .filter(Boolean).join(" "),
    id: `message-${message.id}`, tabindex: "-1", "data-album": message.album, hidden: elsewhere,
    oncontextmenu: (event) => openByPointer(event, message), "aria-label": spoken(message),
  },
    newDay && h("p.day", { text: longDate(instant(message.date)) }),
    message.id === state.unreadFrom && h("p.divider", { text: "Pesan belum dibaca" }),
    h("div.row-body", {},
      group && !message.outgoing && !message.service && face(message, last),
      h("div.stack", {}, parts)));
}

function face(message, last) {
  return h("span.face", {}, last && avatar(message.sender.id, message.sender.name));
}

function spoken(message) {
  return message.service ? null : `${message.outgoing ? "Anda" : message.sender.name}: ${gist(message).slice(0, 120)}`;
}

function together(one, other) {
  if (!one || !other || one.service || other.service) return false;
  const [earlier, later] = [instant(one.date), instant(other.date)];
  return one.sender.id === other.sender.id && later - earlier < RUN && dayNumber(earlier) === dayNumber(later);
}

function openByPointer(event, message) {
  if (message.service || event.target.closest("a, img") || String(getSelection())) return;
  event.preventDefault();
  messageMenu(message, { x: event.clientX, y: event.clientY });
}

function earlierButton() {
  if (!state.earlier) return null;
  return h("li.earlier", {}, h("button.chip", { type: "button", text: "Muat pesan sebelumnya", onclick: loadEarlier }));
}

function placeholder() {
  if (state.route.chat === null) return h("li.empty", { text: "Pilih obrolan untuk mulai membaca." });
  if (!state.messagesLoaded) return h("li.loading", { text: "Memuat pesan …" });
  if (openChat()?.kind === "private") return h("li.empty", { text: "Belum ada pesan. Tekan Mulai untuk menyapa bot." });
  return h("li.empty", { text: "Belum ada pesan di sini." });
}

function countFresh() {
  fresh += 1;
  showJumper();
}

/** The composer grew or shrank: whoever was at the end stays there. */
function noticeSize() {
  height = scroller.clientHeight;
  if (atBottom) toBottom();
}

function noticePlace() {
  if (scroller.clientHeight !== height) return; // a new size, which noticeSize is about to hear of
  atBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  if (atBottom) fresh = 0;
  showJumper();
}

function showJumper() {
  jumper.hidden = atBottom || order.length === 0;
  jumper.classList.toggle("fresh", fresh > 0);
  const words = fresh > 0 ? `${fresh} pesan baru` : "";
  jumper.setAttribute("aria-label", words || "Ke pesan terakhir");
  jumper.replaceChildren(icon("down"), words);
}

function toBottom() {
  atBottom = true;
  fresh = 0;
  scroller.scrollTop = scroller.scrollHeight;
  showJumper();
}

/** Goes to a message and lets it light up for a moment. */
function jump(id) {
  const row = rows.get(id);
  if (!row) return;
  row.scrollIntoView({ block: "center", behavior: prefersStillness() ? "instant" : "smooth" });
  row.classList.remove("lit");
  requestAnimationFrame(() => row.classList.add("lit"));
}

/** Arrow keys walk over the messages; Enter opens what can be done with one. */
function walk(event) {
  const row = event.target.closest(".row");
  if (event.key === "Enter" && row === event.target) {
    messageMenu(state.messages.get(Number(row.id.slice("message-".length))), row.querySelector(".bubble"));
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || (event.target !== scroller && event.target !== row)) return;
  event.preventDefault();
  const at = row ? [...rows.values()].indexOf(row) : order.length;
  rows.get(order[Math.max(0, Math.min(order.length - 1, at + step))])?.focus();
}
