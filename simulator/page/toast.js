// Short words that pass: notices at the lower edge, alerts that somebody must read, and what a screen reader says.

import { byId, h } from "./dom.js";

const SHOWN = 4000; // milliseconds

/** Shows a short notice. */
export function toast(text) {
  if (!text) return;
  const notice = h("p.toast", { text });
  place();
  byId("toasts").append(notice);
  setTimeout(() => notice.remove(), SHOWN);
}

/** Above the composer of the open chat, or near the lower edge of the window where no chat is in sight. */
function place() {
  const host = byId("toasts");
  const chat = byId("messages").getBoundingClientRect();
  const seen = chat.width > 0;
  host.style.left = seen ? `${chat.left + chat.width / 2}px` : "50%";
  host.style.bottom = seen ? `${innerHeight - chat.bottom + 14}px` : "24px";
}

/** Shows a sentence that stays until it is closed, as Telegram does for `show_alert`. */
export function alertDialog(text) {
  const dialog = h("dialog.card.alert", { "aria-label": "Pemberitahuan dari bot" },
    h("p.alert-text", { text }),
    h("form.actions", { method: "dialog" }, h("button.primary", { text: "Tutup", autofocus: true })));
  showDialog(dialog);
}

/** Opens a <dialog> above everything and takes it out of the page once closed. A click beside it closes it. */
export function showDialog(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Lets a screen reader say a sentence. */
export function announce(text) {
  byId("announcer").textContent = text;
}
