/* On a phone the filters, and the contents of a sheet, are folded until asked for. */
(function () {
  "use strict";
  const fold = function (_, watcher) {
    const parts = document.querySelectorAll(".filter-fold, .sheet-contents-fold");
    if (parts.length) {
      watcher.disconnect();
      parts.forEach((part) => {
        part.open = !window.matchMedia("(max-width: 40rem)").matches;
      });
    }
  };
  new MutationObserver(fold).observe(document.documentElement, { childList: true, subtree: true });
})();
