// The map itself: only what another day changes is touched.

import { isSame } from "./timeline.js";

const SVG = "http://www.w3.org/2000/svg";

// Return the districts of a map: {links: {code: element}, show(states), ring(codes)}.
export function drawing(svg, codes, tell) {
  const links = Object.fromEntries([...svg.querySelectorAll(".districts a")].map((link) => [codeOf(link), link]));
  const colours = {};
  for (const dot of svg.querySelectorAll(".dot")) colours[dot.classList[1]] = dot.getAttribute("fill");
  const rings = svg.querySelector(".rings");
  let shown = [];

  function show(states) {
    states.forEach((state, place) => {
      const link = links[codes[place]];
      if (link && !isSame(shown[place], state)) paint(link, state, colours, tell);
    });
    shown = states;
  }

  function ring(turned) {
    rings.replaceChildren(...turned.filter((code) => links[code]).map((code) => around(links[code])));
  }

  // What the server drew is what these states are.
  const begin = (states) => { shown = states; };
  return { links, begin, show, ring };
}

export const codeOf = (link) => link.getAttribute("href").match(/\/districts\/([^/]+)\//)[1];

function paint(link, state, colours, tell) {
  const { step, claimant } = state;
  const tint = step?.standing === "assumed" ? " tint" : "";
  link.setAttribute("class", (step?.controller ?? "unknown") + tint);
  if (step) link.setAttribute("fill", colours[step.controller]);
  else link.removeAttribute("fill");
  for (const over of link.querySelectorAll(".over")) over.remove();
  if (step?.contested) cover(link, "contested");
  if (claimant) cover(link, `claim-${claimant}`);
  const text = tell.spot(link.dataset.place, state);
  link.querySelector("title").textContent = text;
  link.setAttribute("aria-label", text);
}

function cover(link, pattern) {
  const over = link.querySelector(".face").cloneNode();
  over.setAttribute("class", "over");
  over.setAttribute("fill", `url(#${pattern})`);
  link.append(over);
}

function around(link) {
  const box = link.querySelector(".face").getBBox();
  const ring = document.createElementNS(SVG, "circle");
  ring.setAttribute("cx", box.x + box.width / 2);
  ring.setAttribute("cy", box.y + box.height / 2);
  ring.setAttribute("r", Math.max(15, Math.min(box.width, box.height) / 2));
  return ring;
}
