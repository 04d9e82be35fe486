// What can be done with a message: answer it, change one's own, copy its words.

import { changeText, send } from "./actions.js";
import { openMenu } from "./popup.js";
import { publish, state } from "./state.js";
import { toast } from "./toast.js";

/** What the composer is about to do with an earlier message: {kind: "reply"|"edit", message}, or null. */
export let intent = null;

/** Opens the menu of a message beside an element or a point. */
export function messageMenu(message, anchor) {
  if (!message || message.service) return;
  const words = message.text ?? message.caption;
  const writing = state.route.person !== null;
  const changeable = writing && message.outgoing && message.text;
  const items = [
    writing && { text: "Balas", icon: "reply", act: () => setIntent("reply", message) },
    changeable && { text: "Ubah", icon: "edit", act: () => setIntent("edit", message) },
    words && { text: "Salin teks", icon: "copy", act: () => copy(words) },
  ].filter(Boolean);
  if (items.length) openMenu(anchor, "Tindakan untuk pesan", items);
}

/** Begins to answer or to change a message; null ends it. */
export function setIntent(kind, message) {
  intent = kind ? { kind, message } : null;
  publish("intent");
}

/** Sends the composer's words as a new message, an answer or a change; gives true where it went. */
export function submit(text) {
  if (intent?.kind === "edit") return changeText(intent.message, text);
  return send({ text, ...(intent ? { reply_to: intent.message.id } : {}) });
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast("Teks disalin");
  } catch {
    toast("Peramban tidak mengizinkan penyalinan.");
  }
}
