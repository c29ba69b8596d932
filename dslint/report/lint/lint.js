// As other reports write it behind the name of the file.
function place(element) {
  const shown = element.querySelector(".where .place");
  const numbers = shown ? shown.textContent.match(/\d+/g) : null;
  return numbers ? `:${numbers.join(":")}` : "";
}

const form = document.querySelector(".tools");
if (form) {
  const files = [...document.querySelectorAll("[data-file]")].map((section) => ({
    section,
    name: section.dataset.file,
    findings: [...section.querySelectorAll(".finding")].map((element) => ({
      element,
      code: element.dataset.code,
      severity: element.dataset.severity,
      fixable: "fixable" in element.dataset,
      text: `${section.dataset.file}${place(element)} ${element.textContent}`.toLowerCase(),
    })),
  }));
  const { search, rule, file, fixable } = form.elements;
  const severities = [...form.querySelectorAll("[name=severity]")];
  const said = form.querySelector(".said");
  const total = Number(said.dataset.total);
  const all = said.textContent;
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = new Set(severities.filter(pressed).map((button) => button.value));
    let number = 0;
    for (const one of files) {
      let left = 0;
      for (const finding of one.findings) {
        const fits =
          shown.has(finding.severity) &&
          (!rule.value || finding.code === rule.value) &&
          (!file.value || one.name === file.value.slice(1)) &&
          (!pressed(fixable) || finding.fixable) &&
          words.every((word) => finding.text.includes(word));
        finding.element.hidden = !fits;
        left += fits;
      }
      one.section.hidden = !left;
      number += left;
    }
    said.textContent = number === total ? all : `${number} of ${total} findings`;
  }

  for (const row of document.querySelectorAll("[data-rule]")) {
    rule.add(new Option(row.querySelector("a").textContent, row.dataset.rule));
  }
  for (const one of files) file.add(new Option(one.name || "objects without a file", `:${one.name}`));
  for (const button of form.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(!pressed(button)));
      filter();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
}
// A link to a rule opens what is folded around it. What is linked to is not behind the filters, however high these are.
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  const folded = target && target.closest("details");
  if (folded) folded.open = true;
  if (target) (folded || target).scrollIntoView();
}
addEventListener("hashchange", reveal);
if (form) {
  const room = () => {
    const height = getComputedStyle(form).position === "sticky" ? form.offsetHeight : 0;
    document.documentElement.style.scrollPaddingTop = `${height + 12}px`;
  };
  addEventListener("resize", room);
  room();
}
