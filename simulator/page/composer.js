// Where the chosen person writes: text, the menu of commands, what can be attached, and the bot's reply keyboard.

import { block, send } from "./actions.js";
import { askLocation, askPoll } from "./asking.js";
import { attachMenu, offerFiles } from "./attachments.js";
import { commandsButton, suggestCommands } from "./commands.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { gist } from "./message.js";
import { intent, setIntent, submit } from "./message-menu.js";
import { observing, openChat, state, subscribe } from "./state.js";

const drafts = new Map(); // what was begun in each chat
const host = byId("composer");
const field = h("textarea", {
  id: "composer-text", rows: "1", placeholder: "Tulis pesan", "aria-label": "Tulis pesan", maxlength: "4096",
  oninput: typed, onkeydown: pressed, onpaste: pasted,
});
const sendButton = h("button.round.send", { type: "submit", "aria-label": "Kirim" }, icon("send"));
const attachButton = h("button.round", {
  type: "button", "aria-label": "Lampirkan", "aria-haspopup": "menu", onclick: () => attachMenu(attachButton),
}, icon("attach"));
const keyboardButton = h("button.round", {
  type: "button", "aria-label": "Tampilkan papan tombol", hidden: true, onclick: toggleKeyboard,
}, icon("keyboard"));
const intentBar = h("div.intent", { hidden: true });
const suggestions = h("div.suggestions", { hidden: true, role: "listbox", "aria-label": "Perintah yang cocok" });
const form = h("form.composer-form", { onsubmit: submitted },
  commandsButton(), attachButton, h("div.field", {}, field, keyboardButton), sendButton);
const replyKeyboard = h("div.reply-keyboard", { role: "group", "aria-label": "Papan tombol bot", hidden: true });
const startButton = h("button.start", { type: "button", text: "Mulai", onclick: () => send({ text: "/start" }) });
const unblockButton = h("button.start", { type: "button", text: "Buka blokir bot", onclick: () => block(false) });
const watching = h("p.watching");
let chatKey = "";
let keyboardHidden = false;
let keyboardOf = null; // id of the message whose reply keyboard is shown

/** Puts the composer into the page and keeps it true. */
export function mountComposer() {
  host.append(suggestions, intentBar, form, replyKeyboard, startButton, unblockButton, watching);
  for (const topic of ["route", "chats", "conversation", "message", "removed", "people"]) subscribe(topic, refresh);
  subscribe("intent", showIntent);
  const dropZone = byId("chat");
  dropZone.addEventListener("dragover", (event) => event.preventDefault());
  dropZone.addEventListener("drop", dropped);
  refresh();
}

function refresh() {
  changeChat();
  const { person, chat } = state.route;
  const open = chat !== null;
  const empty = openChat()?.kind === "private" && state.messagesLoaded && state.messages.size === 0;
  const blocked = Boolean(openChat()?.blocked);
  const writing = open && person !== null && !blocked;
  const wasHidden = form.hidden;
  form.hidden = !writing || empty;
  if (wasHidden && !form.hidden) fit();
  unblockButton.hidden = !blocked;
  startButton.hidden = !(writing && empty);
  watching.hidden = !(open && observing());
  watching.textContent = "Anda mengamati grup ini. Untuk menulis, buka sebagai anggota.";
  showReplyKeyboard(writing && !empty);
}

function changeChat() {
  const { person, chat, bot, thread } = state.route;
  const key = `${person}/${chat}/${bot}/${thread}`;
  if (key === chatKey) return;
  drafts.set(chatKey, field.value);
  chatKey = key;
  keyboardOf = null;
  if (intent) setIntent(null);
  setText(drafts.get(key) ?? "");
}

async function submitted(event) {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  setText("");
  const key = chatKey;
  const went = await submit(text);
  if (went && key === chatKey) setIntent(null);
  if (!went && key === chatKey && !field.value) setText(text);
  field.focus();
}

function setText(text) {
  field.value = text;
  typed();
}

function typed() {
  fit();
  sendButton.disabled = !field.value.trim();
  suggestCommands(suggestions, field.value, (command) => {
    setText("");
    send({ text: command });
    field.focus();
  });
}

/** Lets the field grow with its lines; while it is hidden it has no height to measure. */
function fit() {
  field.style.height = "auto";
  if (field.scrollHeight) field.style.height = `${field.scrollHeight}px`;
}

function pressed(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Escape" && (intent || !suggestions.hidden)) {
    event.stopPropagation();
    suggestions.hidden = true;
    if (intent?.kind === "edit") setText("");
    setIntent(null);
  } else if (event.key === "ArrowUp" && !suggestions.hidden) {
    event.preventDefault();
    suggestions.querySelector("button:last-child")?.focus();
  } else if (event.key === "ArrowUp" && !field.value) {
    event.preventDefault();
    changeLast();
  }
}

/** As in Telegram: the arrow up in an empty field changes one's last message. */
function changeLast() {
  const own = [...state.messages.values()].filter((message) => message.outgoing && message.text);
  const last = own.sort((one, other) => one.id - other.id).at(-1);
  if (last) setIntent("edit", last);
}

function showIntent() {
  intentBar.hidden = intent === null;
  if (!intent) {
    intentBar.replaceChildren();
    return;
  }
  const cancel = () => {
    if (intent?.kind === "edit") setText("");
    setIntent(null);
    field.focus();
  };
  intentBar.replaceChildren(
    icon(intent.kind),
    h("span.intent-body", {},
      h("strong", { text: intent.kind === "edit" ? "Ubah pesan" : `Balas ${intent.message.sender?.name ?? ""}` }),
      h("span.intent-text", { text: gist(intent.message) })),
    h("button.round", { type: "button", "aria-label": "Batalkan", onclick: cancel }, icon("close")));
  if (intent.kind === "edit") setText(intent.message.text);
  field.focus();
}

function pasted(event) {
  const { files } = event.clipboardData;
  if (!files.length) return;
  event.preventDefault();
  offerFiles(files);
}

function dropped(event) {
  event.preventDefault();
  const { files } = event.dataTransfer;
  if (files.length && !form.hidden) offerFiles(files);
}

/** The keyboard of the latest message that brought one stays, until the bot takes it away or it was meant for once. */
function showReplyKeyboard(writing) {
  const messages = [...state.messages.values()].sort((one, other) => other.id - one.id);
  const source = messages.find((message) => message.reply_keyboard && !message.outgoing);
  const rows = source?.reply_keyboard.rows ?? [];
  const answered = messages.some((message) => message.outgoing && message.id > source?.id);
  const used = answered && source.reply_keyboard.one_time;
  const available = writing && rows.length > 0;
  if (available && source.id !== keyboardOf) keyboardHidden = false;
  if (available && used && keyboardOf !== `used ${source.id}`) keyboardHidden = true;
  keyboardOf = available ? (used ? `used ${source.id}` : source.id) : null;
  keyboardButton.hidden = !available;
  keyboardButton.setAttribute("aria-pressed", String(available && !keyboardHidden));
  replyKeyboard.hidden = !available || keyboardHidden;
  replyKeyboard.replaceChildren(...(available ? rows.map(keyboardRow) : []));
}

function keyboardRow(row) {
  return h("div.keyboard-row", {}, row.map((button) => {
    const { text, request_location: wantsLocation, request_poll: wantsPoll } = button;
    const act = wantsLocation ? askLocation : wantsPoll ? askPoll : () => send({ text });
    const sign = wantsLocation ? icon("pin") : wantsPoll ? icon("poll") : null;
    return h("button.key", { type: "button", onclick: () => act() }, sign, h("span", { text }));
  }));
}

function toggleKeyboard() {
  keyboardHidden = !keyboardHidden;
  refresh();
}
