// Shows a photo as large as the window allows. A click takes it to its own size and back; arrows leaf through the chat.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { state } from "./state.js";
import { showDialog } from "./toast.js";

/** Opens the photo of a message of the open chat. */
export function showPhoto(message) {
  const picture = h("img", { onclick: () => dialog.classList.toggle("zoomed") });
  const caption = h("p.lightbox-caption");
  const save = h("a.round", { "aria-label": "Unduh foto" }, icon("download"));
  const shut = h("button.round", {
    type: "button", "aria-label": "Tutup", onclick: () => dialog.close(),
  }, icon("close"));
  const dialog = h("dialog.lightbox", { "aria-label": "Foto" },
    h("div.lightbox-bar", {}, save, shut), h("div.lightbox-stage", {}, picture), caption);
  let shown = message;

  function show(one) {
    shown = one;
    dialog.classList.remove("zoomed");
    picture.src = one.photo.url;
    picture.alt = one.caption || "Foto";
    save.href = one.photo.url;
    save.download = `foto-${one.id}.jpg`;
    caption.textContent = one.caption ?? "";
  }
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const photos = [...state.messages.values()].filter((one) => one.photo).sort((one, other) => one.id - other.id);
    const next = photos[photos.findIndex((one) => one.id === shown.id) + step];
    if (next) show(next);
  });
  dialog.querySelector(".lightbox-stage").addEventListener("click", (event) => {
    if (event.target !== picture) dialog.close();
  });
  show(message);
  showDialog(dialog);
  shut.focus();
}
