// The maps: squares drawn by group or by step, with the name and reason of each on hover, focus and click.
const SVG = "http://www.w3.org/2000/svg";
function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
function fillOf(glyph, size) {
  return size === 14 ? `url(#${glyph})` : `url(#${glyph}-${size})`;
}
function glyphNow(part, name) {
  const course = part.step === null ? null : part.courses.get(name);
  return course ? course.kinds[placeIn(course, part.step)] : part.groupByName.get(name).glyph;
}
function toldNow(part, name) {
  const course = part.step === null ? null : part.courses.get(name);
  const group = part.groupByName.get(name);
  return course ? course.states[placeIn(course, part.step)] : [group.word, ...group.told].join(": ");
}
// Squares of one look that follow each other in a row are one rectangle of its path.
function draw(cell) {
  const paths = new Map();
  const { part, names, columns, size, svg } = cell;
  for (let start = 0; start < names.length; ) {
    const look = lookOf(part, names[start]);
    const rowEnd = Math.min(names.length, (Math.floor(start / columns) + 1) * columns);
    let end = start + 1;
    while (end < rowEnd && lookOf(part, names[end]) === look) end += 1;
    const width = (end - start) * size;
    const corner = `${(start % columns) * size} ${Math.floor(start / columns) * size}`;
    paths.set(look, `${paths.get(look) || ""}M${corner}h${width}v${size}h-${width}z`);
    start = end;
  }
  svg.replaceChildren(
    ...[...paths].map(([look, d]) => {
      const [glyph, dim] = look.split(" ");
      return shape("path", { d, fill: fillOf(glyph, size), "data-glyph": glyph, ...(dim ? { class: "dim" } : {}) });
    }),
    ...(names.length ? [cell.cursor] : []),
  );
}
function lookOf(part, name) {
  return glyphNow(part, name) + (view.matches && !view.matches(part, name) ? " dim" : "");
}
function cellOf(svg, part) {
  const place = part.plan.places[Number(svg.dataset.place) - 1];
  const columns = Number(svg.dataset.columns);
  const size = svg.getAttribute("width") / columns;
  const names = place.names.filter((name) => part.groupByName.has(name));
  names.sort((one, other) => part.groupByName.get(one).number - part.groupByName.get(other).number);
  const side = size - size / 7;
  const cursor = shape("rect", { class: "cursor", width: side, height: side, rx: 2, tabindex: 0, role: "button" });
  const cell = { svg, part, place, columns, size, names, cursor, at: 0 };
  svg.dataset.scriptedMap = "";
  move(cell, 0);
  svg.addEventListener("pointermove", (event) => point(cell, event));
  svg.addEventListener("pointerleave", hideTip);
  svg.addEventListener("click", (event) => {
    const at = placeUnder(cell, event);
    if (at !== null) pin(cell, at);
  });
  cursor.addEventListener("focus", () => tipAt(cell));
  cursor.addEventListener("blur", hideTip);
  cursor.addEventListener("keydown", (event) => walk(cell, event));
  return cell;
}
function placeUnder(cell, event) {
  const box = cell.svg.getBoundingClientRect();
  const column = Math.floor((event.clientX - box.left) / cell.size);
  const at = Math.floor((event.clientY - box.top) / cell.size) * cell.columns + column;
  return column >= 0 && column < cell.columns && at >= 0 && at < cell.names.length ? at : null;
}
function move(cell, at) {
  cell.at = at;
  cell.cursor.setAttribute("x", (at % cell.columns) * cell.size);
  cell.cursor.setAttribute("y", Math.floor(at / cell.columns) * cell.size);
  const name = cell.names[at];
  if (name) cell.cursor.setAttribute("aria-label", `${name}: ${toldNow(cell.part, name)}`);
}
const STEPS = { ArrowLeft: () => -1, ArrowRight: () => 1, ArrowUp: (cell) => -cell.columns, ArrowDown: (cell) => cell.columns };
function walk(cell, event) {
  const last = cell.names.length - 1;
  let at = null;
  if (event.key in STEPS) at = cell.at + STEPS[event.key](cell);
  if (event.key === "Home") at = 0;
  if (event.key === "End") at = last;
  if (event.key === "Escape") unpin(cell.part);
  if (event.key === "Enter" || event.key === " ") pin(cell, cell.at);
  else if (at === null) return;
  event.preventDefault();
  if (at === null || at < 0 || at > last) return;
  move(cell, at);
  tipAt(cell);
}
const tip = made("div", "", { class: "tip", "aria-hidden": "true", hidden: "" });
document.body.append(tip);
function hideTip() {
  tip.hidden = true;
}
function point(cell, event) {
  const at = placeUnder(cell, event);
  if (at === null) return hideTip();
  showTip(cell, cell.names[at], event.clientX, event.clientY);
}
function tipAt(cell) {
  const box = cell.cursor.getBoundingClientRect();
  showTip(cell, cell.names[cell.at], box.right, box.bottom);
}
function showTip(cell, name, x, y) {
  tip.replaceChildren(made("b", name), toldNow(cell.part, name));
  tip.hidden = false;
  tip.style.left = `${Math.max(8, Math.min(x + 12, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${y + 16 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 12 : y + 16}px`;
}
// The card of one node: what becomes of it and why, and its way through the rollout.
function pin(cell, at) {
  const { part, place } = cell;
  for (const other of part.cells) other.cursor.classList.remove("on");
  cell.cursor.classList.add("on");
  move(cell, at);
  const name = cell.names[at];
  const group = part.groupByName.get(name);
  const course = part.courses.get(name);
  const card = part.section.querySelector("[data-node]");
  const close = made("button", "Close", { type: "button" });
  close.addEventListener("click", () => unpin(part));
  const where = [place.pool && `pool ${place.pool}`, place.zone].filter(Boolean).join(", ");
  const row = made("a", group.word, { href: `#${group.row.id}` });
  row.addEventListener("click", () => unfold(group.row));
  card.replaceChildren(close, made("b", name), where ? ` ${where}` : "", made("p", row));
  card.append(...group.told.map((text) => made("p", text)));
  if (course && course.steps.length > 1) {
    const told = course.states.map((state, place) => (place ? `step ${course.steps[place]}: ${state}` : state));
    card.append(made("p", told.join(" → "), { class: "soft" }));
  }
  card.hidden = false;
}
function unpin(part) {
  for (const cell of part.cells) cell.cursor.classList.remove("on");
  part.section.querySelector("[data-node]").hidden = true;
}
function unfold(element) {
  for (let above = element; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
}
function redraw(part) {
  for (const cell of part.cells) {
    draw(cell);
    move(cell, cell.at);
  }
}
for (const part of parts) {
  part.cells = [...part.section.querySelectorAll("svg[data-place]")].map((svg) => cellOf(svg, part));
  redraw(part);
}
addEventListener("hashchange", () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target) unfold(target);
});
