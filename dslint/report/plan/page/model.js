// What the page says of each node, read from its tables.
function groupOf(row, number) {
  const text = (found) => [...row.querySelectorAll(found)].map((element) => element.textContent);
  const names = row.querySelector("[data-names]");
  return {
    row,
    number,
    answer: row.dataset.answer,
    glyph: row.dataset.glyph,
    word: row.querySelector(".outcome span").textContent,
    reasons: text(".reason span"),
    told: text(".why > div"),
    // Scores stand in parentheses behind the names.
    names: expanded(names.dataset.names || names.textContent).map((name) => name.replace(/ \(\d+\)$/, "")),
  };
}
function kindOf(state, leaves, first) {
  const pods = state.split(", ");
  if (pods.includes("new ready")) return "new";
  if (pods.includes("old ready")) {
    return pods.some((pod) => pod.startsWith("new ") && !pod.endsWith("terminating")) ? "both" : "old";
  }
  if (leaves && pods.every((pod) => pod === "no pod" || pod.endsWith("terminating"))) return "gone";
  return state === first && state === "no pod" ? "none" : "down";
}
// The states of each node with the steps in which they begin.
function coursesOf(section) {
  const found = new Map();
  for (const row of section.querySelectorAll("tr[data-pauses]")) {
    const states = row.cells[0].textContent.split(" → ");
    const pauses = row.dataset.pauses.split(" ").filter(Boolean).map(Number);
    const leaves = "leaves" in row.dataset;
    const kinds = states.map((state) => kindOf(state, leaves, states[0]));
    for (const beginning of row.cells[1].textContent.split("; ")) {
      const colon = beginning.indexOf(": ");
      const from = Number(beginning.slice(0, colon));
      const steps = [0, ...pauses.map((pause) => from + pause)];
      const course = { states, kinds, steps };
      for (const name of expanded(beginning.slice(colon + 2))) found.set(name, course);
    }
  }
  return found;
}
function placeIn(course, step) {
  let place = 0;
  while (place + 1 < course.steps.length && course.steps[place + 1] <= step) place += 1;
  return place;
}
function partOf(section, plan) {
  const groups = [...section.querySelectorAll("tr[data-group]")].map((row) => groupOf(row, Number(row.dataset.group)));
  groups.sort((one, other) => one.number - other.number);
  const groupByName = new Map();
  for (const group of groups) for (const name of group.names) groupByName.set(name, group);
  const part = { section, plan, groups, groupByName, courses: coursesOf(section), step: null, cells: [] };
  part.title = section.querySelector("h2").firstChild.textContent.trim();
  return part;
}
function planOf(section) {
  const plan = { section, places: [], placeByName: new Map() };
  for (const row of section.querySelectorAll("tr[data-pool]")) {
    const place = { pool: row.dataset.pool, zone: row.dataset.zone, names: expanded(row.cells[3].textContent) };
    plan.places.push(place);
    for (const name of place.names) plan.placeByName.set(name, place);
  }
  plan.parts = [...section.querySelectorAll("section[data-object]")].map((part) => partOf(part, plan));
  return plan;
}
const plans = [...document.querySelectorAll("section.plan")].map(planOf);
const parts = plans.flatMap((plan) => plan.parts);
// What is shown: nodes that match the filters, or null where no filter is set.
const view = { matches: null };
