// Page behaviour: collapse the contents on a phone, highlight the current section, switch between light and dark.

const contents = document.querySelector(".contents details");
const wide = matchMedia("(min-width: 70rem)");
const fold = () => { if (contents) contents.open = wide.matches; };
wide.addEventListener("change", fold);
fold();

const button = document.querySelector(".theme");
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const name = () => { button.textContent = isDark() ? button.dataset.light || "Light" : button.dataset.dark || "Dark"; };
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); });
  dark.addEventListener("change", name);
  name();
}

const links = new Map([...document.querySelectorAll(".contents a[href^='#']")].map((link) => [link.hash.slice(1), link]));
const reading = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of links.values()) link.removeAttribute("aria-current");
    links.get(entry.target.id)?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "0px 0px -75% 0px" });
for (const id of links.keys()) { const target = document.getElementById(id); if (target) reading.observe(target); }
