/* A form inside a panel, marked data-choose, writes its fields into the query: the panels follow, and the
   address with them. Several fields of one name are joined by hyphens. Without this script the form would
   be sent as an ordinary one, so its hidden fields hold the rest of the query. */
(function () {
  "use strict";
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-choose]")) {
      return;
    }
    event.preventDefault();
    const given = new FormData(form);
    const parts = new URLSearchParams(window.location.search);
    new Set(given.keys()).forEach((name) => {
      const value = given.getAll(name).join("-");
      if (value) {
        parts.set(name, value);
      } else {
        parts.delete(name);
      }
    });
    window.dash_clientside.address.begin();
    window.dash_clientside.set_props("filters-query", { data: parts.toString().replaceAll("%2C", ",") });
  });
})();
