/* The address follows the filters; the page says when every panel is drawn. */
(function () {
  "use strict";
  const root = document.documentElement;
  let query = null; // the query the panels are to show
  let asking = false; // a choice is made, and its query not yet known

  function drawn() {
    const view = document.querySelector("[data-view]");
    if (!view || asking) {
      return false;
    }
    const panels = view.querySelectorAll("[data-panel]");
    if (panels.length && query === null) {
      return false;
    }
    const behind = Array.from(panels).some((panel) => {
      const mark = panel.querySelector("[data-drawn]");
      return !mark || mark.dataset.drawn !== query;
    });
    const charts = Array.from(view.querySelectorAll(".dash-graph"));
    return !behind && charts.every((chart) => chart.querySelector(".main-svg"));
  }

  function tell() {
    const ready = drawn();
    if (ready) {
      keep(); // panels have drawn new links
      arrive();
    }
    root.dataset.ready = String(ready);
  }

  function begin() {
    asking = true;
    root.dataset.ready = "false";
  }

  /* A filter change starts when a control of the filter bar (or of the map, its twin) changes;
     the same value once more is no change, and nothing would answer it. */
  const values = {};
  function changed(control) {
    const before = values[control.id];
    values[control.id] = control.value;
    return !control.matches("select") || before !== control.value;
  }
  document.addEventListener("change", (event) => {
    const control = event.target;
    if (control.closest("#filters") && !control.matches(".filter-search") && changed(control)) {
      begin();
      heading(control.closest(".filter-box"));
      pair(control);
    }
  }, true);

  /* One year chosen is that year, no more; so the other end follows, and the controls say what is shown. */
  const OTHER_END = { "filters-year-from": "filters-year-to", "filters-year-to": "filters-year-from" };
  function pair(control) {
    const other = document.getElementById(OTHER_END[control.id]);
    if (!other) {
      return;
    }
    const [first, last] = control.id === "filters-year-from" ? [control, other] : [other, control];
    if ([first.value, last.value].includes("alle") || first.value > last.value) {
      window.dash_clientside.set_props(other.id, { value: control.value });
    }
  }

  /* The heading of a box of checkboxes names what is chosen. */
  function heading(box) {
    if (!box) {
      return;
    }
    const summary = box.querySelector("summary");
    const names = Array.from(box.querySelectorAll("input[type=checkbox]:checked"),
      (input) => input.parentElement.textContent.replace(/ \(\d+\)$/, ""));
    const many = summary.dataset.some.replace("#", names.length);
    summary.textContent = names.length === 0 ? summary.dataset.all : names.length > 2 ? many : names.join(", ");
  }

  /* A box near the right edge opens to the left, so that the page never scrolls sideways. */
  document.addEventListener("toggle", (event) => {
    if (event.target.matches(".filter-box[open]")) {
      const list = event.target.querySelector(".filter-list");
      const right = event.target.getBoundingClientRect().left + list.offsetWidth;
      list.classList.toggle("filter-list-end", right > root.clientWidth);
    }
  }, true);

  /* Typing narrows a long list of checkboxes; Escape or a click elsewhere closes its box. */
  document.addEventListener("input", (event) => {
    if (event.target.matches(".filter-search")) {
      const wanted = event.target.value.trim().toLowerCase();
      event.target.closest(".filter-list").querySelectorAll(".form-check").forEach((choice) => {
        choice.hidden = !choice.textContent.toLowerCase().includes(wanted);
      });
    }
  });
  function close(except) {
    document.querySelectorAll(".filter-box[open]").forEach((box) => {
      if (box !== except) {
        box.open = false;
      }
    });
  }
  document.addEventListener("click", (event) => close(event.target.closest(".filter-box")));
  document.addEventListener("keydown", (event) => {
    const box = event.key === "Escape" && event.target.closest(".filter-box");
    if (box) {
      close(null);
      box.querySelector("summary").focus();
    }
  });

  /* Links to other views carry the choice. */
  function keep() {
    if (query !== null) {
      document.querySelectorAll("a[data-keep]").forEach((link) => {
        const kept = link.pathname + "?" + (link.dataset.keep === "wider" ? wider(query) : query);
        if (link.getAttribute("href") !== kept) {
          link.setAttribute("href", kept);
        }
      });
    }
  }

  /* The way up from a project does not take the project with it. */
  function wider(current) {
    const parts = new URLSearchParams(current);
    parts.delete("prosjekt");
    if (!["fylke", "kommune", "program"].some((name) => parts.has(name))) {
      parts.set("fylke", "alle");
    }
    return parts.toString().replaceAll("%2C", ",");
  }

  /* The last crumb, and with it the title, names the place chosen. */
  function place() {
    const crumb = document.querySelector("[data-crumb=place]");
    const trail = document.querySelector("[data-title]");
    const towns = document.querySelectorAll("#filters-municipalities input:checked");
    const county = document.querySelector("#filters-county option:checked");
    if (!crumb || !trail || !county) {
      return;
    }
    const names = Array.from(towns, (town) => town.parentElement.textContent);
    const chosen = names.length > 3 || !names.length ? [county.textContent] : names;
    crumb.textContent = chosen.map((name) => name.replace(/ \(\d+\)$/, "")).join(", ");
    document.title = trail.dataset.title + ": " + crumb.textContent + " · Bolysttavla";
  }

  /* Who came by a link within the board begins at the heading of the view, not at the menu once more. */
  let arrived = false;
  function arrive() {
    const heading = document.querySelector("main h1");
    const how = window.performance.getEntriesByType("navigation")[0];
    if (arrived || !heading) {
      return;
    }
    arrived = true;
    const within = document.referrer.startsWith(window.location.origin + "/");
    if (within && !window.location.hash && how && how.type === "navigate" && document.activeElement === document.body) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    address: {
      begin: begin,
      /* One replaceState per change; the links to other languages and views keep the choice. */
      follow: function (current) {
        query = current;
        asking = false;
        root.dataset.ready = "false";
        window.history.replaceState(window.history.state, "", "?" + current + window.location.hash);
        keep();
        place();
        document.querySelectorAll(".filter-box").forEach(heading);
        document.querySelectorAll("#filters select").forEach(changed);
        window.requestAnimationFrame(tell);
        return ["nb", "nn", "en"].map((language) => {
          const parts = new URLSearchParams(current);
          parts.set("sprak", language);
          return window.location.pathname + "?" + parts.toString().replaceAll("%2C", ",");
        });
      },
    },
  });

  const watcher = new MutationObserver(tell);
  document.addEventListener("DOMContentLoaded", () => {
    watcher.observe(document.body, {
      childList: true, subtree: true, attributes: true, attributeFilter: ["data-drawn"],
    });
  });
})();
