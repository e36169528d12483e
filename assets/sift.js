/* The measures register is sifted in the browser: each choice hides the rows that do not have it. */
(function () {
  "use strict";
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-sift]")) {
      return;
    }
    const whole = event.target.closest("[data-sifted]");
    const wanted = Array.from(whole.querySelectorAll("[data-sift]"), (choice) => [choice.dataset.sift, choice.value]);
    const rows = Array.from(whole.querySelectorAll("[data-phase]"));
    rows.forEach((row) => {
      row.hidden = wanted.some(([name, value]) => value && row.dataset[name] !== value);
    });
    const left = (part) => part.querySelector("[data-phase]:not([hidden])");
    whole.querySelectorAll(".register-theme, .register, .register-theme > details").forEach((part) => {
      part.hidden = !left(part);
    });
    const counter = whole.querySelector(".sift-count");
    counter.textContent = counter.dataset.words.replace("#", rows.filter((row) => !row.hidden).length);
  });
})();
