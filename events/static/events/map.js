// The map through time: every day of the record from one small file, without another request.

import { beside } from "./map/beside.js";
import { codeOf, drawing } from "./map/drawing.js";
import { movable } from "./map/moving.js";
import { fill, teller } from "./map/telling.js";
import { dayOf, isoOf, read, statesOn, turnsOn } from "./map/timeline.js";
import { walkable } from "./map/walking.js";

const PACE = 160, CALM_PACE = 1000; // milliseconds a day
const QUIET = 250; // milliseconds without a change before the address follows
const KEEPS_DAY = /^\/(?:(?:fa|ps)\/)?(?:$|districts\/|provinces\/|changes\/|compare\/)/;

const { dataset } = document.getElementById("map-script");
const phrases = JSON.parse(document.getElementById("phrases").textContent);
const svg = document.querySelector(".map svg");
const slider = document.getElementById("slider"), range = slider.elements.day, play = slider.querySelector(".play");
const field = document.getElementById("as_of");
const begin = dayOf(dataset.begin), end = dayOf(dataset.end);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let day = dayOf(dataset.day), wanted = day, frame = 0, timer = 0, settling = 0;

const get = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return read(await answer.json());
};

standing();
start().catch(() => {
  const told = document.createElement("p");
  told.className = "notice";
  told.textContent = phrases.gone;
  slider.append(told);
});

// What needs no timeline: the keyboard's way through the map, moving it, and the line of text under it.
function standing() {
  const links = Object.fromEntries([...svg.querySelectorAll(".districts a")].map((link) => [codeOf(link), link]));
  const nearer = document.querySelector(".nearer"), pointed = document.getElementById("pointed");
  nearer.hidden = pointed.hidden = false;
  pointed.textContent = pointed.dataset.empty;
  const scaled = (near) => say(fill(phrases.scaled, { percent: teller(phrases).number(Math.round(near * 100)) }));
  walkable(svg, links, movable(svg, nearer, scaled));
  for (const kind of ["pointerover", "focusin"]) {
    svg.addEventListener(kind, (event) => {
      const link = event.target.closest(".districts a");
      if (link) pointed.textContent = link.getAttribute("aria-label");
    });
  }
}

async function start() {
  const [timeline, known] = await Promise.all([get(dataset.then), dataset.now ? get(dataset.now) : null]);
  const tell = teller(phrases), drawn = drawing(svg, timeline.codes, tell);
  const nameOf = (code) => drawn.links[code]?.dataset.place ?? code;
  const published = new URLSearchParams(location.search).get("reported_by");
  const tellBeside = beside({ timeline, phrases, tell, nameOf, end, published: published && dayOf(published) });
  drawn.begin(statesOn(timeline, day));

  function show() {
    frame = 0;
    if (wanted === day) return;
    day = wanted;
    const states = statesOn(timeline, day);
    drawn.show(states);
    drawn.ring(turnsOn(timeline, day).map((turn) => turn.code));
    tellBeside(day, states, known && statesOn(known, day));
    range.setAttribute("aria-valuetext", document.getElementById("finding").textContent);
    clearTimeout(settling);
    settling = setTimeout(settle, QUIET, tell);
  }

  go = (to) => {
    wanted = Math.min(Math.max(to, begin), end);
    range.value = wanted - begin;
    field.value = isoOf(wanted);
    if (!frame) frame = requestAnimationFrame(show);
  };
  controls();
}

let go = () => {};

// Say to a screen reader what was done elsewhere than where the reader is.
const say = (text) => { document.getElementById("told").textContent = text; };

// The address, the title and the steps follow once a day is settled on.
function settle(tell) {
  const address = new URL(location.href), title = fill(phrases.title, { day: tell.dayText(day) });
  address.searchParams.set("as_of", isoOf(day));
  history.replaceState(null, "", address);
  // The slider says its own day, and days that pass while it plays would talk over each other.
  if (!timer && document.activeElement !== range) say(range.getAttribute("aria-valuetext"));
  document.title = document.title.replace(svg.getAttribute("aria-label"), title);
  svg.setAttribute("aria-label", title);
  document.getElementById("notice").querySelector(".after")?.remove();
  for (const step of document.querySelectorAll(".steps li")) {
    const to = stepped(step);
    step.hidden = to < begin || to > end;
    step.firstElementChild.href = addressOf(step.firstElementChild.href, to);
  }
}

function stepped({ dataset: { days, months } }) {
  const from = new Date(wanted * 86_400_000), year = from.getUTCFullYear(), month = from.getUTCMonth() + Number(months);
  const within = Math.min(from.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate());
  return Date.UTC(year, month, within) / 86_400_000 + Number(days);
}

function addressOf(href, to) {
  const address = new URL(href);
  address.searchParams.set("as_of", isoOf(to));
  return address.href;
}

function controls() {
  play.hidden = false;
  slider.querySelector(".plain-form").hidden = true;
  slider.addEventListener("submit", (event) => event.preventDefault());
  range.addEventListener("input", () => { pause(); go(begin + range.valueAsNumber); });
  field.addEventListener("change", () => { if (field.value) { pause(); go(dayOf(field.value)); } });
  play.addEventListener("click", () => (timer ? pause() : run()));
  document.addEventListener("visibilitychange", () => { if (document.hidden) pause(); });
  document.addEventListener("click", follow);
  for (const kind of ["pointerdown", "focusin", "click"]) document.addEventListener(kind, carry, { capture: true });
}

function run() {
  const last = begin + Number(range.max);
  if (wanted >= last) go(begin + Number(range.min));
  label(phrases.pause, true);
  const next = () => {
    if (wanted >= last) return pause();
    go(wanted + 1);
    timer = setTimeout(next, calm.matches ? CALM_PACE : PACE);
  };
  timer = setTimeout(next, PACE);
}

function pause() {
  if (timer && document.activeElement !== range) say(range.getAttribute("aria-valuetext"));
  clearTimeout(timer);
  timer = 0;
  label(phrases.play, false);
}

function label(text, isOn) {
  play.textContent = text;
  play.setAttribute("aria-pressed", isOn);
}

// Days of the steps, the chart and the strip are shown here, where the slider reaches them.
function follow(event) {
  const link = event.target.closest(".steps a, .course svg a, .strip a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  const href = link.getAttribute("href");
  const to = dayOf(new URL(href, location.href).searchParams.get("as_of"));
  if (to < begin + Number(range.min)) return;
  event.preventDefault();
  pause();
  go(to);
}

// A link that keeps the day leads to the day that is shown now.
function carry(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || link.closest(".steps, .course, .strip")) return;
  const address = new URL(link.getAttribute("href"), location.href);
  if (address.origin !== location.origin || !KEEPS_DAY.test(address.pathname) || address.hash) return;
  if (day === dayOf(dataset.day) && !address.searchParams.has("as_of")) return;
  address.searchParams.set("as_of", isoOf(day));
  link.setAttribute("href", address.pathname + address.search);
}
