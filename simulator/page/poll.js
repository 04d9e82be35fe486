// Draws a poll: options to choose from, and the result once the person has chosen or it is closed.

import { vote } from "./actions.js";
import { h } from "./dom.js";
import { observing } from "./state.js";

/** @param {object} message whose `poll` docs/simulator.md describes */
export function pollCard(message) {
  const { poll } = message;
  const open = !poll.closed && !observing() && (poll.chosen.length === 0 || poll.revoting);
  const decided = poll.chosen.length > 0 || poll.closed;
  return h("div.poll", { role: "group", "aria-label": `Jajak pendapat: ${poll.question}` },
    h("p.poll-question", { text: poll.question }),
    h("p.poll-kind", { text: kindOf(poll) }),
    poll.options.map((option, place) => drawOption(message, option, place, { open, decided })),
    poll.explanation && h("p.poll-explanation", { text: poll.explanation }),
    h("p.poll-total", { text: poll.total ? `${poll.total} suara` : "Belum ada suara" }));
}

function kindOf(poll) {
  if (poll.closed) return "Ditutup";
  const kind = poll.quiz ? "Kuis" : "Jajak pendapat";
  return [poll.anonymous ? `${kind} anonim` : `${kind} terbuka`, poll.multiple && "boleh beberapa"]
    .filter(Boolean).join(" · ");
}

function drawOption(message, option, place, { open, decided }) {
  const { poll } = message;
  const chosen = poll.chosen.includes(place);
  const share = poll.total ? Math.round((100 * option.voters) / poll.total) : 0;
  const right = poll.correct.includes(place);
  const row = h("button.poll-option", {
    type: "button", disabled: !open, "aria-pressed": String(chosen),
    class: [chosen ? "chosen" : "", decided && right ? "right" : ""].join(" "),
    onclick: () => vote(message, chosenAfter(poll, place)),
  },
    h("span.poll-text", { text: option.text }),
    decided && h("span.poll-share", { text: `${share}%` }),
    decided && h("span.poll-bar", { "aria-hidden": "true" }));
  if (decided) row.style.setProperty("--share", `${share}%`);
  return row;
}

/** What is chosen after a tap: one option, or with several allowed this one added or taken away. */
function chosenAfter(poll, place) {
  const already = poll.chosen.includes(place);
  if (!poll.multiple) return already ? [] : [place];
  return already ? poll.chosen.filter((one) => one !== place) : [...poll.chosen, place];
}
