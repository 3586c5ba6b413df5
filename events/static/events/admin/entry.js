/* The page of fast entry works without this; here it answers while it is filled in, and the Enter key adds lines. */

const form = document.getElementById("entry");
const holder = form.querySelector("[data-lines]");
const total = form.elements["lines-TOTAL_FORMS"];
const most = Number(form.elements["lines-MAX_NUM_FORMS"]?.value ?? 100);
const save = form.querySelector("[data-save]");
let sending = false;
let changed = form.querySelector("[data-bound]") !== null;

const lines = () => [...holder.querySelectorAll("[data-line]")];
const lineOf = (field) => field.closest("[data-line]");
const placeOf = (line) => line.querySelector("input[name$='-place']");
const isTyped = (line) => [...line.querySelectorAll("input[type=text]")].some((field) => field.value.trim());

function addLine() {
  const number = Number(total.value);
  if (number >= most) return null;
  const html = form.querySelector("[data-empty]").innerHTML;
  holder.insertAdjacentHTML("beforeend", html.replaceAll("__prefix__", number).replaceAll("__number__", number + 1));
  total.value = number + 1;
  return lines().at(-1);
}

/* Without JavaScript some empty lines wait; with it one is enough, as Enter makes the next. */
function dropSpareLines() {
  while (lines().length > 1 && !isTyped(lines().at(-1))) {
    lines().at(-1).remove();
    total.value = Number(total.value) - 1;
  }
}

function goOn(field) {
  const line = lineOf(field);
  const next = line ? lines()[lines().indexOf(line) + 1] ?? addLine() : null;
  if (next) return placeOf(next).focus();
  const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button, summary")];
  const seen = fields.filter((each) => each.tabIndex >= 0 && each.offsetParent !== null);
  return seen[seen.indexOf(field) + 1]?.focus();
}

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    // A field tells that it has changed when it is left.
    document.activeElement.blur();
    form.requestSubmit(save);
  } else if (event.target.matches("input:not([type=submit])")) {
    event.preventDefault();
    goOn(event.target);
  }
});

form.querySelector("[data-more]").addEventListener("click", (event) => {
  event.preventDefault();
  const line = addLine();
  if (line) placeOf(line).focus();
});

async function ask(address, parameters) {
  const response = await fetch(`${address}?${new URLSearchParams(parameters)}`);
  // A session that has ended answers with the page that signs in: the server says so when the form is sent.
  return response.ok && response.headers.get("Content-Type")?.includes("json") ? response.json() : null;
}

function show(line, answer, text) {
  const prefix = line.id.replace(/-head$/, "");
  const box = line.querySelector("[data-choices]");
  line.querySelector("[data-words]").textContent = answer.words;
  line.dataset.code = answer.code;
  box.replaceChildren();
  if (!answer.choices.length) return;
  const group = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = "Which district?";
  group.append(legend, ...answer.choices.map(([value, words], number) => choice(prefix, value, words, number + 1)));
  const asked = Object.assign(document.createElement("input"), { type: "hidden", name: `${prefix}-asked`, value: text });
  box.append(group, asked);
}

function choice(prefix, value, words, number) {
  const id = `${prefix}-choice-${number}`;
  const radio = Object.assign(document.createElement("input"), { type: "radio", name: `${prefix}-choice`, id, value });
  const label = Object.assign(document.createElement("label"), { htmlFor: id, className: "entry-tick" });
  label.append(radio, ` ${words}`);
  return label;
}

async function findPlace(field) {
  const line = lineOf(field);
  const text = field.value;
  const before = lines()[lines().indexOf(line) - 1];
  const answer = await ask(form.dataset.place, { q: text.slice(0, 201), near: before?.dataset.code ?? "" });
  if (answer && field.value === text) show(line, answer, text);
}

/* The fields of a known report go; the focus that was in them goes on to who says so. */
function hideUnknown(known) {
  const box = form.querySelector("[data-unknown]");
  const wasInside = box.contains(document.activeElement);
  box.hidden = known;
  if (known && wasInside) form.elements["said-voice"].focus();
}

async function findReport(field) {
  const url = field.value;
  const answer = await ask(form.dataset.report, { url: url.slice(0, 600) });
  if (!answer || field.value !== url) return;
  form.querySelector("[data-known]").textContent = answer.words;
  hideUnknown(answer.known);
  form.elements["report-source"].placeholder = answer.source;
}

form.addEventListener("change", (event) => {
  if (event.target.name?.endsWith("-place")) findPlace(event.target);
  if (event.target.name === "report-url") findReport(event.target);
});
form.addEventListener("input", () => { changed = true; });
form.addEventListener("submit", (event) => {
  if (sending) event.preventDefault();
  sending = true;
});
window.addEventListener("pageshow", () => { sending = false; });
window.addEventListener("beforeunload", (event) => {
  if (changed && !sending) event.preventDefault();
});

dropSpareLines();
(document.getElementById("entry-summary") ?? form.elements["report-url"]).focus();
