// Listens to the simulator's server-sent events, reconnects by itself, and says when something may have been missed.

const KINDS = [
  "message", "edited", "deleted", "answer", "typing", "clock", "menu", "people", "chats", "wire", "note", "busy",
  "limits", "faults", "here",
];
const RETRY = 1500; // milliseconds

/**
 * Opens a stream.
 * @param {string} address
 * @param {object} what
 * @param {string[]} [what.kinds] which events to hear; all by default
 * @param {(kind: string, data: object) => void} what.receive
 * @param {(again: boolean) => void} [what.connected] `again` is true after an interruption
 * @param {() => void} [what.lost]
 * @returns {() => void} ends the stream
 */
export function listen(address, { kinds = KINDS, receive, connected = () => {}, lost = () => {} }) {
  let source = null;
  let timer = 0;
  let interrupted = false;

  function connect() {
    source = new EventSource(address);
    source.onopen = () => {
      connected(interrupted);
      interrupted = false;
    };
    source.onerror = () => {
      if (!interrupted) lost();
      interrupted = true;
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY);
    };
    for (const kind of kinds) source.addEventListener(kind, (event) => receive(kind, parse(event.data)));
  }

  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
