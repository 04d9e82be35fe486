// What can be sent besides words: a photo, a document, a position, and the stand-ins for a sticker and a voice message.

import { send } from "./actions.js";
import { h } from "./dom.js";
import { openMenu } from "./popup.js";
import { showDialog, toast } from "./toast.js";

const LARGEST = 20e6; // bytes; what a bot may download
const PLACES = [
  ["Laut Arafura", -7.99, 131.27],
  ["Selat Malaka", 3.2, 100.45],
  ["Laut Natuna", 4.1, 108.25],
  ["Selat Makassar", -1.6, 118.4],
];

/** Opens the choice of what to attach. */
export function attachMenu(anchor) {
  openMenu(anchor, "Lampirkan", [
    { text: "Foto", icon: "photo", act: () => pick("image/*", "photo") },
    { text: "Dokumen", icon: "file", act: () => pick("", "document") },
    { text: "Lokasi", icon: "pin", act: askLocation },
    { text: "Stiker contoh", icon: "sticker", act: () => send({ sticker: true }) },
    { text: "Pesan suara contoh", icon: "voice", act: () => send({ voice: true }) },
  ]);
}

/** Shows a file before it leaves, with a field for its caption. A picture goes as a photo unless `kind` says no. */
export function offerFile(file, kind = file.type.startsWith("image/") ? "photo" : "document") {
  if (file.size > LARGEST) {
    toast("Berkas lebih besar dari 20 MB. Pilih yang lebih kecil.");
    return;
  }
  const address = kind === "photo" ? URL.createObjectURL(file) : null;
  const caption = h("input", {
    type: "text", placeholder: "Keterangan (boleh kosong)", "aria-label": "Keterangan", maxlength: "1024",
  });
  const title = kind === "photo" ? "Kirim foto" : "Kirim dokumen";
  const preview = address
    ? h("img.preview", { src: address, alt: file.name })
    : h("p.preview-name", { text: file.name });
  ask(title, [preview, caption], async () => {
    const data = await base64(file);
    const enclosure = { name: file.name, mime: file.type || undefined, data };
    await send({ [kind]: enclosure, caption: caption.value.trim() || undefined });
  }, () => address && URL.revokeObjectURL(address));
  caption.focus();
}

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

function coordinate(name, largest) {
  return h("input", { type: "number", step: "any", min: -largest, max: largest, required: true, "aria-label": name });
}

/** A dialog with a title, fields and the buttons Batal and Kirim. */
function ask(title, fields, act, after = () => {}) {
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

function pick(accept, kind) {
  const input = h("input", { type: "file", accept, "aria-label": kind });
  input.addEventListener("change", () => input.files[0] && offerFile(input.files[0], kind));
  input.click();
}

async function base64(file) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(",") + 1);
}
