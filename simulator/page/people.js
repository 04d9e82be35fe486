// The list of people and groups: whose eyes to look through. Searchable, grouped by section, quick with hundreds.

import { avatar } from "./avatar.js";
import { arrowKeys, byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { nameOf, navigate, state, subscribe } from "./state.js";

const host = byId("people");
const list = h("div.scroll", { id: "people-list" });
const field = h("input", {
  type: "search", id: "people-search", placeholder: "Cari nama, satuan, zona …", "aria-label": "Cari orang atau grup",
  autocomplete: "off", oninput: filter,
});
const nothing = h("p.empty", { text: "Tidak ada yang cocok. Coba kata lain.", hidden: true });

/** Puts the list into the page and keeps it true. */
export function mountPeople() {
  host.append(h("div.search", {}, icon("search"), field), list);
  arrowKeys(host, ".entry");
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      field.value = "";
      filter();
    } else if (event.key === "Enter") list.querySelector(".entry:not([hidden])")?.click();
  });
  subscribe("people", draw);
  subscribe("route", mark);
}

function draw() {
  const scrolled = list.scrollTop;
  list.setAttribute("aria-busy", "false");
  list.replaceChildren(...sections().map(drawSection), nothing);
  if (!state.people.length && !state.groups.length) {
    list.append(h("p.empty", { text: "Belum ada orang. Program yang memakai simulator ini mendaftarkannya." }));
  }
  list.scrollTop = scrolled;
  filter();
  mark();
}

/** [title, entries] in the order of first mention: pinned people, the sections, then groups. */
function sections() {
  const found = new Map();
  const add = (title, entry) => found.set(title, [...(found.get(title) ?? []), entry]);
  for (const person of state.people.filter((one) => one.pinned)) add("Disematkan", personEntry(person));
  for (const person of state.people.filter((one) => !one.pinned)) add(person.section || "Orang", personEntry(person));
  const groups = state.groups.map(groupEntry);
  if (groups.length) found.set("Grup", groups);
  return [...found];
}

function drawSection([title, entries]) {
  return h("section.people-section", {}, h("h2.section-title", { text: title }), entries);
}

function personEntry(person) {
  const name = nameOf(person);
  const words = [name, person.username, person.label, person.section, person.id];
  return entry(`person=${person.id}`, words, () => navigate({ person: person.id }),
    avatar(person.id, name), name, person.label || (person.username ? `@${person.username}` : ""),
    person.pinned && icon("star"));
}

function groupEntry(group) {
  const members = group.members?.length;
  const kind = group.forum ? "Forum" : "Grup";
  const about = group.label || (members ? `${kind} · ${members} anggota` : kind);
  return entry(`group=${group.id}`, ["grup", group.title, group.label, group.id], () => navigate({ group: group.id }),
    avatar(group.id, group.title, "group"), group.title, about);
}

function entry(key, words, choose, sign, title, about, mark = null) {
  return h("button.entry", { type: "button", "data-key": key, "data-words": folded(words.join(" ")), onclick: choose },
    sign,
    h("span.entry-body", {}, h("span.entry-title", { text: title }), about && h("span.entry-about", { text: about })),
    mark);
}

function filter() {
  const wanted = folded(field.value).split(" ").filter(Boolean);
  let shown = 0;
  for (const section of list.querySelectorAll(".people-section")) {
    let here = 0;
    for (const one of section.querySelectorAll(".entry")) {
      one.hidden = !wanted.every((word) => one.dataset.words.includes(word));
      here += !one.hidden;
    }
    section.hidden = here === 0;
    shown += here;
  }
  nothing.hidden = shown > 0 || !wanted.length;
}

function mark() {
  const { person, group } = state.route;
  const key = person !== null ? `person=${person}` : `group=${group}`;
  for (const one of list.querySelectorAll(".entry")) {
    if (one.dataset.key === key) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

/** Small letters without accents, so that "Raka" is found by "ráka". */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
