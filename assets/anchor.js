/* A link to a section arrives before the page is drawn: go there once it is. */
(function () {
  "use strict";
  const id = location.hash.slice(1);
  if (!id) {
    return;
  }
  const root = document.documentElement;
  const watch = new MutationObserver(() => {
    const place = root.dataset.ready === "true" && document.getElementById(id);
    if (place) {
      watch.disconnect();
      place.scrollIntoView();
    }
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-ready"], childList: true, subtree: true });
})();
