/* Council mode: one panel at a time in large type. Arrow keys or PageUp/PageDown go on, Escape ends. */
(function () {
  "use strict";
  const root = document.documentElement;
  let place = 0;

  function slides() {
    const none = document.querySelector("[data-no-projects]"); // then panels about projects are hidden
    return Array.from(document.querySelectorAll("main [data-panel]"))
      .filter((panel) => !none || !panel.closest(".of-projects"));
  }

  function on() {
    return root.dataset.council === "true";
  }

  function show(wanted) {
    const all = slides();
    place = Math.max(0, Math.min(wanted, all.length - 1));
    all.forEach((slide, position) => slide.classList.toggle("council-slide", position === place));
    document.querySelectorAll(".council-holder").forEach((holder) => holder.classList.remove("council-holder"));
    for (let holder = all[place].parentElement; holder.tagName !== "MAIN"; holder = holder.parentElement) {
      holder.classList.add("council-holder");
    }
    const told = document.querySelector("[data-council=place]");
    told.textContent = told.dataset.words.replace("##", all.length).replace("#", place + 1);
    document.querySelector("[data-council=previous]").disabled = place === 0;
    document.querySelector("[data-council=next]").disabled = place === all.length - 1;
    all[place].tabIndex = -1;
    all[place].focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  function begin() {
    if (!slides().length) {
      return;
    }
    root.dataset.council = "true";
    document.querySelector(".council-bar").hidden = false;
    if (root.requestFullscreen) {
      root.requestFullscreen().catch(() => {}); // a window that may not fill the screen will do
    }
    show(0);
  }

  function end() {
    delete root.dataset.council;
    document.querySelector(".council-bar").hidden = true;
    if (document.fullscreenElement) {
      document.exitFullscreen();
    }
    const shown = slides()[place];
    slides().forEach((slide) => slide.classList.remove("council-slide"));
    document.querySelectorAll(".council-holder").forEach((holder) => holder.classList.remove("council-holder"));
    shown.scrollIntoView();
    document.querySelector(".council-start").focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest(".council-start")) {
      begin();
      return;
    }
    const button = on() && event.target.closest("button[data-council]");
    if (button) {
      ({ previous: () => show(place - 1), next: () => show(place + 1), end: end })[button.dataset.council]();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!on() || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) {
      return;
    }
    const act = {
      ArrowRight: () => show(place + 1), PageDown: () => show(place + 1),
      ArrowLeft: () => show(place - 1), PageUp: () => show(place - 1),
      Home: () => show(0), End: () => show(slides().length - 1), Escape: end,
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  /* In full screen the browser keeps Escape to itself. */
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement && on()) {
      end();
    }
  });
  new MutationObserver(() => {
    document.querySelectorAll(".council-start[hidden]").forEach((button) => {
      button.hidden = !slides().length;
    });
  }).observe(root, { childList: true, subtree: true });
})();
