// What the chosen person does in the open chat: send, tap, follow a link. Failures are told as a notice.

import * as api from "./api.js";
import { botOf, chatBot, groupById, navigate, observing, publish, state } from "./state.js";
import { accept, loadChats } from "./sync.js";
import { alertDialog, toast } from "./toast.js";

const ANSWER_WAIT = 30; // seconds until the page says that the bot has not answered
const tapping = new Set(); // keys of the buttons whose tap waits for an answer

/** Sends something from the chosen person to the open chat; gives true where it went. */
export async function send(content) {
  const { person, chat, thread } = state.route;
  const place = { chat_id: chat, bot: chatBot(), ...(thread === null ? {} : { thread_id: thread }) };
  return sendTo({ from: person, ...place, ...content });
}

/** Sends a command; in a group the bot's name is put behind it, as Telegram does. */
export function sendCommand(text) {
  if (observing() || state.route.person === null) return;
  const [bot] = state.bots;
  const name = groupById(state.route.chat) && bot && !text.includes("@") ? `@${bot.username}` : "";
  send({ text: text + name });
}

/** Blocks the bot for the chosen person, or lets it write again. */
export async function block(blocked) {
  try {
    await api.block(state.route.person, chatBot(), blocked);
    await loadChats();
  } catch (error) {
    toast(error.message);
  }
}

/** Changes a text that the chosen person wrote; gives true where it worked. */
export async function changeText(message, text) {
  return attempt(() => api.edit({ ...about(message), text }));
}

/** Chooses in a poll: the places of the options, none to take the vote back. */
export async function vote(message, options) {
  return attempt(() => api.vote({ ...about(message), options }));
}

/** Whether the tap of this button still waits for the bot. */
export function isTapping(message, data) {
  return tapping.has(keyOf(message, data));
}

/** Taps an inline button and shows the bot's answer. */
export async function tap(message, data) {
  const key = keyOf(message, data);
  if (tapping.has(key)) return;
  tapping.add(key);
  publish("tapping", message.id);
  try {
    const query = await api.tap({ ...about(message), data });
    showAnswer(await api.answerTo(query, ANSWER_WAIT));
  } catch (error) {
    toast(error.message);
  }
  tapping.delete(key);
  publish("tapping", message.id);
}

/**
 * Follows a link inside the page where it leads to a bot of this simulator: `https://t.me/<bot>?start=TOKEN` sends
 * `/start TOKEN` from the chosen person.
 * @returns {boolean} false where the browser should open it
 */
export function openLink(url) {
  const target = botLink(url);
  if (!target) return false;
  if (state.route.person === null) {
    toast("Pilih dulu siapa Anda, lalu buka tautan ini.");
    return true;
  }
  // A private chat has the id of its person, as in Telegram.
  const { person } = state.route;
  navigate({ person, chat: person, bot: botOf({ bot: target.bot.id }) });
  if (target.token !== null) attempt(() => api.open(person, url));
  return true;
}

function showAnswer(answer) {
  if (!answer.answered) toast("Bot belum menjawab ketukan ini.");
  else if (answer.url) openLink(answer.url);
  else if (answer.text && answer.alert) alertDialog(answer.text);
  else if (answer.text) toast(answer.text);
}

async function sendTo(message) {
  return attempt(() => api.send(message));
}

async function attempt(act) {
  try {
    accept(await act());
    return true;
  } catch (error) {
    toast(error.message);
    return false;
  }
}

/** Who does something to which message. */
function about(message) {
  return { from: state.route.person, chat_id: message.chat_id, bot: message.bot, message_id: message.id };
}

function botLink(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  const name = url.protocol === "tg:" ? url.searchParams.get("domain") : url.pathname.slice(1);
  const here = url.protocol === "tg:" || ["t.me", "telegram.me", "www.t.me"].includes(url.hostname);
  const bot = here && state.bots.find((one) => one.username?.toLowerCase() === name?.toLowerCase());
  return bot ? { bot, token: url.searchParams.get("start") } : null;
}

function keyOf(message, data) {
  return `${message.chat_id}/${message.id}/${data}`;
}
