// A round sign for a person, a bot or a group: initials on a colour that always belongs to the same id.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const TINTS = 8;

/** The class of the colour that belongs to an id. */
export function tint(id) {
  return `tint-${Math.abs(Number(id)) % TINTS}`;
}

/**
 * @param {number} id
 * @param {string} name
 * @param {string} [sign] an icon in place of the initials
 * @returns {HTMLElement}
 */
export function avatar(id, name, sign) {
  return h("span.avatar", { class: tint(id), "aria-hidden": "true" }, sign ? icon(sign) : initials(name));
}

function initials(name) {
  const words = name.split(/[\s.]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("") || "?";
}
