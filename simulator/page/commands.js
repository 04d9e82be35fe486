// The bot's command menu as the chosen person has it in the open chat: a button, and suggestions after a typed slash.

import { sendCommand } from "./actions.js";
import * as api from "./api.js";
import { arrowKeys, h } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./popup.js";
import { chatBot, state, subscribe } from "./state.js";
import { toast } from "./toast.js";

let known = { key: "", commands: [] };

/** A button that opens the menu; a tapped command is sent. */
export function commandsButton() {
  const button = h("button.round.commands", {
    type: "button", "aria-label": "Menu perintah", "aria-haspopup": "menu", onclick: () => open(button),
  }, icon("menu"));
  subscribe("menu", () => {
    known = { key: "", commands: [] };
  });
  return button;
}

/**
 * Shows the commands that begin as the person types; hides the list where none fits.
 * @param {HTMLElement} host
 * @param {string} text what was typed
 * @param {(command: string) => void} choose
 */
export async function suggestCommands(host, text, choose) {
  const wanted = /^\/(\w*)$/.exec(text)?.[1];
  if (wanted === undefined) {
    host.hidden = true;
    return;
  }
  const fitting = (await load()).filter(({ command }) => command.startsWith(wanted.toLowerCase()));
  host.hidden = fitting.length === 0;
  host.replaceChildren(...fitting.map(({ command, description }) =>
    h("button.suggestion", { type: "button", role: "option", onclick: () => choose(`/${command}`) },
      h("strong", { text: `/${command}` }), h("span", { text: description }))));
  if (!host.dataset.keys) arrowKeys(host, "button");
  host.dataset.keys = "on";
}

async function open(button) {
  const commands = await load();
  if (!commands.length) {
    toast("Bot belum memasang menu untuk orang ini.");
    return;
  }
  openMenu(button, "Menu perintah", commands.map(({ command, description }) => ({
    text: `/${command}`, detail: description, act: () => sendCommand(`/${command}`),
  })));
}

async function load() {
  const { person, chat } = state.route;
  const bot = chatBot();
  const key = `${person}/${chat}/${bot}`;
  if (known.key === key) return known.commands;
  try {
    known = { key, commands: await api.menuOf(person, chat, bot) };
  } catch (error) {
    toast(error.message);
    return [];
  }
  return known.commands;
}
