// Filters by outcome, pool and reason, and the search for nodes.
const tools = document.querySelector(".tools");
function choices(name, found) {
  for (const value of new Set(found)) tools.elements[name].append(made("option", value.length > 90 ? `${value.slice(0, 90)}…` : value, { value }));
}
const groups = parts.flatMap((part) => part.groups);
if (tools && groups.length) {
  choices("answer", groups.map((group) => group.word));
  choices("pool", plans.flatMap((plan) => plan.places.map((place) => place.pool)).filter(Boolean));
  choices("reason", groups.flatMap((group) => group.reasons));
  for (const select of tools.querySelectorAll("select")) select.closest("label").hidden = select.options.length < 3;
  tools.addEventListener("input", filter);
  tools.addEventListener("reset", () => setTimeout(filter));
  tools.addEventListener("submit", (event) => {
    event.preventDefault();
    const [first] = tools.querySelectorAll(".hits button");
    if (first) first.click();
  });
} else if (tools) {
  tools.hidden = true;
}
function filter() {
  const [node, answer, pool, reason] = ["node", "answer", "pool", "reason"].map((name) => tools.elements[name].value);
  const wanted = node.trim().toLowerCase();
  const set = Boolean(wanted || answer || pool || reason);
  const groupFits = (group) => (!answer || group.word === answer) && (!reason || group.reasons.includes(reason));
  const nodeFits = (part, name) =>
    name.toLowerCase().includes(wanted) && (!pool || part.plan.placeByName.get(name)?.pool === pool);
  view.matches = set ? (part, name) => groupFits(part.groupByName.get(name)) && nodeFits(part, name) : null;
  const found = new Map();
  let shown = 0;
  for (const part of parts) {
    let fits = 0;
    for (const group of part.groups) {
      const names = groupFits(group) ? group.names.filter((name) => nodeFits(part, name)) : [];
      group.row.hidden = set && !names.length;
      if (set && names.length) unfold(group.row);
      fits += names.length;
      for (const name of names) if (!found.has(name)) found.set(name, part);
    }
    part.section.hidden = set && !fits;
    shown += part.section.hidden ? 0 : 1;
    redraw(part);
  }
  tools.querySelector("[type=reset]").disabled = !set;
  const among = parts.length > 1 ? ` in ${shown} of ${plural(parts.length, "part")}` : "";
  tools.querySelector(".said").textContent = set ? `${plural(found.size, "node")}${among}` : "";
  listHits(wanted ? found : new Map());
}
const MOST_HITS = 12;
function listHits(found) {
  const list = tools.querySelector(".hits");
  list.hidden = !found.size;
  list.replaceChildren(...[...found].slice(0, MOST_HITS).map(([name, part]) => hit(name, part)));
  if (found.size > MOST_HITS) list.append(made("li", `and ${found.size - MOST_HITS} more`, { class: "soft" }));
}
function hit(name, part) {
  const button = made("button", name, { type: "button" });
  button.addEventListener("click", () => {
    const cell = part.cells.find((one) => one.names.includes(name));
    if (!cell) return;
    pin(cell, cell.names.indexOf(name));
    part.section.querySelector("[data-node]").scrollIntoView({ block: "center" });
  });
  const others = parts.filter((one) => one.groupByName.has(name));
  const told = others.slice(0, 4).map((one) => `${one.title}: ${one.groupByName.get(name).word}`);
  if (others.length > 4) told.push(`and ${others.length - 4} more`);
  return made("li", [button, told.join("; ")]);
}
