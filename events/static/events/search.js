// Suggestions under the field of the header: a combobox with a list, after the ARIA Authoring Practices.

const PAUSE = 150; // ms without a key before anything is asked
const form = document.querySelector(".finder");
const field = form.querySelector("input");
const list = form.querySelector("ul");
const status = form.querySelector("[role=status]");
let asked = null;
let waiting = 0;
let chosen = -1;

field.setAttribute("role", "combobox");
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", list.id);
field.setAttribute("aria-expanded", "false");

function close() {
  clearTimeout(waiting);
  asked?.abort();
  list.hidden = true;
  chosen = -1;
  status.textContent = "";
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function choose(number) {
  const options = [...list.children];
  chosen = number;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
  if (chosen < 0) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", options[chosen].id);
}

function option({ label, note, url }, number) {
  const item = document.createElement("li");
  item.id = `${list.id}-${number}`;
  item.dataset.url = url;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  for (const text of [label, note]) {
    const part = document.createElement("span");
    part.dir = "auto";
    part.textContent = text;
    item.append(part, " ");
  }
  return item;
}

function show(suggestions) {
  if (!suggestions.length) return close();
  list.replaceChildren(...suggestions.map(option));
  list.hidden = false;
  choose(-1);
  field.setAttribute("aria-expanded", "true");
  const number = new Intl.NumberFormat(document.documentElement.lang).format(suggestions.length);
  status.textContent = form.dataset.found.replace("{number}", number);
}

async function ask() {
  asked?.abort();
  const mine = (asked = new AbortController());
  try {
    const query = new URLSearchParams({ q: field.value.trim() });
    const answer = await fetch(`${form.dataset.suggest}?${query}`, { signal: mine.signal });
    if (!answer.ok) return close();
    const { suggestions } = await answer.json();
    if (!mine.signal.aborted && document.activeElement === field) show(suggestions);
  } catch (error) {
    // Without a line the form still searches; what was asked before is no longer wanted.
    if (error.name !== "AbortError") close();
  }
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  if (field.value.trim().length < 2) close();
  else waiting = setTimeout(ask, PAUSE);
});

field.addEventListener("keydown", (event) => {
  const last = list.children.length - 1;
  if (event.isComposing || list.hidden) return;
  if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
  else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
  else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
  else if (event.key === "Escape") close();
  else {
    if (event.key === "Tab") close();
    return;
  }
  // A choice is not typed; without one, Enter sends the form.
  event.preventDefault();
});

field.addEventListener("blur", close);
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const item = event.target.closest("li");
  if (item) location.assign(item.dataset.url);
});
