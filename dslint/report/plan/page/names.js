// Names of nodes as ranges: n-[01-03] is n-01, n-02 and n-03; n-[1-7/3] is n-1, n-4 and n-7.
const RANGE = /^([^[\]]*)\[([0-9][0-9,/-]*)\]([^[\]]*)$/;
function expanded(text) {
  return splitNames(text).flatMap((name) => {
    const match = RANGE.exec(name);
    if (!match) return [name];
    const [, before, inside, after] = match;
    return inside.split(",").flatMap((item) => {
      const [bounds, step] = item.split("/");
      const [first, last = first] = bounds.split("-");
      const found = [];
      for (let number = Number(first); number <= Number(last); number += Number(step) || 1) {
        found.push(before + String(number).padStart(first.length, "0") + after);
      }
      return found;
    });
  });
}
function splitNames(text) {
  return text.trim() ? text.trim().split(", ") : [];
}
function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
function made(tag, content, attributes = {}) {
  const element = document.createElement(tag);
  if (content) element.append(...[content].flat());
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
// Each list of names can be opened name by name.
for (const names of document.querySelectorAll("[data-names]")) {
  if (!names.textContent.includes("[")) continue;
  const text = names.textContent;
  const button = made("button", "one by one", { type: "button", class: "screen" });
  button.addEventListener("click", () => names.replaceChildren(expanded(text).join(", ")));
  names.append(" ", button);
  names.dataset.names = text;
}
