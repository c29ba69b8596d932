// The rollout step by step: a slider below its chart shows the numbers, and the map as it is then.
function playerOf(part) {
  const box = part.section.querySelector(".player");
  if (!box) return;
  const rows = [...part.section.querySelectorAll("tr[data-step]")];
  const slider = box.querySelector("input");
  const [outcome] = box.querySelectorAll("[data-move='0']");
  const now = part.section.querySelector(".chart .now");
  const moment = part.section.querySelector("[data-moment]");
  const text = box.querySelector(".now-text");
  function show(place) {
    for (const row of rows) row.classList.remove("now");
    const row = rows[place];
    part.step = row ? Number(row.dataset.step) : null;
    outcome.hidden = !row;
    now.toggleAttribute("hidden", !row);
    moment.textContent = row ? momentOf(row) : "";
    text.textContent = row ? numbersOf(row) : "";
    if (row) {
      row.classList.add("now");
      now.setAttribute("transform", `translate(${row.dataset.x} 0)`);
      slider.value = place;
      slider.setAttribute("aria-valuetext", `${momentOf(row)}: ${text.textContent}`);
    }
    redraw(part);
  }
  slider.addEventListener("input", () => show(Number(slider.value)));
  for (const button of box.querySelectorAll("button")) {
    const by = Number(button.dataset.move);
    button.addEventListener("click", () => {
      if (by) show(part.step === null ? 0 : Math.max(0, Math.min(rows.length - 1, Number(slider.value) + by)));
      else show(-1);
    });
  }
}
function momentOf(row) {
  return row.dataset.step === "0" ? "before the rollout" : `after step ${row.dataset.step} (${row.cells[1].textContent})`;
}
function numbersOf(row) {
  const told = [...row.querySelectorAll("[data-state]")].map((cell) => `${cell.textContent} ${cell.dataset.state}`);
  const [unavailable, taken] = ["unavailable", "taken"].map((name) => row.querySelector(`[data-count=${name}]`));
  if (taken) told.push(`used budget ${taken.textContent}`);
  return `${told.join(", ")}; ${unavailable.textContent} unavailable`;
}
parts.forEach(playerOf);
