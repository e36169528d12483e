/* Read by plotly.js when it is loaded later: no land borders from another machine, Norwegian words and dates. */
(function () {
  "use strict";

  const empty = { type: "Topology", objects: {}, arcs: [] };
  window.PlotlyGeoAssets = { topojson: { world_110m: empty, world_50m: empty } };

  const months = [
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
  ];
  const shortMonths = [
    "jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.",
  ];
  const dates = {
    months: months,
    shortMonths: shortMonths,
    periods: ["", ""],
    dateTime: "%A %e. %B %Y %H:%M",
    date: "%d.%m.%Y",
    time: "%H:%M",
    decimal: ",",
    thousands: "\u00a0",
    year: "%Y",
    month: "%b %Y",
    dayMonth: "%e. %b",
    dayMonthYear: "%e. %b %Y",
  };
  const bokmaal = {
    name: "no",
    words: {
      "Download plot as a PNG": "Last ned som bilde (PNG)",
      "Download plot": "Last ned som bilde",
      "Taking snapshot - this may take a few seconds": "Lager bildet. Det kan ta noen sekunder.",
      "Snapshot succeeded": "Bildet er lagret",
      "Sorry, there was a problem downloading your snapshot!": "Bildet kunne ikke lastes ned.",
      "Click to enter Plot title": "Skriv en tittel",
    },
    days: ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
    shortDays: ["søn.", "man.", "tir.", "ons.", "tor.", "fre.", "lør."],
  };
  const nynorsk = {
    name: "nn",
    words: {
      "Download plot as a PNG": "Last ned som bilete (PNG)",
      "Download plot": "Last ned som bilete",
      "Taking snapshot - this may take a few seconds": "Lagar biletet. Det kan ta nokre sekund.",
      "Snapshot succeeded": "Biletet er lagra",
      "Sorry, there was a problem downloading your snapshot!": "Biletet kunne ikkje lastast ned.",
      "Click to enter Plot title": "Skriv ein tittel",
    },
    days: ["sundag", "måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag"],
    shortDays: ["sun.", "mån.", "tys.", "ons.", "tors.", "fre.", "laur."],
  };
  window.PlotlyLocales = (window.PlotlyLocales || []).concat(
    [bokmaal, nynorsk].map(function (locale) {
      return {
        moduleType: "locale",
        name: locale.name,
        dictionary: locale.words,
        format: Object.assign({ days: locale.days, shortDays: locale.shortDays }, dates),
      };
    })
  );
})();
