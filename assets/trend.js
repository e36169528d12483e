/* The small picture of a group's years opens the group's trend, as its own control does. */
(function () {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-trend]");
    if (link) {
      window.dash_clientside.set_props("target-groups-trend-group", { value: link.dataset.trend });
    }
  });
})();
