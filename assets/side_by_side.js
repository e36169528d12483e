/* The form that picks what stands side by side writes it into the address, where it can be shared. */
(function () {
  "use strict";
  const FEWEST = 2;
  const MOST = 6;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-compare]")) {
      return;
    }
    event.preventDefault();
    const chosen = new FormData(form).getAll(form.dataset.compare);
    if (chosen.length < FEWEST || chosen.length > MOST) {
      const limits = form.querySelector(".side-limits");
      limits.textContent = limits.dataset.words;
      return;
    }
    const parts = new URLSearchParams(window.location.search);
    ["prosjekt", "kommune"].forEach((name) => parts.delete(name));
    parts.set(form.dataset.compare, chosen.join(","));
    window.location.assign("?" + parts.toString().replaceAll("%2C", ",") + "#side-by-side");
  });
})();
