/* Back to a page means back to where one was on it: panels are drawn after the browser has tried. */
(function () {
  "use strict";
  const root = document.documentElement;
  window.addEventListener("pagehide", () => {
    window.history.replaceState(Object.assign({}, window.history.state, { scrolled: window.scrollY }), "");
  });
  const how = window.performance.getEntriesByType("navigation")[0];
  const wanted = window.history.state && window.history.state.scrolled;
  if (!how || how.type !== "back_forward" || !wanted) {
    return;
  }
  let moved = false;
  ["wheel", "touchmove", "keydown", "pointerdown"].forEach((kind) => {
    window.addEventListener(kind, () => { moved = true; }, { once: true, passive: true });
  });
  const watch = new MutationObserver(() => {
    if (root.dataset.ready === "true") {
      watch.disconnect();
      if (!moved) {
        window.scrollTo({ top: wanted, behavior: "instant" });
      }
    }
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-ready"] });
})();
