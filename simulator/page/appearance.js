// Light or dark: as the system says, unless the person chose; the choice stays in this browser.

import { byId } from "./dom.js";
import { openMenu } from "./popup.js";

const KEY = "simulator-appearance";
const CHOICES = [["", "Ikut sistem"], ["light", "Terang"], ["dark", "Gelap"]];

/** Applies the remembered choice and fills the button that changes it. */
export function mountAppearance() {
  apply(localStorage.getItem(KEY) ?? "");
  const button = byId("appearance");
  button.addEventListener("click", () => openMenu(button, "Tampilan", CHOICES.map(([value, text]) => ({
    text, detail: value === current() ? "✓" : "", act: () => choose(value),
  }))));
}

function current() {
  return document.documentElement.dataset.appearance ?? "";
}

function choose(value) {
  localStorage.setItem(KEY, value);
  apply(value);
}

function apply(value) {
  if (value) document.documentElement.dataset.appearance = value;
  else delete document.documentElement.dataset.appearance;
}
