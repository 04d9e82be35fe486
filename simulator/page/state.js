// What the page knows now, where it is (kept in the address after #), and who wants to hear of a change.

/** The single copy of what was loaded. Only sync.js writes to it; every other module reads. */
export const state = {
  loaded: false,
  bots: [],
  people: [],
  groups: [],
  clock: null, // {now, frozen, at}: `at` is the browser's clock when `now` was true
  limits: false,
  note: "",
  busy: false,
  sequence: 0, // of the newest change that was known when the world was loaded
  faults: [], // those that are still to come
  chats: null, // null while they load
  messages: new Map(), // of the open chat, by id
  messagesLoaded: false,
  earlier: false, // there may be older messages than those loaded
  unreadFrom: null, // id of the first message that was unread when the chat was opened
  route: { person: null, group: null, chat: null, bot: null, thread: null },
};

const listeners = new Map();

/** Calls `act(detail)` whenever `topic` is published. */
export function subscribe(topic, act) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(act);
}

/** Tells everyone who subscribed to `topic`. */
export function publish(topic, detail) {
  for (const act of listeners.get(topic) ?? []) act(detail);
}

/**
 * Goes somewhere; the browser's own back button returns.
 * @param {{person?: number, group?: number, chat?: number, bot?: number, thread?: number}} route what is left out is none
 * @param {{replace?: boolean}} [options] replace: without an entry in the history
 */
export function navigate(route, { replace = false } = {}) {
  const present = Object.entries(route).filter(([, value]) => value !== null && value !== undefined);
  const hash = `#${new URLSearchParams(present)}`;
  if (hash === location.hash || (hash === "#" && !location.hash)) return;
  history[replace ? "replaceState" : "pushState"](null, "", hash);
  readRoute();
}

/** Reads the address and publishes "route" with the route before. */
export function readRoute() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const before = state.route;
  state.route = Object.fromEntries(Object.keys(before).map((name) => [name, number(parameters, name)]));
  publish("route", before);
}

function number(parameters, name) {
  const text = parameters.get(name);
  return text !== null && /^-?\d+$/.test(text) ? Number(text) : null;
}

export const personById = (id) => state.people.find((person) => person.id === id);
export const groupById = (id) => state.groups.find((group) => group.id === id);

/** The open chat as the chat list shows it, or undefined. */
export function openChat() {
  const { chat, bot, thread } = state.route;
  const fits = (entry) => entry.id === chat && (entry.thread_id ?? null) === thread && (bot ?? entry.bot) === entry.bot;
  return state.chats?.find(fits);
}

/** The bot of the open private chat, null elsewhere: with several bots, a person has as many chats with one id. */
export function chatBot() {
  return openChat()?.bot ?? state.route.bot;
}

/** Whether something happened in the open chat. */
export function isOpen({ chat_id: chat, bot }) {
  const here = chatBot();
  return chat === state.route.chat && (here === null || (bot ?? here) === here);
}

/** How the address names the bot of a private chat: not at all where there is only one. */
export function botOf(entry) {
  return state.bots.length > 1 ? entry.bot : null;
}

/** What a chat or one topic of a forum is called. */
export function titleOf(entry) {
  if (!groupById(entry.id)?.forum) return entry.title;
  return (entry.thread_id ?? null) === null ? "General" : (entry.topic ?? entry.title);
}

/** The id whose colour a chat wears. */
export function colourOf(entry) {
  return (entry.bot ?? entry.id) + (entry.thread_id ?? 0);
}

/** The icon of a chat that is not private: of a topic or of a group. */
export function signOf(entry) {
  if (entry.kind === "private") return null;
  return groupById(entry.id)?.forum ? "topic" : "group";
}

/** True where somebody looks at a group without being one of its members. */
export function observing() {
  return state.route.group !== null && state.route.person === null;
}

/** Unix seconds on the simulated clock, now. */
export function simulatedNow() {
  if (!state.clock) return Date.now() / 1000;
  const passed = state.clock.frozen ? 0 : (performance.now() - state.clock.at) / 1000;
  return state.clock.now + passed;
}

/** A person's whole name. */
export function nameOf(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ") || String(person.id);
}
