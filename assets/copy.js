/* A button with data-copy copies the text of the field with that id, and says so beside it. */
(function () {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) {
      return;
    }
    const field = document.getElementById(button.dataset.copy);
    field.select();
    const told = function () { button.nextElementSibling.textContent = button.dataset.copied; };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(field.value).then(told);
    } else if (document.execCommand("copy")) { // no clipboard over plain http on another host
      told();
    }
  });
})();
