// Builds elements. Whatever a person wrote enters the page through here, as text and never as markup.

/**
 * Makes an element.
 * @param {string} selector a tag with classes, such as "button.chip.wide"
 * @param {object} [properties] attributes; "text" sets the text, functions listen, null and false are left out
 * @param {...(Node|string|null|false|undefined|Array)} children strings become text nodes
 * @returns {HTMLElement}
 */
export function h(selector, properties = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setProperty(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else if (name === "text") element.textContent = value;
  else if (name === "class") element.classList.add(...value.split(" ").filter(Boolean));
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** The element with this id; it stands in index.html, so it is always there. */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Lets the arrow keys, Home and End move the focus among the elements of a list.
 * @param {HTMLElement} host listens here
 * @param {string} selector which elements take part; hidden ones are passed over
 */
export function arrowKeys(host, selector) {
  host.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!step || (event.target.matches("input, textarea") && event.key !== "ArrowDown")) return;
    const items = [...host.querySelectorAll(selector)].filter((item) => item.offsetParent !== null);
    if (!items.length) return;
    event.preventDefault();
    const next = items.indexOf(document.activeElement) + step;
    items[Math.max(0, Math.min(items.length - 1, next))].focus();
  });
}

/** Calls `act` once, `milliseconds` after the last of a burst of calls. */
export function settled(act, milliseconds) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
}

/** True where the person asked their system for less movement. */
export function prefersStillness() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
