// Provenance on the page: a card for the current number, and a panel that lists all numbers.
// The data are in <script id="provenance">; strings are inserted as text, and only highlighted source as HTML.

const data = JSON.parse(document.getElementById("provenance").textContent);
const attached = new WeakSet();
let numbers = [];
const idOf = (element) => element.dataset.stat || element.dataset.claim;

function make(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  if (text !== "") element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// ---- the card ----

const card = make("aside", "", { class: "card", role: "dialog", "aria-label": "Where this number comes from", hidden: "", tabindex: "-1" });
document.body.append(card);
let pinned = false;
let shownFor = null;
let timer = 0;
let returning = false; // true while a closed card returns the focus, which must not open it again

// A value with all its digits and, where it is a number, true minus signs.
function full(value) {
  return typeof value === "number" ? String(value).replaceAll("-", "\u2212") : String(value ?? "not available");
}

function facts(id, row) {
  const build = data.build;
  const all = [
    ["value", row.kind === "claim" ? row.printed : full(row.value) + (row.unit ? " " + row.unit : "")],
    ["n", row.n ?? ""],
    ["based on", (row.evidence || []).join(", ")],
    ["id", id],
    ["computed by", row.function || ""],
    ["inputs", (row.inputs || []).join(", ")],
    ["sweep", (row.sweeps || []).join("; ")],
    ["cited", row.cited || ""],
    ["data", (row.data || []).map(([file, hash]) => `${file} (sha256 ${hash.slice(0, 12)}…)`).join("; ")],
    ["commit", build.commit],
  ];
  const list = make("dl");
  for (const [name, text] of all) if (text !== "") list.append(make("dt", name), make("dd", String(text)));
  const where = make("dd");
  where.append(row.href ? make("a", row.place, { href: row.href }) : make("a", row.place || "", { href: `#row-${id}` }));
  if (row.place) list.append(make("dt", "line"), where);
  return list;
}

function placesOf(id, element) {
  const box = document.createDocumentFragment();
  const others = data.places.filter((place) => place.stat === id && place.number !== element.id);
  const elsewhere = data.rows[id].elsewhere;
  if (others.length === 0 && !elsewhere) return box;
  box.append(make("div", "Also printed in"));
  const list = make("ul");
  for (const place of others) {
    const item = make("li");
    item.append(make("a", [place.section, place.float, place.row, place.block].filter(Boolean).join(", "), { href: `#${place.number}` }));
    list.append(item);
  }
  if (elsewhere) list.append(make("li", `${elsewhere} ${elsewhere === 1 ? "place" : "places"} in another document of this paper`));
  box.append(list);
  return box;
}

function fill(id, element) {
  const row = data.rows[id];
  const buttons = make("div", "", { class: "buttons" });
  const pin = make("button", "Pin", { type: "button", "aria-pressed": String(pinned) });
  const close = make("button", "×", { type: "button", "aria-label": "Close" });
  pin.onclick = () => { pinned = !pinned; pin.setAttribute("aria-pressed", String(pinned)); };
  close.onclick = () => hide(true);
  buttons.append(pin, close);
  card.replaceChildren(buttons, make("h2", row.label), make("div", row.printed, { class: "value" }));
  for (const warning of row.warnings) card.append(make("div", warning, { class: "warning" }));
  card.append(facts(id, row));
  const code = data.code[row.place];
  if (code) {
    const block = make("pre", "", { tabindex: "0", role: "region", "aria-label": "Source" });
    block.innerHTML = code;
    card.append(block);
  }
  card.append(placesOf(id, element));
}

function position(element) {
  const box = element.getBoundingClientRect();
  const margin = 12;
  const left = Math.min(Math.max(margin, box.left), innerWidth - card.offsetWidth - margin);
  const below = box.bottom + 8;
  const top = below + card.offsetHeight <= innerHeight - margin ? below : Math.max(margin, box.top - card.offsetHeight - 8);
  card.style.left = `${Math.max(margin, left)}px`;
  card.style.top = `${top}px`;
}

function show(element) {
  const id = idOf(element);
  if (!data.rows[id] || (pinned && shownFor && shownFor !== element)) return;
  shownFor = element;
  fill(id, element);
  card.hidden = false;
  card.scrollTop = 0;
  position(element);
}

function hide(force = false) {
  if (pinned && !force) return;
  const back = force && card.contains(document.activeElement) ? shownFor : null;
  pinned = false;
  card.hidden = true;
  shownFor = null;
  returning = true;
  back?.closest("a").focus();
  returning = false;
}

const soon = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };

function attach(element) {
  const link = element.closest("a");
  element.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") soon(() => show(element), 180); });
  element.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") soon(() => hide(), 260); });
  link.addEventListener("focus", () => { if (!returning && link.matches(":focus-visible")) show(element); });
  link.addEventListener("blur", () => soon(() => { if (!card.contains(document.activeElement)) hide(); }, 120));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (shownFor !== element) { pinned = false; show(element); }
    pinned = true;
    card.querySelector("[aria-pressed]")?.setAttribute("aria-pressed", "true");
    card.focus();
  });
}

function findNumbers() {
  numbers = [...document.querySelectorAll("a[data-stat], a[data-claim], svg [data-stat]")];
  for (const element of numbers.filter((each) => !attached.has(each))) { attached.add(element); attach(element); }
}
findNumbers();
card.addEventListener("pointerenter", () => clearTimeout(timer));
card.addEventListener("pointerleave", () => soon(() => hide(), 260));

// ---- the panel ----

const open = make("button", `Numbers (${data.places.length})`, { type: "button", class: "numbers-open", "aria-expanded": "false" });
const panel = make("aside", "", { class: "numbers", "aria-label": "Numbers", hidden: "" });
document.body.append(open, panel);

const search = make("input", "", { type: "search", id: "numbers-search" });
const filter = make("select", "", { id: "numbers-filter" });
const count = make("p", "", { class: "count", "aria-live": "polite" });
const list = make("ol");

const kinds = {
  "all": () => true,
  "flagged with a warning": (place, row) => row?.warnings.length > 0,
  "not computed from the data": (place, row) => !row || row.kind === "constant",
  "claims": (place) => place.kind === "claim",
};

function fillFilter() {
  filter.replaceChildren();
  for (const name of Object.keys(kinds)) filter.append(make("option", name, { value: name }));
  const sections = [...new Set(data.places.map((place) => place.section).filter(Boolean))];
  for (const name of sections) filter.append(make("option", `in: ${name}`, { value: `section:${name}` }));
}

function chosen() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const section = filter.value.startsWith("section:") ? filter.value.slice(8) : null;
  return data.places.filter((place) => {
    const row = data.rows[place.stat];
    const text = `${place.stat} ${place.printed} ${row?.label || ""} ${place.section || ""}`.toLowerCase();
    const selected = section !== null ? place.section === section : kinds[filter.value](place, row);
    return selected && words.every((word) => text.includes(word));
  });
}

function fillList() {
  const places = chosen();
  count.textContent = `${places.length} of ${data.places.length} printed numbers`;
  list.replaceChildren(...places.map((place) => {
    const item = make("li");
    const link = make("a", "", { href: `#${place.number}` });
    const about = make("span", data.rows[place.stat]?.label || place.stat);
    about.append(make("small", [place.section, place.float].filter(Boolean).join(", ")));
    link.append(make("b", place.printed || "·"), about);
    link.onclick = (event) => { event.preventDefault(); jump(place.number); };
    item.append(link);
    return item;
  }));
}

function jump(number) {
  const target = document.getElementById(number);
  if (!target) return;
  if (innerWidth < 700) toggle(false);
  target.scrollIntoView({ block: "center" });
  target.classList.add("number-found");
  setTimeout(() => target.classList.remove("number-found"), 1600);
  (target.closest("a") || target).focus({ preventScroll: true });
  if (numbers.includes(target)) { pinned = false; show(target); }
}

function toggle(state) {
  panel.hidden = !state;
  open.setAttribute("aria-expanded", String(state));
  if (state) { fillList(); search.focus(); } else open.focus();
}

function build() {
  const close = make("button", "×", { type: "button", class: "close", "aria-label": "Close the list" });
  close.onclick = () => toggle(false);
  open.onclick = () => toggle(panel.hidden);
  search.oninput = filter.onchange = fillList;
  fillFilter();
  panel.append(make("h2", "Numbers"), close,
    make("label", "Search", { for: "numbers-search" }), search,
    make("label", "Show", { for: "numbers-filter" }), filter, count, list);
}
build();

// The preview replaces parts of the page, and sends the data of their numbers.
document.addEventListener("provenance", ({ detail }) => {
  Object.assign(data, detail);
  findNumbers();
  open.textContent = `Numbers (${data.places.length})`;
  const chosen = filter.value;
  fillFilter();
  filter.value = chosen;
  if (filter.value !== chosen) filter.value = "all";
  if (!panel.hidden) fillList();
  if (card.hidden) return;
  if (shownFor.isConnected && data.rows[idOf(shownFor)]) fill(idOf(shownFor), shownFor);
  else hide(true);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".card a[href^='#o'], .card a[href^='#l']");
  if (link) { event.preventDefault(); hide(true); jump(link.getAttribute("href").slice(1)); }
  else if (!card.hidden && !card.contains(event.target) && !event.target.closest?.("a[data-stat], a[data-claim], svg a, .numbers")) hide(true);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { if (!card.hidden) hide(true); else if (!panel.hidden) toggle(false); }
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "t" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) document.body.classList.toggle("show-numbers");
});
