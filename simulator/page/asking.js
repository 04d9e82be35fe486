// The dialogs that ask for what cannot be typed in one line: a place, a poll.

import { send } from "./actions.js";
import { h } from "./dom.js";
import { showDialog } from "./toast.js";

const PLACES = [
  ["Laut Arafura", -7.99, 131.27],
  ["Selat Malaka", 3.2, 100.45],
  ["Laut Natuna", 4.1, 108.25],
  ["Selat Makassar", -1.6, 118.4],
];

/** Asks for a position, somewhere at sea to begin with, and sends it. */
export function askLocation() {
  const latitude = coordinate("Lintang", 90);
  const longitude = coordinate("Bujur", 180);
  const set = ([, north, east]) => {
    latitude.value = north;
    longitude.value = east;
  };
  const places = h("div.chips", {}, PLACES.map((place) =>
    h("button.chip", { type: "button", text: place[0], onclick: () => set(place) })));
  set(PLACES[0]);
  ask("Kirim lokasi", [
    places,
    h("div.pair", {}, h("label", {}, "Lintang", latitude), h("label", {}, "Bujur", longitude)),
    h("p.hint", { text: "Derajat desimal; selatan dan barat bertanda minus." }),
  ], () => send({ location: { latitude: Number(latitude.value), longitude: Number(longitude.value) } }));
}

/** Asks for a question and its options, and sends the poll. */
export function askPoll() {
  const question = h("input", { type: "text", required: true, maxlength: "300", "aria-label": "Pertanyaan" });
  const options = h("textarea", { rows: "4", required: true, "aria-label": "Pilihan, satu per baris" });
  const lines = () => options.value.split("\n").map((line) => line.trim()).filter(Boolean);
  ask("Kirim jajak pendapat", [
    h("label", {}, "Pertanyaan", question), h("label", {}, "Pilihan, satu per baris", options),
  ], () => send({ poll: { question: question.value, options: lines() } }));
  question.focus();
}

/** A dialog with a title, fields and the buttons Batal and Kirim. */
export function ask(title, fields, act, after = () => {}) {
  const form = h("form.card-form", { method: "dialog" },
    h("h2", { text: title }), fields,
    h("div.actions", {},
      h("button.quiet", { type: "button", text: "Batal", onclick: () => dialog.close() }),
      h("button.primary", { type: "submit", text: "Kirim" })));
  const dialog = h("dialog.card", { "aria-label": title }, form);
  form.addEventListener("submit", act);
  dialog.addEventListener("close", after);
  showDialog(dialog);
}

function coordinate(name, largest) {
  return h("input", { type: "number", step: "any", min: -largest, max: largest, required: true, "aria-label": name });
}
