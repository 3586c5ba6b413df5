// The map as one stop of the Tab key: arrows go to the nearest district that way, Enter opens it.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function walkable(svg, links, move) {
  const all = Object.values(links);
  let middles = null, here = all[0];
  for (const link of all) link.setAttribute("tabindex", "-1");
  here?.setAttribute("tabindex", "0");

  function stand(link) {
    here.setAttribute("tabindex", "-1");
    here = link;
    here.setAttribute("tabindex", "0");
  }

  svg.addEventListener("focusin", (event) => {
    const link = event.target.closest(".districts a");
    if (!link) return;
    stand(link);
    if (link.matches(":focus-visible")) move.reveal(...middleOf(link));
  });
  svg.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (move.key(event)) return event.preventDefault();
    if (event.key === "Escape") document.getElementById("after-map").focus();
    if (!way) return;
    event.preventDefault();
    middles ??= new Map(all.map((link) => [link, middleOf(link)]));
    const next = nearest(middles, here, way);
    if (!next) return;
    next.focus({ preventScroll: true });
  });
}

function middleOf(link) {
  const box = link.querySelector(".face").getBBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

// The district that lies nearest in a direction: what lies aside counts twice.
export function nearest(middles, from, [wayX, wayY]) {
  const [x, y] = middles.get(from);
  let found = null, least = Infinity;
  for (const [link, [toX, toY]] of middles) {
    const along = (toX - x) * wayX + (toY - y) * wayY;
    const aside = Math.abs((toX - x) * wayY) + Math.abs((toY - y) * wayX);
    if (along > 1 && aside < 2 * along && along + 2 * aside < least) [found, least] = [link, along + 2 * aside];
  }
  return found;
}
