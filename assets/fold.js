/* On a phone the filters are folded until asked for: the status is what one came to see. */
(function () {
  "use strict";
  const fold = function (_, watcher) {
    const filters = document.querySelector(".filter-fold");
    if (filters) {
      watcher.disconnect();
      filters.open = !window.matchMedia("(max-width: 40rem)").matches;
    }
  };
  new MutationObserver(fold).observe(document.documentElement, { childList: true, subtree: true });
})();
