// What stands beside the map: the finding, the table, the legend, the changes of hands, and what is known now.

import { count, dayOf, differing, isoOf, latest, turnsOn } from "./timeline.js";
import { fill } from "./telling.js";

const LATEST = 10;
const byId = (id) => document.getElementById(id);
const eventId = (number) => `E${String(number).padStart(4, "0")}`;

// Return show(day, states, now): `now` are the states by all reports, where the page goes by those of a day.
export function beside({ timeline, phrases, tell, nameOf, end, published }) {
  const actor = (element, slug) => {
    element.className = `who ${slug ?? "unknown"}`;
    element.textContent = slug ? phrases.actors[slug].name : phrases.unknown;
  };

  function finding(day, counts) {
    const pattern = phrases.days[day === end ? "last" : "day"];
    byId("finding").textContent = fill(pattern, { day: tell.dayText(day), held: tell.held(counts) });
    byId("rest").textContent = tell.rest(counts);
    byId("turned").textContent = tell.turned(turnsOn(timeline, day), nameOf);
    for (const time of document.querySelectorAll(".dated time")) {
      time.textContent = tell.dayText(day);
      time.setAttribute("datetime", isoOf(day));
    }
  }

  function table(counts, now) {
    for (const row of document.querySelectorAll(".figures tr[data-actor]")) {
      const slug = row.dataset.actor, isUnknown = slug === "unknown";
      const cell = { held: isUnknown ? counts.unknown : counts.held[slug], claimed: counts.claimed[slug] };
      if (now) cell.now = isUnknown ? now.unknown : now.held[slug];
      for (const each of row.querySelectorAll("[data-count]")) each.textContent = tell.number(cell[each.dataset.count] ?? 0);
      row.hidden = !isUnknown && !cell.held && !cell.claimed && !cell.now;
    }
  }

  function legend(counts) {
    for (const line of document.querySelectorAll(".legend [data-line]")) {
      const many = counts.lines[line.dataset.line] ?? 0;
      line.querySelector("b").textContent = tell.number(many);
      line.hidden = !many && line.dataset.line !== "unknown";
    }
  }

  function changes(day) {
    const found = latest(timeline, day, LATEST);
    byId("turns").replaceChildren(...found.map(line));
    byId("no-turns").hidden = found.length > 0;
  }

  function line({ code, step, loser }) {
    const item = byId("turn").content.firstElementChild.cloneNode(true);
    const [time, where, from, to] = ["time", ".where", ".who", ".who ~ .who"].map((each) => item.querySelector(each));
    time.textContent = tell.about(step);
    time.setAttribute("datetime", isoOf(step.start));
    where.textContent = nameOf(code);
    where.href = where.getAttribute("href").replace("/-/", `/${code}/`);
    actor(from, loser);
    actor(to, step.controller);
    const badge = item.querySelector(".badge");
    badge.classList.add(`is-${step.standing}`);
    badge.textContent = phrases.standings[step.standing];
    const evidence = item.querySelector("a.quiet");
    evidence.href = evidence.getAttribute("href").replace("/-/", `/${eventId(step.event)}/`);
    evidence.querySelector(".code").textContent = eventId(step.event);
    return item;
  }

  function knownNow(day, states, now, counts, countsNow) {
    const places = differing(states, now);
    byId("beside").textContent = fill(tell.plural("differ", places.length), {
      published: tell.dayText(published),
      day: tell.dayText(day),
      then: tell.held(counts),
      now: tell.held(countsNow),
      number: tell.number(places.length),
    });
    byId("differing").replaceChildren(...places.map((place) => {
      const row = byId("difference").content.querySelector("tr").cloneNode(true);
      const link = row.querySelector("a"), code = timeline.codes[place];
      link.textContent = nameOf(code);
      link.href = link.getAttribute("href").replace("/-/", `/${code}/`);
      const [then, later] = row.querySelectorAll(".who");
      actor(then, states[place].step?.controller);
      actor(later, now[place].step?.controller);
      return row;
    }));
  }

  return function show(day, states, now) {
    const counts = count(states), countsNow = now && count(now);
    finding(day, counts);
    table(counts, countsNow);
    legend(counts);
    changes(day);
    if (now) knownNow(day, states, now, counts, countsNow);
    marked(day);
  };
}

// The line of the chart and the small map of the day.
function marked(day) {
  const { first, last, width } = byId("course").dataset;
  const span = dayOf(last) - dayOf(first) + 1, ahead = day - dayOf(first);
  const x = ((ahead + 0.5) * width) / span;
  byId("course").querySelector(".marker").setAttribute("d", ahead >= 0 && ahead < span ? `M${x.toFixed(1)} -4V156` : "");
  for (const link of document.querySelectorAll(".strip a")) {
    if (dayOf(link.dataset.day) === day) link.setAttribute("aria-current", "date");
    else link.removeAttribute("aria-current");
  }
}
