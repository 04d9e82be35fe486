// The bar on top: the simulated date and hour in Indonesia's three zones, and the buttons that move them forward.

import * as api from "./api.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { closeMenu, openMenu } from "./popup.js";
import { simulatedNow, state, subscribe } from "./state.js";
import { acceptClock } from "./sync.js";
import { dayNumber, hour, longDate, nextAt, shortDate, ZONES } from "./time.js";
import { toast } from "./toast.js";

const HOURS = ["15.00", "18.00", "19.30", "20.05", "21.00", "07.00"];
const TICK = 1000; // milliseconds
const MINUTE = 60;
const DAY = 86400;

const date = h("span.date");
const brief = h("span.date-brief");
const hours = ZONES.map(([zone]) => h("span.zone", {}, h("span.hour"), ` ${zone}`));
const waiting = h("span.preparing", { role: "status", hidden: true },
  h("span.spinner", { "aria-hidden": "true" }), "Menyiapkan…");
const toHour = h("button.chip", { type: "button", "aria-haspopup": "menu", onclick: chooseHour }, "Ke pukul …");
const buttons = [
  forward("+10 menit", 10 * MINUTE),
  forward("+1 jam", 60 * MINUTE),
  toHour,
  forward("Besok", DAY, "Hari berikutnya, pada jam yang sama"),
];
let pending = 0; // requests under way

/** Puts the clock into the page and lets it run. */
export function mountClock() {
  byId("clock").append(icon("clock"), h("div.face-of-clock", {}, date, brief, h("span.zones", {}, hours)), waiting);
  byId("clock-buttons").append(...buttons);
  subscribe("clock", show);
  subscribe("busy", showBusy);
  setInterval(show, TICK);
}

function forward(text, seconds, title = null) {
  return h("button.chip", { type: "button", text, title, onclick: () => move({ advance: seconds }) });
}

function show() {
  if (!state.clock) return;
  const now = simulatedNow();
  write(date, longDate(now));
  write(brief, shortDate(now));
  hours.forEach((zone, index) => write(zone.firstChild, hour(now, ZONES[index][1])));
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function showBusy() {
  const busy = state.busy || pending > 0;
  waiting.hidden = !busy;
  for (const button of buttons) button.disabled = busy;
}

async function move(how) {
  pending += 1;
  showBusy();
  try {
    acceptClock(await api.moveClock(how));
  } catch (error) {
    toast(error.message);
  }
  pending -= 1;
  showBusy();
}

function chooseHour() {
  const go = (text) => move({ to: nextAt(text, simulatedNow()) });
  const items = HOURS.map((text) => ({ text, detail: dayWord(text), act: () => go(text) }));
  const field = h("input", {
    type: "text", inputmode: "numeric", placeholder: "16.30", size: "6", required: true, autocomplete: "off",
    pattern: "([01]?\\d|2[0-3])[.:][0-5]\\d", title: "Jam dan menit, seperti 16.30", "aria-label": "Jam lain, WIB",
  });
  const form = h("form.popup-form", {}, field, h("button.chip", { type: "submit", text: "Ke jam ini" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    closeMenu();
    go(field.value);
  });
  openMenu(toHour, "Ke pukul (WIB)", items, form);
}

function dayWord(text) {
  const now = simulatedNow();
  return dayNumber(nextAt(text, now)) === dayNumber(now) ? "hari ini" : "besok";
}
