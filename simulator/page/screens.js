// The frame around the parts: which of them a narrow window shows, the head of the open chat, the note, the switches.

import * as api from "./api.js";
import { block } from "./actions.js";
import { avatar } from "./avatar.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./popup.js";
import { colourOf, groupById, navigate, observing, openChat, signOf, state, subscribe, titleOf } from "./state.js";
import { toast } from "./toast.js";

const TYPING = 5000; // milliseconds that "mengetik" stands after a chat action
const LIMITS_ON = "Batas Telegram berlaku: 30/detik, 1/detik per obrolan, 20/menit per grup.";
const LIMITS_OFF = "Batas Telegram tidak berlaku.";
const head = byId("chat-head");
const sign = h("span.panel-sign");
const title = h("h2.panel-title");
const about = h("p.panel-about");
const more = h("button.round", {
  type: "button", "aria-label": "Tindakan untuk obrolan ini", "aria-haspopup": "menu", hidden: true, onclick: chatMenu,
}, icon("more"));
let typing = false; // the bot has said that it is at work here
let typingTimer = 0;

/** Puts the frame into the page and keeps it true. */
export function mountScreens() {
  const back = h("button.round.back", {
    type: "button", "aria-label": "Kembali ke daftar obrolan", onclick: leaveChat,
  }, icon("back"));
  head.append(back, sign, h("div.panel-names", {}, title, about), more);
  for (const topic of ["chats", "people"]) subscribe(topic, draw);
  subscribe("route", stopTyping);
  subscribe("typing", showTyping);
  subscribe("message", ({ message }) => message.outgoing || stopTyping());
  subscribe("note", showNote);
  subscribe("connection", (there) => byId("connection").toggleAttribute("hidden", there));
  mountSwitches();
  draw();
}

function draw() {
  const { person, group, chat } = state.route;
  document.body.dataset.screen = chat !== null ? "chat" : person !== null || group !== null ? "chats" : "people";
  const entry = openChat();
  head.classList.toggle("vacant", chat === null);
  more.hidden = entry?.kind !== "private";
  if (!entry) {
    sign.replaceChildren();
    title.textContent = chat === null ? "" : "Obrolan";
    about.textContent = "";
    return;
  }
  const whole = groupById(entry.id);
  sign.replaceChildren(avatar(colourOf(entry), titleOf(entry), signOf(entry)));
  title.textContent = titleOf(entry);
  about.textContent = typing ? "mengetik …" : aboutChat(entry, whole);
}

function chatMenu() {
  const blocked = Boolean(openChat()?.blocked);
  openMenu(more, "Tindakan untuk obrolan", [
    { text: blocked ? "Buka blokir bot" : "Blokir bot", icon: "close", act: () => block(!blocked) },
  ]);
}

function aboutChat(entry, group) {
  if (entry.kind === "private") return entry.blocked ? "bot · diblokir" : "bot";
  const parts = [group?.forum && group.title, group && `${group.members.length} anggota`, observing() && "mengamati"];
  return parts.filter(Boolean).join(" · ");
}

function showTyping({ chat_id: chat, thread_id: thread }) {
  if (groupById(chat)?.forum && (thread ?? null) !== state.route.thread) return;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(stopTyping, TYPING);
  typing = true;
  draw();
}

function stopTyping() {
  clearTimeout(typingTimer);
  typing = false;
  draw();
}

function leaveChat() {
  navigate({ person: state.route.person, group: state.route.group });
}

function showNote() {
  byId("note").textContent = state.note;
  byId("note").hidden = !state.note;
}

function mountSwitches() {
  const limits = byId("limits");
  limits.addEventListener("change", async () => {
    try {
      await api.setLimits(limits.checked);
      toast(limits.checked ? LIMITS_ON : LIMITS_OFF);
    } catch (error) {
      limits.checked = !limits.checked;
      toast(error.message);
    }
  });
  subscribe("limits", () => {
    limits.checked = state.limits;
  });
  const tools = byId("tools-toggle");
  tools.addEventListener("click", () => {
    const opened = byId("tools").classList.toggle("open");
    tools.setAttribute("aria-expanded", String(opened));
  });
}
