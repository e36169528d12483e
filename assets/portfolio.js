/* The portfolio matrix: sorted by any column, searched, and narrowed to what needs follow-up, in the
   browser alone. What was chosen lasts while the filters above change and the table is drawn anew. */
(function () {
  "use strict";
  const kept = { field: null, falling: false, words: "", urgent: false };
  const norwegian = new Intl.Collator("nb", { numeric: true });

  /* What is missing stands last both ways; equals as they stood. */
  function sorted(rows, column) {
    const key = (row) => (column ? row.cells[column].dataset.sort : row.cells[0].querySelector("a").textContent);
    const turn = kept.falling ? -1 : 1;
    return rows.sort((one, other) => {
      const [a, b] = [key(one), key(other)];
      if (a === undefined || b === undefined) {
        return (a === undefined) - (b === undefined);
      }
      return turn * (column ? Number(a) - Number(b) : norwegian.compare(a, b));
    });
  }

  function arrange(table) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const column = heads.findIndex((head) => head.dataset.field === kept.field);
    heads.forEach((head, place) => {
      head.setAttribute("aria-sort", place !== column ? "none" : kept.falling ? "descending" : "ascending");
    });
    const rows = table.rowsAsDrawn.slice();
    table.tBodies[0].append(...sorted(rows, column));
  }

  function narrow(panel, table) {
    const words = kept.words.trim().toLocaleLowerCase("nb").split(/\s+/);
    let shown = 0;
    table.rowsAsDrawn.forEach((row) => {
      const text = row.textContent.toLocaleLowerCase("nb");
      row.hidden = (kept.urgent && !row.dataset.urgent) || !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    });
    const count = panel.querySelector(".portfolio-count");
    count.textContent = kept.urgent || kept.words ? count.dataset.words.replace("#", shown) : "";
  }

  function choose(table, field) {
    kept.falling = kept.field === field && !kept.falling;
    kept.field = field;
    table.closest("[data-panel]").querySelector("[name=field]").value = field;
    arrange(table);
  }

  /* A new table gets its labels for the telephone, and what was chosen before. */
  function begin(table) {
    const panel = table.closest("[data-panel]");
    const labels = Array.from(table.querySelectorAll("thead button"), (button) => button.firstChild.textContent);
    table.rowsAsDrawn = Array.from(table.tBodies[0].rows);
    table.rowsAsDrawn.forEach((row) => {
      Array.from(row.cells).forEach((cell, place) => { cell.dataset.label = labels[place]; });
    });
    kept.field = kept.field || table.dataset.portfolio;
    const form = panel.querySelector("form");
    form.elements.words.value = kept.words;
    form.elements.urgent.checked = kept.urgent;
    form.elements.field.value = kept.field;
    arrange(table);
    narrow(panel, table);
  }

  function tableOf(element) {
    const panel = element.closest("#portfolio");
    return panel && panel.querySelector("[data-portfolio]");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-portfolio] thead button");
    if (button) {
      choose(tableOf(button), button.closest("th").dataset.field);
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".portfolio-tools")) {
      event.preventDefault();
    }
  });
  document.addEventListener("input", (event) => {
    const table = event.target.closest(".portfolio-tools") && tableOf(event.target);
    if (!table) {
      return;
    }
    const form = event.target.form;
    if (event.target.name === "field") {
      choose(table, event.target.value);
    } else {
      kept.words = form.elements.words.value;
      kept.urgent = form.elements.urgent.checked;
      narrow(form.closest("[data-panel]"), table);
    }
  });
  new MutationObserver(() => {
    const table = document.querySelector("[data-portfolio]");
    if (table && !table.rowsAsDrawn) {
      begin(table);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
