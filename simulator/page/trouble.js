// In the panel: faults to order, what is still to come of them, and the clock that can be stopped.

import * as api from "./api.js";
import { h } from "./dom.js";
import { state, subscribe } from "./state.js";
import { acceptClock } from "./sync.js";
import { toast } from "./toast.js";

const KINDS = [
  ["refuse", "Panggilan ditolak"], ["lose", "Terjadi, tetapi dijawab galat"], ["delay", "Jawaban terlambat"],
  ["cut", "Sambungan putus sebelum terjadi"], ["cut_after", "Sambungan putus sesudah terjadi"],
  ["hang", "getUpdates menggantung"], ["twice", "Pembaruan datang dua kali"], ["swap", "Pembaruan bertukar urutan"],
];
const CODES = [[429, "429 terlalu cepat"], [500, "500"], [502, "502"], [403, "403"]];
const NEEDS = { refuse: ["code", "method"], lose: ["code", "method"], delay: ["seconds", "method"],
  cut: ["method"], cut_after: ["method"], hang: [], twice: [], swap: [] };

const kind = h("select", { "aria-label": "Jenis gangguan", onchange: fit }, KINDS.map(option));
const code = h("select", { "aria-label": "Kode galat" }, CODES.map(option));
const method = h("input", { type: "text", placeholder: "semua metode", "aria-label": "Metode", autocomplete: "off" });
const seconds = number("Detik", 30, { min: 0, step: "any" });
const times = number("Berapa kali", 1, { min: 1 });
const chance = number("Peluang dalam persen", 100, { min: 1, max: 100 });
const coming = h("ol.trouble-list", { "aria-label": "Gangguan yang akan terjadi" });
const clear = h("button.chip", { type: "button", text: "Cabut semua", onclick: () => order({}) });
const freeze = h("input", { type: "checkbox", role: "switch", onchange: stopClock });
const labels = { code: label("Kode", code), method: label("Metode", method), seconds: label("Detik", seconds) };

/** The controls, folded away until somebody wants them. */
export function troubleControls() {
  const form = h("form.trouble-form", { onsubmit: submitted },
    label("Gangguan", kind), labels.code, labels.method, labels.seconds,
    label("Kali", times), label("Peluang %", chance),
    h("div.trouble-actions", {}, h("button.chip", { type: "submit", text: "Pasang" }), clear));
  const clock = h("label.switch", {}, freeze, h("span", { text: "Hentikan jam" }));
  subscribe("faults", show);
  subscribe("clock", () => {
    freeze.checked = Boolean(state.clock?.frozen);
  });
  fit();
  show();
  return h("details.trouble", {}, h("summary", { text: "Gangguan dan jam" }), clock, form, coming);
}

/** Asks the simulator what is still to come. */
export async function loadFaults() {
  state.faults = await api.faults().catch(() => state.faults);
  show();
}

function fit() {
  const needed = NEEDS[kind.value];
  for (const [name, element] of Object.entries(labels)) element.hidden = !needed.includes(name);
}

function submitted(event) {
  event.preventDefault();
  const needed = NEEDS[kind.value];
  const fault = { kind: kind.value, times: Number(times.value), chance: Number(chance.value) / 100 };
  if (needed.includes("code")) fault.code = Number(code.value);
  if (needed.includes("method") && method.value.trim()) fault.method = method.value.trim();
  if (needed.includes("seconds")) fault.seconds = Number(seconds.value);
  order(fault);
}

async function order(fault) {
  try {
    await api.orderFault(fault);
  } catch (error) {
    toast(error.message);
  }
}

async function stopClock() {
  try {
    acceptClock(await api.moveClock({ frozen: freeze.checked }));
  } catch (error) {
    freeze.checked = !freeze.checked;
    toast(error.message);
  }
}

function show() {
  clear.disabled = state.faults.length === 0;
  coming.replaceChildren(...state.faults.map((fault) => h("li", { text: told(fault) })));
}

function told(fault) {
  const name = KINDS.find(([value]) => value === fault.kind)?.[1] ?? fault.kind;
  const left = fault.times === undefined ? "selalu" : `${fault.times - fault.happened}×`;
  const erring = ["refuse", "lose"].includes(fault.kind) && fault.code;
  const parts = [name, erring, fault.method, fault.chance < 1 && `${Math.round(fault.chance * 100)}%`, left];
  return parts.filter(Boolean).join(" · ");
}

function option([value, text]) {
  return h("option", { value, text });
}

function number(name, value, limits) {
  return h("input", { type: "number", value, required: true, "aria-label": name, ...limits });
}

function label(text, control) {
  return h("label", {}, h("span", { text }), control);
}
