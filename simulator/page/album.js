// Draws an album: several pictures or files that were sent together stand in one bubble, under its first message.

import { h } from "./dom.js";
import { state } from "./state.js";

/** The messages of an album that stand in the open chat, oldest first. */
export function membersOf(album) {
  return [...state.messages.values()].filter((one) => one.album === album).sort((one, other) => one.id - other.id);
}

/** Whether a message is shown by another one: the first of its album. */
export function shownByAnother(message) {
  return Boolean(message.album) && membersOf(message.album)[0]?.id !== message.id;
}

/** The caption of an album: that of the only message that has one. */
export function albumCaption(members) {
  const captioned = members.filter((one) => one.caption);
  return captioned.length === 1 ? captioned[0] : null;
}

/**
 * @param {object[]} members
 * @param {(message: object) => HTMLElement} draw draws the picture or the file of one
 * @returns {HTMLElement}
 */
export function albumGrid(members, draw) {
  const pictures = members.every((one) => one.photo);
  return h("div.album", {
    class: pictures ? "pictures" : "files", role: "group", "aria-label": `Album, ${members.length} bagian`,
    "data-count": members.length,
  }, members.map(draw));
}
