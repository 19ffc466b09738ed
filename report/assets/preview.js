// The live preview: replaces changed blocks, shows faults over the last good page, and lists changed numbers.

const box = (name) => { const made = document.createElement("aside"); made.className = name; made.hidden = true; document.body.append(made); return made; };
const faults = box("preview-faults");
const changes = box("preview-changes");
faults.setAttribute("role", "alert");

function add(parent, tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  parent.append(made);
  return made;
}

// ---- the bar: the documents, and the files that can be made of this one ----

const bar = document.createElement("nav");
bar.className = "preview-bar";
bar.setAttribute("aria-label", "Preview");
document.body.prepend(bar);
const tabs = add(bar, "span", ""), status = document.createElement("output");
const buttons = new Map([["pdf", "PDF"], ["docx", "Word"]].map(([format, name]) => [format, add(bar, "button", name, { type: "button" })]));
bar.append(status);
let socket = null;
for (const [format, button] of buttons) button.addEventListener("click", () => socket?.readyState === 1 && socket.send(JSON.stringify({ build: format })));

function showDocuments(names) {
  if (tabs.childElementCount === names.length) return;
  tabs.replaceChildren();
  for (const name of names) add(tabs, "a", name, { href: `/${name}.html`, ...(name === shownDocument ? { "aria-current": "page" } : {}) });
}

function showBuilding({ format, line, address, failure }) {
  const ended = address !== undefined;
  buttons.get(format).disabled = !ended;
  status.replaceChildren();
  if (failure) add(status, "pre", failure);
  else if (address) add(status, "a", `Open ${address.slice(1)}`, { href: address, target: "_blank" });
  else status.textContent = line;
}

// A build from another terminal is reported beside the buttons, unless a file is being made here.
function showPublished() {
  if ([...buttons.values()].some((button) => button.disabled)) return;
  status.textContent = `report build published at ${new Date().toLocaleTimeString()}`;
}

// The line that makes a number, in its card, opens in the editor.
let editor = "";
new MutationObserver(() => {
  for (const link of document.querySelectorAll(".card dd a:not([data-editor])")) {
    const [, path, line] = link.textContent.match(/^(\S+):(\d+)$/) || [];
    if (!path || !editor) continue;
    const absolute = path.startsWith("/") ? path : `${projectRoot}/${path}`;
    link.href = editor.replace("{path}", absolute).replace("{line}", line);
    link.dataset.editor = "";
  }
}).observe(document.body, { childList: true, subtree: true });

const main = () => document.querySelector("main");
const printed = (element) => element.textContent;

function keys() {
  const found = new Map();
  [...main().children].forEach((child, place) => found.set(child.id || `${child.tagName.toLowerCase()}-${place}`, child));
  return found;
}

// Replace what differs and leave everything else in place, so that listeners, focus and scroll position remain.
function morph(old, made) {
  if (old.isEqualNode(made)) return;
  const same = old.nodeType === 1 && made.nodeType === 1 && old.tagName === made.tagName;
  if (!same || old.childNodes.length !== made.childNodes.length || old.namespaceURI !== made.namespaceURI) { old.replaceWith(made); return; }
  const stat = old.dataset?.stat || old.dataset?.claim;
  const flash = stat && printed(old) !== printed(made);
  for (const { name } of [...old.attributes]) if (!made.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...made.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const pairs = [...old.childNodes].map((child, place) => [child, made.childNodes[place]]);
  for (const [before, after] of pairs) if (before.nodeType === 3 && after.nodeType === 3) before.data = after.data; else morph(before, after);
  if (flash) highlight(old);
}

function highlight(number) {
  number.classList.add("preview-flash");
  setTimeout(() => number.classList.remove("preview-flash"), 2000);
}

function apply(message) {
  const before = keys();
  for (const [key, child] of before) if (!message.order.includes(key)) child.remove();
  let last = null;
  for (const key of message.order) {
    let child = before.get(key);
    if (key in message.blocks) {
      const template = document.createElement("template");
      template.innerHTML = message.blocks[key];
      const made = template.content.firstElementChild;
      if (!child) { child = made; if (last) last.after(child); else main().prepend(child); }
      else { const mark = document.createComment(""); child.after(mark); morph(child, made); child = mark.previousElementSibling; mark.remove(); }
    }
    last = child;
  }
}

// ---- a paragraph that is shown before its page is made again ----

const element = (text) => { const template = document.createElement("template"); template.innerHTML = text; return template.content.firstElementChild; };

// The words of a paragraph apart from those that only the whole document determines.
function words(paragraph) {
  const copy = paragraph.cloneNode(true);
  for (const each of copy.querySelectorAll(".citation, .crossref, .see, .footnote-ref")) each.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// Give a paragraph the citations, cross-references, marks of footnotes and links of numbers that the page has.
function complete(made, shown) {
  const notes = shown.querySelectorAll(".footnote-ref"), marks = made.querySelectorAll(".footnote-ref");
  if (notes.length === marks.length) marks.forEach((each, place) => each.replaceWith(notes[place].cloneNode(true)));
  for (const each of made.querySelectorAll(".citation")) {
    const cited = CSS.escape(each.dataset.cites);
    const known = shown.querySelector(`.citation[data-cites="${cited}"]`) || main().querySelector(`.citation[data-cites="${cited}"], .crossref[href="#${cited}"]`);
    if (known) each.replaceWith(known.cloneNode(true));
  }
  for (const each of made.querySelectorAll("span.see")) {
    const known = main().querySelector(`a.see[href="${CSS.escape(each.dataset.document)}.html#${CSS.escape(each.dataset.target)}"]`);
    if (known) each.replaceWith(known.cloneNode(true));
  }
  const before = [...shown.querySelectorAll("a[data-stat], a[data-claim]")], after = [...made.querySelectorAll("span[data-stat], span[data-claim]")];
  after.forEach((each, place) => {
    const link = document.createElement("a");
    for (const { name, value } of [...each.attributes]) link.setAttribute(name, value);
    link.setAttribute("href", `#row-${each.dataset.stat || each.dataset.claim}`);
    if (before.length === after.length && before[place].id) link.id = before[place].id;
    link.append(...each.childNodes);
    each.replaceWith(link);
  });
}

function replaceParagraph({ old, new: text }) {
  const before = element(old), made = element(text);
  if (!before || !made) return;
  const shown = [...main().querySelectorAll(before.tagName)].filter((each) => words(each) === words(before));
  if (shown.length !== 1) return;
  complete(made, shown[0]);
  morph(shown[0], made);
  renewNumbers();
}

// ---- numbers and tables that are shown before their page is made again ----

function showAhead({ numbers, tables }) {
  for (const [id, old, now, value] of numbers) {
    renewCard(id, old, now, value);
    for (const each of main().querySelectorAll(`[data-stat="${CSS.escape(id)}"]`))
      if ((each.dataset.ahead ?? printed(each)) === old && printed(each) !== now) {
        each.dataset.ahead = old;
        each.textContent = now;
        highlight(each);
      }
  }
  for (const [id, text] of Object.entries(tables)) {
    const shown = document.getElementById(id), made = element(text), label = shown?.querySelector(".float-label");
    if (!shown || !made) continue;
    if (label) made.querySelector(".float-label")?.replaceWith(label.cloneNode(true));
    if ("rowsKept" in made.dataset) keepRows(made, shown);
    else complete(made, shown);
    morph(shown, made);
  }
  renewNumbers();
}

// Complete a table of which only the notes and the caption were sent, and give it the rows that the page has.
function keepRows(made, shown) {
  const rows = shown.querySelector("table").cloneNode(true), table = made.querySelector("table"), rest = shown.cloneNode(true);
  for (const each of rest.querySelectorAll("thead, tbody")) each.remove();
  for (const each of table.querySelectorAll("thead, tbody")) each.remove();
  complete(made, rest);
  rows.querySelector("caption")?.replaceWith(table.querySelector("caption"));
  table.replaceWith(rows);
  delete made.dataset.rowsKept;
}

function renewCard(id, old, now, value) {
  const row = cards.rows?.[id], isOld = (each) => (each.ahead ?? each.printed) === old;
  if (row && isOld(row)) Object.assign(row, { ahead: old, printed: now, value });
  for (const place of cards.places || []) if (place.stat === id && isOld(place)) Object.assign(place, { ahead: old, printed: now });
}

// Tell the cards and the panel about new elements and their data.
let cards = JSON.parse(document.getElementById("provenance")?.textContent || "{}");
function renewNumbers(data) {
  if (data) cards = JSON.parse(data);
  document.dispatchEvent(new CustomEvent("provenance", { detail: cards }));
}

function show(state) {
  document.body.classList.toggle("preview-pending", state.pending);
  editor = state.editor;
  showDocuments(state.documents);
  faults.replaceChildren();
  faults.hidden = state.faults.length === 0;
  for (const fault of state.faults) {
    const line = add(faults, "p", "");
    if (fault.link) add(line, "a", fault.where, { href: fault.link }); else add(line, "b", fault.where);
    add(line, "span", ` ${fault.what}`);
    if (fault.excerpt) add(faults, "pre", fault.excerpt);
    if (fault.remedy) add(faults, "p", fault.remedy);
  }
  changes.replaceChildren();
  changes.hidden = state.changes.length === 0;
  add(changes, "b", "Changed since you opened");
  const list = add(changes, "ul", "");
  for (const change of state.changes) add(list, "li", `${change.label}: ${change.old || "·"} → ${change.new || "·"} (${change.kind})`);
}

// An edit that can change no number, and the end of each refresh, are events of the document.
const announce = (name) => document.dispatchEvent(new CustomEvent(`preview-${name}`));

const actions = { untouched: () => announce("untouched"), pending: () => document.body.classList.add("preview-pending"), patch: (message) => { apply(message); renewNumbers(message.provenance); }, paragraph: replaceParagraph, ahead: showAhead, state: (state) => { show(state); announce("state"); }, building: showBuilding, published: showPublished };

function connect() {
  socket = new WebSocket(`ws://${location.host}/_preview?document=${encodeURIComponent(shownDocument)}`);
  socket.onmessage = (event) => { const message = JSON.parse(event.data); actions[message.type](message); };
  socket.onclose = () => setTimeout(connect, 500);
}
connect();
