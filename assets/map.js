/* A click in the map, or the space bar on a tile, adds a municipality to the filter or takes it away. */
(function () {
  "use strict";

  const drawnAsChosen = function (options) {
    return options
      .filter(function (option) { return option.input_id.endsWith("-chosen"); })
      .map(function (option) { return option.value; });
  };

  /* What the user has ticked or unticked since the tiles were drawn: nothing when they are just drawn,
     so that drawing them never changes the filter. */
  const toggledTiles = function (ticked, options) {
    const drawn = drawnAsChosen(options);
    return {
      added: ticked.filter(function (number) { return !drawn.includes(number); }),
      removed: drawn.filter(function (number) { return !ticked.includes(number); }),
    };
  };

  const toggledArea = function (click, current) {
    const number = click.points.length ? click.points[0].customdata : undefined;
    if (!number) { return { added: [], removed: [] }; }
    return current.includes(number) ? { added: [], removed: [number] } : { added: [number], removed: [] };
  };

  /* Every choice draws the panel anew: give the focus back to the tile that had it. */
  let focused = null;

  const returnFocus = function () {
    const tile = focused && document.querySelector('.tiles input[value="' + focused + '"]');
    if (tile && document.activeElement === document.body) { tile.focus({ preventScroll: true }); }
  };

  document.addEventListener("focusin", function (event) {
    focused = event.target.closest(".tiles") ? event.target.value : null;
    if (focused) { /* the checkbox lies out of sight, so bring its tile into view */
      event.target.nextElementSibling.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
  /* A tile shows at most its name: all of its words are shown when pointed at. */
  document.addEventListener("mouseover", function (event) {
    if (event.target.matches(".tiles label")) { event.target.title = event.target.textContent; }
  });
  document.addEventListener("pointerdown", function (event) {
    if (!event.target.closest(".tiles")) { focused = null; }
  });
  document.addEventListener("DOMContentLoaded", function () {
    new MutationObserver(returnFocus).observe(document.body, { childList: true, subtree: true });
  });

  const choose = function (ticked, click, options, chosen) {
    const current = chosen || [];
    let change = { added: [], removed: [] };
    if (ticked && options) { change = toggledTiles(ticked, options); }
    else if (click && click.points) { change = toggledArea(click, current); }
    const added = change.added.filter(function (number) { return !current.includes(number); });
    const kept = current.filter(function (number) { return !change.removed.includes(number); });
    if (!added.length && kept.length === current.length) { return window.dash_clientside.no_update; }
    window.dash_clientside.address.begin();
    return kept.concat(added).sort();
  };

  window.dash_clientside = Object.assign({}, window.dash_clientside, { map: { choose: choose } });
})();
