// Nearer, farther and aside: buttons, keys, drag, pinch, and the wheel with Ctrl; the viewBox is all that moves.

const NEAREST = 12, STEP = 1.5, FIRM = 5, LINE = 16; // LINE: pixels of a wheel that counts in lines

// Let a map be moved; returns {reveal(x, y), key(event)}, which the keyboard's way through the districts uses.
// `told` is called after each step with how near the map is.
export function movable(svg, buttons, told) {
  const whole = svg.getAttribute("viewBox").split(" ").map(Number);
  let [x, y, width, height] = whole;
  const near = () => whole[2] / width;

  function look(toX, toY, toWidth) {
    width = Math.min(whole[2], Math.max(whole[2] / NEAREST, toWidth));
    height = (width * whole[3]) / whole[2];
    x = Math.min(Math.max(toX, whole[0]), whole[0] + whole[2] - width);
    y = Math.min(Math.max(toY, whole[1]), whole[1] + whole[3] - height);
    svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
    svg.style.setProperty("--near", near());
    svg.classList.toggle("is-near", near() > 1);
  }

  // Bring the map nearer around a point that stays where it is.
  function zoom(by, aroundX = x + width / 2, aroundY = y + height / 2) {
    const to = Math.min(whole[2], Math.max(whole[2] / NEAREST, width / by));
    look(aroundX - ((aroundX - x) * to) / width, aroundY - ((aroundY - y) * to) / width, to);
  }

  const pan = (acrossX, acrossY) => look(x + acrossX * width, y + acrossY * height, width);
  const all = () => look(...whole);
  const acts = { in: () => zoom(STEP), out: () => zoom(1 / STEP), all };
  const act = (name) => { acts[name](); told(near()); };
  buttons.addEventListener("click", ({ target }) => { if (target.dataset.near) act(target.dataset.near); });

  function place(event) {
    const box = svg.getBoundingClientRect();
    return [x + ((event.clientX - box.left) / box.width) * width, y + ((event.clientY - box.top) / box.height) * height];
  }

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-(event.deltaY * (event.deltaMode ? LINE : 1)) / 200), ...place(event));
  }, { passive: false });
  hands(svg, { place, near, zoom, shift: (byX, byY) => look(x - byX, y - byY, width) });

  function key(event) {
    const aside = { ArrowLeft: [-0.2, 0], ArrowRight: [0.2, 0], ArrowUp: [0, -0.2], ArrowDown: [0, 0.2] }[event.key];
    if (event.shiftKey && aside) pan(...aside);
    else if (event.key === "+" || event.key === "=") act("in");
    else if (event.key === "-" || event.key === "−") act("out");
    else if (event.key === "0" || (event.key === "Escape" && near() > 1)) act("all");
    else return false;
    return true;
  }

  function reveal(atX, atY) {
    if (atX < x || atX > x + width || atY < y || atY > y + height) look(atX - width / 2, atY - height / 2, width);
  }

  return { key, reveal };
}

// One finger or the mouse moves what is near, two bring it nearer; what was moved is not clicked.
// Of two fingers the one that rests holds its place, so that the ground stays under both.
function hands(svg, { place, near, zoom, shift }) {
  const down = new Map();
  let moved = 0;
  const apart = (one, other) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  svg.addEventListener("pointerdown", (event) => {
    if (!down.size) moved = 0;
    down.set(event.pointerId, event);
  });
  svg.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const other = down.size === 2 && [...down.values()].find((each) => each !== before);
    moved += Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY);
    const [fromX, fromY] = place(before), [toX, toY] = place(event);
    down.set(event.pointerId, event);
    if (other) zoom(apart(event, other) / Math.max(1, apart(before, other)), ...place(other));
    else if (near() > 1 && moved > FIRM) {
      svg.setPointerCapture(event.pointerId);
      shift(toX - fromX, toY - fromY);
    }
  });
  for (const kind of ["pointerup", "pointercancel", "pointerleave"]) {
    svg.addEventListener(kind, (event) => { down.delete(event.pointerId); });
  }
  svg.addEventListener("click", (event) => {
    if (moved > FIRM && event.detail) event.preventDefault(); // a click of the keyboard has no detail
    moved = 0;
  }, { capture: true });
  // Else a browser may take two fingers that move upwards for a scrolling of the page.
  svg.addEventListener("touchstart", (event) => { if (event.touches.length > 1) event.preventDefault(); }, { passive: false });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
}
