// A small menu beside the thing that opened it: arrow keys move, Escape and a click elsewhere close.

import { arrowKeys, h } from "./dom.js";
import { icon } from "./icons.js";

const GAP = 6; // pixels between the menu and its anchor, and to the edge of the window
let close = () => {};

/**
 * Opens a menu; an open one is closed first.
 * @param {HTMLElement|{x: number, y: number}} anchor an element, or a point in the window
 * @param {string} label what a screen reader calls the menu
 * @param {Array<{text: string, detail?: string, icon?: string, act: () => void, disabled?: boolean}>} items
 * @param {Node} [footer] something below the items, such as a field
 */
export function openMenu(anchor, label, items, footer = null) {
  const same = close.anchor === anchor;
  close();
  if (same) return;
  const before = document.activeElement;
  const menu = h("div.popup", { role: "menu", "aria-label": label }, items.map(entry), footer);
  arrowKeys(menu, "[role=menuitem]:not(:disabled)");

  function onPointer(event) {
    if (!menu.contains(event.target) && !(anchor instanceof Element && anchor.contains(event.target))) close();
  }
  function onKey(event) {
    if (event.key !== "Escape" && event.key !== "Tab") return;
    if (event.key === "Tab" && footer) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  }
  close = () => {
    close = () => {};
    document.removeEventListener("pointerdown", onPointer, true);
    const focused = menu.contains(document.activeElement);
    menu.remove();
    if (anchor instanceof Element) anchor.setAttribute("aria-expanded", "false");
    if (focused) before?.focus();
  };
  close.anchor = anchor;

  document.addEventListener("pointerdown", onPointer, true);
  menu.addEventListener("keydown", onKey);
  document.body.append(menu);
  place(menu, anchor);
  if (anchor instanceof Element) anchor.setAttribute("aria-expanded", "true");
  menu.querySelector("[role=menuitem]:not(:disabled)")?.focus();
}

/** Closes whatever menu is open. */
export function closeMenu() {
  close();
}

function entry(item) {
  const act = () => {
    close();
    item.act();
  };
  return h("button.popup-item", { type: "button", role: "menuitem", disabled: item.disabled, onclick: act },
    item.icon && icon(item.icon),
    h("span.popup-text", { text: item.text }),
    item.detail && h("span.popup-detail", { text: item.detail }));
}

function place(menu, anchor) {
  const box = anchor instanceof Element
    ? anchor.getBoundingClientRect()
    : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y };
  const { width, height } = menu.getBoundingClientRect();
  const below = box.bottom + GAP + height <= innerHeight - GAP;
  const top = below ? box.bottom + GAP : Math.max(GAP, box.top - GAP - height);
  const left = box.left + width <= innerWidth - GAP ? box.left : box.right - width;
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
}
