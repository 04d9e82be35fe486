// Speaks the simulator's control API (docs/simulator.md): one function per call, JSON in and out.

/** A call that the simulator refused; the message is its own sentence. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Refused("Simulator tidak menjawab. Periksa apakah masih berjalan.", 0);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(`Simulator menolak: ${answer.error || response.status}`, response.status);
  return answer;
}

function query(parameters) {
  const present = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined);
  return present.length ? `?${new URLSearchParams(present)}` : "";
}

const get = (path, parameters = {}) => call("GET", path + query(parameters));
const post = (path, body) => call("POST", path, body);

export const world = () => get("/sim/state");
export const chatsOf = (person) => get(`/sim/people/${person}/chats`);
export const menuOf = (person, chat, bot) => get(`/sim/people/${person}/menu`, { chat_id: chat, bot });
export const clock = () => get("/sim/clock");
export const log = (after) => get("/sim/log", { after });

/** The last `limit` messages as a person sees them, oldest first; they count as read. `person` null only observes. */
export const messagesOf = (chat, person, thread, limit, bot) =>
  get(`/sim/chats/${chat}/messages`, { as: person, thread_id: thread, limit, bot });

export const send = (message) => post("/sim/send", message);
export const edit = (message) => post("/sim/edit", message);

export const vote = (choice) => post("/sim/vote", choice);
export const open = (person, url) => post("/sim/open", { from: person, url });

/** Taps an inline button; gives the id of the query that the bot must answer. */
export const tap = (tapped) => post("/sim/tap", tapped).then((answer) => answer.query_id);

/** Waits up to `seconds` for the bot's answer to a tap: {answered, text?, alert?, url?}. */
export const answerTo = (queryId, seconds) => get(`/sim/taps/${queryId}`, { seconds });

/** Blocks a bot or lets it write again. */
export const block = (person, bot, blocked) => post(blocked ? "/sim/block" : "/sim/unblock", { person, bot });

export const moveClock = (how) => post("/sim/clock", how);
export const faults = () => get("/sim/faults");
export const orderFault = (fault) => post("/sim/faults", fault);
export const setLimits = (on) => post("/sim/limits", { on });
export const eventsAddress = (person) => `/sim/events${query({ as: person })}`;
