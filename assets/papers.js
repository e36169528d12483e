/* The menu of papers asks for its contents when it is opened; a page of an order keeps itself up to date. */
(function () {
  "use strict";
  let asked = null;

  function address() {
    return window.location.pathname + window.location.search;
  }

  function opened() {
    return document.querySelector(".papers-menu[open]");
  }

  function ask() {
    if (opened() && asked !== address()) {
      asked = address();
      window.dash_clientside.set_props("papers-asked", { data: asked });
    }
  }

  function close(focus) {
    const menu = opened();
    if (menu) {
      menu.open = false;
      if (focus) {
        menu.querySelector("summary").focus();
      }
    }
  }

  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".papers-menu[open]")) {
      ask();
    }
  }, true);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".papers-menu")) {
      close(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest(".papers-menu")) {
      close(true);
    }
  });
  /* A change of filters while the menu is open changes what it is of. */
  new MutationObserver(ask).observe(document.documentElement, { attributes: true, attributeFilter: ["data-ready"] });

  const PAUSE = 700, PAUSE_WHEN_WAITING = 1500, PAUSE_WHEN_LOST = 3000;
  let watched = null;

  function show(page, state) {
    page.querySelector(".order-state").textContent = state.sentence;
    const bar = page.querySelector("progress");
    bar.max = state.total || bar.max;
    bar.value = state.done || 0;
    const going = state.state === "waiting" || state.state === "working";
    page.querySelector(".order-cancel").hidden = !going;
    if (state.state === "done" && state.done) {
      const file = page.querySelector(".order-file");
      file.hidden = false;
      window.location.assign(file.querySelector("a").href);
    }
    return going;
  }

  function look(page) {
    window.fetch(page.dataset.order, { headers: { Accept: "application/json" } })
      .then((answer) => answer.json())
      .then((state) => { if (show(page, state)) { window.setTimeout(look, state.state === "waiting" ? PAUSE_WHEN_WAITING : PAUSE, page); } })
      .catch(() => {
        page.querySelector(".order-state").textContent = page.dataset.lost;
        window.setTimeout(look, PAUSE_WHEN_LOST, page);
      });
  }

  new MutationObserver(() => {
    const page = document.querySelector("[data-order]");
    if (page && page !== watched) {
      watched = page;
      if (page.dataset.state === "waiting" || page.dataset.state === "working") {
        look(page);
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
