// Each edit is accepted or rejected by a button or a key; the footer shows the command that applies the selection.
const merge = JSON.parse(document.getElementById("merge").textContent);
const articles = [...document.querySelectorAll("article")];
const entries = new Map([...document.querySelectorAll("nav a")].map((entry) => [entry.dataset.for, entry]));
const key = `report merge ${merge.document} ${merge.build} ${merge.open.join(" ")}`;
const command = document.getElementById("command");
let decisions = restored(); // id -> true, false, a row, or "typed"

function restored() {
  try { return new Map(JSON.parse(localStorage.getItem(key)) || []); } catch { return new Map(); }
}

function keep() {
  try { localStorage.setItem(key, JSON.stringify([...decisions])); } catch { /* A browser may refuse to store anything for a file. */ }
}

const article = (id) => document.getElementById(id);
const isOpen = (id) => merge.open.includes(id);
const isByHand = (id) => merge.by_hand.includes(id);
const questions = (id) => [...article(id).querySelectorAll(".rows")];

function answer(question) {
  const typed = question.querySelector("[data-row]").value.trim().replace(/[\s,]+/g, " ");
  return typed || question.querySelector("input:checked")?.value || "";
}

// The answers of an edit in their order, separated by spaces; nothing if one is missing.
function rows(id) {
  const found = questions(id).map(answer);
  return found.every(Boolean) ? found.join(" ") : "";
}

function decide(id, decision) {
  if (!isOpen(id) || (decision === true && isByHand(id))) return false;
  if (decision === true && questions(id).length) {
    for (const each of questions(id)) if (!answer(each)) each.querySelector("input[type=radio]").checked = true;
    decision = rows(id);
  }
  if (decision === undefined) decisions.delete(id);
  else decisions.set(id, decision);
  keep();
  show();
  return true;
}

// A selection names what is accepted and what is rejected, so that an edit that was not looked at is neither.
function selection() {
  const chosen = (test) => merge.open.filter((id) => decisions.has(id) && test(decisions.get(id)));
  const answers = chosen((each) => typeof each === "string").map((id) => [id, decisions.get(id)]);
  return { document: merge.document, build: merge.build, accept: chosen((each) => each === true),
    reject: chosen((each) => each === false), rows: Object.fromEntries(answers) };
}

function terms() {
  const { accept, reject, rows } = selection();
  const bound = Object.entries(rows).flatMap(([id, names]) => names.split(" ").map((name) => `${id}=${name}`));
  // Without an accepted edit, a list of answers alone would select all edits.
  return [...(accept.length ? accept : ["none"]), ...bound, ...reject.map((id) => `${id}=reject`)].join(",");
}

function show() {
  for (const { id } of articles) {
    const decision = decisions.get(id), rejected = decision === false, accepted = decisions.has(id) && !rejected;
    for (const node of [article(id), entries.get(id)]) {
      node.classList.toggle("accepted", accepted);
      node.classList.toggle("rejected-now", rejected);
    }
    article(id).querySelector("[data-do=accept]")?.setAttribute("aria-pressed", accepted);
    article(id).querySelector("[data-do=reject]")?.setAttribute("aria-pressed", rejected);
    if (typeof decision === "string") fill(id, decision);
  }
  const values = merge.open.filter((id) => decisions.has(id)).map((id) => decisions.get(id));
  const rejected = values.filter((each) => each === false).length;
  document.getElementById("progress").textContent =
    `${values.length - rejected} accepted, ${rejected} rejected, ${merge.open.length - values.length} open`;
  command.value = `${merge.command} --accept ${terms()} --apply`;
}

function fill(id, names) {
  const given = names.split(" ");
  for (const [place, each] of questions(id).entries()) {
    const radio = [...each.querySelectorAll("input[type=radio]")].find((one) => one.value === given[place]);
    if (radio) radio.checked = true;
    else each.querySelector("[data-row]").value = given[place] || "";
  }
}

const current = () => articles.indexOf(document.activeElement.closest("article"));

function go(place) {
  const target = articles[Math.max(0, Math.min(articles.length - 1, place))];
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
}

function choose(decision) {
  const place = Math.max(0, current()), here = articles[place];
  if (here && decide(here.id, decision)) go(decision === undefined ? place : place + 1);
}

// A digit answers the first open question of the edit, or the last question again; the edit is accepted with the last answer.
function pick(number) {
  const here = articles[current()], asked = here ? questions(here.id) : [];
  const question = asked.find((each) => !answer(each)) || asked.at(-1);
  const radio = question?.querySelectorAll("input[type=radio]")[number - 1];
  if (!radio) return;
  radio.checked = true;
  question.querySelector("[data-row]").value = "";
  if (rows(here.id)) decide(here.id, true);
}

const keys = { j: () => go(current() + 1), k: () => go(current() - 1), a: () => choose(true), r: () => choose(false), u: () => choose(undefined) };

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=radio])");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[1-9]$/.test(event.key)) pick(Number(event.key));
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const id = button.closest("article").id, pressed = button.getAttribute("aria-pressed") === "true";
  decide(id, pressed ? undefined : button.dataset.do === "accept");
});

document.addEventListener("change", (event) => {
  const field = event.target.closest(".rows input");
  if (!field) return;
  const id = field.closest("article").id;
  if (field.type === "radio") field.closest(".rows").querySelector("[data-row]").value = "";
  decide(id, rows(id) ? true : undefined);
});

document.addEventListener("focusin", () => {
  const here = articles[current()]?.id;
  for (const [id, entry] of entries) id === here ? entry.setAttribute("aria-current", "true") : entry.removeAttribute("aria-current");
});

for (const [id, entry] of entries)
  entry.addEventListener("click", (event) => { event.preventDefault(); go(articles.indexOf(article(id))); });

document.getElementById("rest").addEventListener("click", () => {
  for (const id of merge.open) if (!decisions.has(id) && !questions(id).length) decide(id, true);
});

document.getElementById("clear").addEventListener("click", () => { decisions = new Map(); keep(); show(); });

document.getElementById("copy").addEventListener("click", async ({ target }) => {
  command.select();
  try { await navigator.clipboard.writeText(command.value); } catch { document.execCommand("copy"); }
  target.textContent = "Copied";
  setTimeout(() => { target.textContent = "Copy command"; }, 1500);
});

document.getElementById("save").addEventListener("click", () => {
  const content = new Blob([JSON.stringify(selection(), null, 1) + "\n"], { type: "application/json" });
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(content), download: "selection.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

show();
