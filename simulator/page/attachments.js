// What can be sent besides words: a photo, a document, a position, and the stand-ins for a sticker and a voice message.

import { send } from "./actions.js";
import { ask, askLocation, askPoll } from "./asking.js";
import { h } from "./dom.js";
import { openMenu } from "./popup.js";
import { toast } from "./toast.js";

const LARGEST = 20e6; // bytes; what a bot may download
const LARGEST_ALBUM = 10;

/** Opens the choice of what to attach. */
export function attachMenu(anchor) {
  openMenu(anchor, "Lampirkan", [
    { text: "Foto", icon: "photo", act: () => pick("image/*", "photo") },
    { text: "Dokumen", icon: "file", act: () => pick("", "document") },
    { text: "Lokasi", icon: "pin", act: askLocation },
    { text: "Jajak pendapat", icon: "poll", act: askPoll },
    { text: "Stiker contoh", icon: "sticker", act: () => send({ sticker: true }) },
    { text: "Pesan suara contoh", icon: "voice", act: () => send({ voice: true }) },
  ]);
}

/** Shows what was chosen before it leaves: one file, or several pictures or documents as an album. */
export function offerFiles(files, kind = null) {
  const chosen = [...files].slice(0, LARGEST_ALBUM);
  const pictures = chosen.every((file) => file.type.startsWith("image/"));
  const as = kind ?? (pictures ? "photo" : "document");
  if (chosen.some((file) => file.size > LARGEST)) {
    toast("Berkas lebih besar dari 20 MB. Pilih yang lebih kecil.");
    return;
  }
  const addresses = as === "photo" ? chosen.map((file) => URL.createObjectURL(file)) : [];
  const caption = h("input", {
    type: "text", placeholder: "Keterangan (boleh kosong)", "aria-label": "Keterangan", maxlength: "1024",
  });
  ask(titleFor(as, chosen.length), [previews(chosen, addresses), caption], async () => {
    const items = await Promise.all(chosen.map(async (file) => ({ [as]: await enclosure(file) })));
    items[0].caption = caption.value.trim() || undefined;
    await send(items.length > 1 ? { album: items } : items[0]);
  }, () => addresses.forEach(URL.revokeObjectURL));
  caption.focus();
}

function titleFor(kind, count) {
  const what = kind === "photo" ? "foto" : "dokumen";
  return count > 1 ? `Kirim album, ${count} ${what}` : `Kirim ${what}`;
}

function previews(files, addresses) {
  if (!addresses.length) return files.map((file) => h("p.preview-name", { text: file.name }));
  return h("div.previews", {}, files.map((file, at) => h("img.preview", { src: addresses[at], alt: file.name })));
}

async function enclosure(file) {
  return { name: file.name, mime: file.type || undefined, data: await base64(file) };
}

function pick(accept, kind) {
  const input = h("input", { type: "file", accept, multiple: true, "aria-label": kind });
  input.addEventListener("change", () => input.files.length && offerFiles(input.files, kind));
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
