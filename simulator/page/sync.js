// Keeps state.js equal to the simulator: loads what the address asks for, and follows the events.

import * as api from "./api.js";
import { settled } from "./dom.js";
import { listen } from "./events.js";
import { chatBot, groupById, isOpen, openChat, personById, publish, state, subscribe } from "./state.js";
import { toast } from "./toast.js";

const PAGE = 100; // messages loaded at once
let stop = () => {};
let limit = PAGE;
let conversation = 0; // rises with each opened chat, so that late answers for an earlier one are dropped
let chatsReady = Promise.resolve(); // the chats of whoever is chosen are loading, or there
let listener; // whose events are heard: a person's id, null for everybody's, undefined while there is no stream

/**
 * Follows the address. Called before any other part listens to "route", so that nobody draws one person's chats under
 * another's name.
 */
export function followRoute() {
  subscribe("route", follow);
}

/** Loads everything that the address asks for. */
export async function start() {
  document.addEventListener("visibilitychange", visibility);
  await loadWorld();
  follow({ person: null, group: null, chat: null, bot: null, thread: null });
}

/** Loads older messages of the open chat. */
export async function loadEarlier() {
  limit += 2 * PAGE;
  await loadMessages();
}

/** Puts in a message that a call just gave back, without waiting for its event. */
export function accept(message) {
  const { thread, person } = state.route;
  if (!message || !isOpen(message) || !inThread(message, thread)) return;
  for (const other of message.all ?? []) if (other.id !== message.id) accept(other);
  const known = state.messages.get(message.id);
  if (known && known.sequence > message.sequence) return;
  message.outgoing = person !== null && message.sender?.id === person;
  state.messages.set(message.id, message);
  publish("message", { message, isNew: !known });
}

/** Sets the clock as the simulator told it. */
export function acceptClock(clock) {
  if (typeof clock?.now !== "number") return;
  state.clock = { ...clock, at: performance.now() };
  publish("clock");
}

/** Tells the simulator that the open chat has been seen, where it has been. */
export const markRead = settled(async () => {
  const { person, chat, thread } = state.route;
  if (person === null || chat === null || document.hidden || !openChat()?.unread) return;
  await api.messagesOf(chat, person, thread, 1, chatBot()).catch(() => null);
  await loadChats();
}, 250);

async function loadWorld() {
  try {
    const world = await api.world();
    Object.assign(state, { bots: world.bots, people: world.people, groups: world.groups, loaded: true });
    state.limits = world.limits.on;
    state.sequence = world.sequence;
    state.note = world.note ?? "";
    acceptClock(world.clock);
    publish("people");
    publish("note");
    publish("limits");
  } catch (error) {
    toast(error.message);
  }
}

function follow(before) {
  const { person, group, chat, bot, thread } = state.route;
  listenAs(personById(person) ? person : null);
  if (person !== before.person || group !== before.group) {
    state.chats = null;
    publish("chats");
    chatsReady = loadChats();
  }
  if (person !== before.person || chat !== before.chat || bot !== before.bot || thread !== before.thread) open();
}

/** Hears one person's events, or everybody's where nobody is chosen or whoever is chosen does not exist. */
function listenAs(person) {
  if (person === listener) return;
  stop();
  listener = person;
  stop = listen(api.eventsAddress(person), {
    receive,
    lost: () => publish("connection", false),
    connected: (again) => {
      publish("connection", true);
      if (again) catchUp();
    },
  });
}

/** Fetches what may have been missed while there was no stream. */
async function catchUp() {
  await loadWorld();
  listenAs(personById(state.route.person) ? state.route.person : null);
  await Promise.all([loadChats(), loadMessages()]);
  publish("menu");
  publish("missed");
}

// A browser keeps at most six connections to a host: pages that nobody sees give theirs back.
function visibility() {
  if (document.hidden) {
    stop();
    listener = undefined;
  } else catchUp();
}

/** Loads the chats of whoever is chosen. */
export async function loadChats() {
  const { person, group } = state.route;
  if (!personById(person) && !groupById(group)) return;
  try {
    const chats = person === null ? chatsOfGroup(group) : await api.chatsOf(person);
    if (state.route.person !== person || state.route.group !== group) return;
    state.chats = chats;
  } catch (error) {
    state.chats ??= [];
    toast(error.message);
  }
  publish("chats");
  markRead();
}

const refreshChats = settled(loadChats, 120);
const refreshWorld = settled(catchUp, 200);

/** The chats of a group, for an observer: the group itself, or each topic of a forum. */
function chatsOfGroup(id) {
  const group = groupById(id);
  if (!group) return [];
  const whole = { id, title: group.title, kind: group.kind, thread_id: null, last: null, unread: 0 };
  if (!group.forum) return [whole];
  const topics = (group.topics ?? []).map((topic) => ({ ...whole, topic: topic.name, thread_id: topic.id }));
  return [whole, ...topics];
}

async function open() {
  limit = PAGE;
  conversation += 1;
  state.messages = new Map();
  state.messagesLoaded = false;
  state.unreadFrom = null;
  publish("conversation");
  const asked = conversation;
  await chatsReady; // they tell how much is unread, which loading the messages would wipe out
  if (asked === conversation && state.route.chat !== null) await loadMessages(true);
}

async function loadMessages(first = false) {
  const { person, chat, thread } = state.route;
  if (chat === null) return;
  const asked = conversation;
  const before = new Map(state.messages);
  try {
    const { messages, sequence } = await api.messagesOf(chat, person, thread, limit, chatBot());
    if (asked !== conversation) return;
    state.earlier = messages.length >= limit;
    const wanted = messages.filter((message) => inThread(message, thread));
    for (const message of wanted) message.outgoing = person !== null && message.sender?.id === person;
    if (first) state.unreadFrom = firstUnread(wanted);
    const meanwhile = (message) => before.get(message.id) !== message && message.sequence > sequence;
    const all = [...wanted, ...[...state.messages.values()].filter(meanwhile)];
    state.messages = new Map(all.map((message) => [message.id, message]));
  } catch (error) {
    if (asked !== conversation) return;
    toast(error.message);
  }
  state.messagesLoaded = true;
  publish("conversation");
  const entry = openChat();
  if (entry?.unread) {
    entry.unread = 0;
    publish("chats");
  }
}

function firstUnread(messages) {
  const incoming = messages.filter((message) => !message.outgoing);
  const unread = openChat()?.unread ?? 0;
  return unread ? (incoming.at(-unread)?.id ?? null) : null;
}

/** Whether a message belongs to what is open: one topic of a forum, or the whole of any other chat. */
function inThread(message, thread) {
  const forum = groupById(message.chat_id)?.forum;
  return !forum || (message.thread_id ?? null) === thread;
}

const reactions = {
  here: ({ sequence }) => sequence > state.sequence && catchUp(), // something happened before the stream was there
  message: changed,
  edited: changed,
  deleted: (place) => {
    const { message_id: id } = place;
    if (isOpen(place) && state.messages.delete(id)) publish("removed", id);
    refreshChats();
  },
  typing: (data) => isOpen(data) && publish("typing", data),
  clock: (data) => acceptClock(data),
  menu: () => publish("menu"),
  people: () => refreshWorld(),
  chats: () => refreshWorld(),
  wire: (data) => publish("wire", data),
  note: (data) => {
    state.note = data.text ?? "";
    publish("note");
  },
  limits: (data) => {
    state.limits = data.on;
    publish("limits");
  },
  faults: (data) => {
    state.faults = data.faults;
    publish("faults");
  },
  busy: (data) => {
    state.busy = data.busy;
    publish("busy");
  },
};

function receive(kind, data) {
  reactions[kind]?.(data);
}

function changed({ message }) {
  accept(message);
  refreshChats();
}
