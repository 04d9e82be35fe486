// The drawer "Di kabel": each Bot API request and its answer, newest first, as they crossed the wire.

import * as api from "./api.js";
import { byId, h, settled } from "./dom.js";
import { icon } from "./icons.js";
import { subscribe } from "./state.js";
import { hour, instant } from "./time.js";
import { toast } from "./toast.js";
import { loadFaults, troubleControls } from "./trouble.js";

const MOST = 400; // rows kept in the page

const host = byId("wire");
const list = h("ol.wire-list");
const nothing = h("p.empty", { text: "Belum ada permintaan." });
const choice = h("select", { "aria-label": "Saring menurut metode", onchange: filter });
const methods = new Set();
let entries = []; // newest first
let last = 0; // highest sequence seen

/** Fills the drawer, which stays closed until its button is pressed. */
export function mountWire() {
  const clear = h("button.chip", { type: "button", text: "Bersihkan", onclick: empty });
  const shut = h("button.round", { type: "button", "aria-label": "Tutup Di kabel", onclick: toggle }, icon("close"));
  host.append(
    h("header.panel-head", {}, h("div.panel-names", {}, h("h2.panel-title", { text: "Di kabel" }),
      h("p.panel-about", { text: "Permintaan dan jawaban Bot API" })), shut),
    troubleControls(),
    h("div.wire-tools", {}, choice, clear),
    h("div.scroll", {}, list, nothing));
  host.addEventListener("keydown", (event) => event.key === "Escape" && toggle());
  byId("wire-toggle").addEventListener("click", toggle);
  subscribe("wire", (entry) => host.hidden || add([entry]));
  subscribe("missed", () => host.hidden || fetchLog());
  offerMethods();
}

function toggle() {
  const opening = host.hidden;
  host.hidden = !opening;
  byId("wire-toggle").setAttribute("aria-expanded", String(opening));
  document.body.classList.toggle("wire-open", opening);
  if (opening) {
    fetchLog();
    loadFaults();
  }
  (opening ? choice : byId("wire-toggle")).focus();
}

/** Fetches what crossed the wire since the newest entry that is known. */
async function fetchLog() {
  try {
    add(await api.log(last));
  } catch (error) {
    toast(error.message);
  }
}

function add(found) {
  const known = new Set(entries.map((entry) => entry.sequence));
  const added = found.filter((entry) => entry.method && !known.has(entry.sequence));
  if (!added.length) return;
  entries = [...added, ...entries].sort((one, other) => other.sequence - one.sequence).slice(0, MOST);
  last = Math.max(last, entries[0].sequence);
  for (const { method } of added) methods.add(method);
  draw();
}

function empty() {
  entries = [];
  draw();
}

const draw = settled(() => {
  if (choice.options.length !== methods.size + 1) offerMethods();
  const kept = new Map([...list.children].map((row) => [row.dataset.sequence, row]));
  list.replaceChildren(...entries.map((entry) => kept.get(String(entry.sequence)) ?? drawEntry(entry)));
  filter();
}, 50);

function offerMethods() {
  const chosen = choice.value;
  const options = [...methods].sort().map((method) => h("option", { value: method, text: method }));
  choice.replaceChildren(h("option", { value: "", text: "Semua metode" }), ...options);
  choice.value = chosen;
}

function filter() {
  for (const row of list.children) row.hidden = choice.value !== "" && row.dataset.method !== choice.value;
  nothing.hidden = [...list.children].some((row) => !row.hidden);
}

function drawEntry(entry) {
  const good = entry.status > 0 && entry.status < 400;
  const summary = h("summary", {},
    h("span.wire-status", { class: good ? "good" : "bad", text: entry.status ? String(entry.status) : "putus" }),
    h("span.wire-method", { text: entry.method }),
    h("span.wire-chat", { text: entry.parameters?.chat_id ?? "" }),
    h("span.wire-time", { text: `${hour(instant(entry.at))} · ${milliseconds(entry.seconds)}` }));
  const details = h("details", {}, summary);
  details.addEventListener("toggle", () => details.append(...body(entry)), { once: true });
  return h("li.wire-entry", { "data-sequence": entry.sequence, "data-method": entry.method }, details);
}

/** The JSON of an entry; made only when somebody opens it. */
function body(entry) {
  const answer = entry.result ?? entry.description;
  return [
    h("h3", { text: "Permintaan" }), h("pre", { text: json(entry.parameters ?? {}) }),
    answer !== undefined && h("h3", { text: "Jawaban" }), answer !== undefined && h("pre", { text: json(answer) }),
  ].filter(Boolean);
}

function milliseconds(seconds) {
  return `${(seconds * 1000).toLocaleString("id-ID", { maximumFractionDigits: 1 })} ms`;
}

function json(value) {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
