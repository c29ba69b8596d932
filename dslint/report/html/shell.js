"use strict";
// What needs a script is hidden until there is one.
for (const element of document.querySelectorAll("[data-scripted]")) element.hidden = false;
// Details are printed open: what they fold is part of the report.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open])")) {
    folded.open = true;
    folded.dataset.closeAgain = "";
  }
});
addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("[data-close-again]")) {
    folded.open = false;
    delete folded.dataset.closeAgain;
  }
});
