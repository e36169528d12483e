/* «Min kommune»: kept in this browser only, and read only when the overview's address names no place. */
(function () {
  "use strict";
  const KEY = "bolyst-home";
  const PLACES = ["program", "fylke", "kommune", "prosjekt"];

  function kept() {
    try {
      const number = window.localStorage.getItem(KEY);
      return /^\d{4}$/.test(number) ? number : "";
    } catch {
      return ""; // a browser may forbid it
    }
  }

  function keep(number) {
    try {
      if (number) {
        window.localStorage.setItem(KEY, number);
      } else {
        window.localStorage.removeItem(KEY);
      }
    } catch {
      // the board works without
    }
  }

  /* Address of the overview of a municipality, in the language of this page. */
  function address(number, asked) {
    const parts = new URLSearchParams(asked);
    const wanted = new URLSearchParams(parts.has("sprak") ? { sprak: parts.get("sprak") } : {});
    wanted.set("kommune", number);
    return "/?" + wanted.toString();
  }

  const parts = new URLSearchParams(window.location.search);
  if (window.location.pathname === "/" && kept() && !PLACES.some((name) => parts.has(name))) {
    window.location.replace(address(kept(), parts) + window.location.hash);
  }

  function shown() {
    return new URLSearchParams(window.location.search).get("kommune");
  }

  /* The way home is offered where one is elsewhere. */
  function offer(box) {
    const way = box.querySelector("a");
    const here = box.querySelector("select");
    const name = here.selectedOptions[0].textContent;
    const words = way.dataset.words.replace("#", name);
    way.hidden = !kept() || shown() === kept() || here.value !== kept();
    way.href = way.hidden ? "/" : address(kept(), window.location.search);
    if (way.textContent !== words) { // the page watches its own content: no change, no notice
      way.textContent = words;
    }
  }

  function fill(box) {
    const field = box.querySelector("select");
    field.append(new Option(box.dataset.none, ""));
    box.dataset.places.split("|").forEach((place) => field.append(new Option(place.slice(5), place.slice(0, 4))));
    field.value = Array.from(field.options).some((option) => option.value === kept()) ? kept() : "";
    box.hidden = false;
    offer(box);
  }

  document.addEventListener("change", (event) => {
    if (event.target.id === "my-place") {
      keep(event.target.value);
      if (event.target.value && event.target.value !== shown()) {
        window.location.assign(address(event.target.value, window.location.search));
      } else {
        offer(event.target.closest(".my-place"));
      }
    }
  });
  new MutationObserver(() => {
    document.querySelectorAll(".my-place[hidden]").forEach(fill);
  }).observe(document.documentElement, { childList: true, subtree: true });
  new MutationObserver(() => {
    document.querySelectorAll(".my-place:not([hidden])").forEach(offer);
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-ready"] });
})();
