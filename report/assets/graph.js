// A node that is hovered, focused or clicked is shown with everything that it needs and everything that needs it.
const svg = document.querySelector("svg"), details = document.getElementById("details");
const nodes = new Map([...document.querySelectorAll(".node")].map((node) => [node.dataset.name, node]));
const edges = [...document.querySelectorAll("path")];
let pinned = "";

function reach(name, from, to, found = new Set([name])) {
  for (const edge of edges)
    if (edge.dataset[from] === name && !found.has(edge.dataset[to]))
      reach(edge.dataset[to], from, to, found.add(edge.dataset[to]));
  return found;
}

function choose(name) {
  const above = name ? reach(name, "to", "from") : new Set(), below = name ? reach(name, "from", "to") : new Set();
  svg.classList.toggle("chosen", Boolean(name));
  for (const [key, node] of nodes) node.classList.toggle("related", above.has(key) || below.has(key));
  for (const edge of edges) {
    const { from, to } = edge.dataset;
    edge.classList.toggle("related", (above.has(from) && above.has(to)) || (below.has(from) && below.has(to)));
  }
  describe(nodes.get(name));
}

function describe(node) {
  details.hidden = !node;
  if (!node) return;
  const { name, kind, state, location } = node.dataset;
  const lines = [["strong", name], ["span", kind], ["span", location], ["span", state]];
  details.replaceChildren(...lines.filter(([, text]) => text).map(([tag, text]) => Object.assign(document.createElement(tag), { textContent: text })));
}

for (const [name, node] of nodes) {
  node.addEventListener("mouseenter", () => pinned || choose(name));
  node.addEventListener("mouseleave", () => pinned || choose(""));
  node.addEventListener("focus", () => pinned || choose(name));
  node.addEventListener("click", () => choose((pinned = pinned === name ? "" : name)));
  node.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), node.dispatchEvent(new Event("click"))));
}
document.addEventListener("keydown", (event) => event.key === "Escape" && choose((pinned = "")));
document.getElementById("find").addEventListener("input", ({ target }) => {
  const words = target.value.trim().toLowerCase();
  svg.classList.toggle("chosen", Boolean(words));
  for (const [name, node] of nodes) node.classList.toggle("related", Boolean(words) && name.toLowerCase().includes(words));
  for (const edge of edges) edge.classList.remove("related");
});
