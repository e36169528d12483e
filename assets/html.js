/* A part of a page that the server has written as HTML, set whole. What the reader has opened or shut, and
   where the focus is, stays through a change; scripts in it never run. */
(function () {
  "use strict";

  const title = (fold) => fold.querySelector("summary").textContent;
  const nameOf = (part) => part.id || part.getAttribute("href") || part.getAttribute("aria-label") || part.textContent;

  /* Folds that do not stand as they were written, by title, and the focused part by what it is called. */
  const remember = function (root) {
    const moved = new Map();
    root.querySelectorAll("details").forEach((fold) => {
      if (fold.open !== fold.writtenOpen) { moved.set(title(fold), fold.open); }
    });
    const focused = root.contains(document.activeElement) ? document.activeElement : null;
    return { moved: moved, tag: focused && focused.tagName, name: focused && nameOf(focused) };
  };

  const settle = function (root, before) {
    root.querySelectorAll("details").forEach((fold) => {
      fold.writtenOpen = fold.open;
      if (before && before.moved.has(title(fold))) { fold.open = before.moved.get(title(fold)); }
    });
    if (before && before.tag) {
      const same = Array.from(root.querySelectorAll(before.tag)).find((part) => nameOf(part) === before.name);
      if (same) { same.focus({ preventScroll: true }); }
    }
  };

  /* Dash may put a new part in the place of the old one instead of changing it: what the old one was left as
     is handed on, within the same moment. */
  const MOMENT = 1000;
  const left = new Map();
  const placeOf = function (root) {
    const panel = root.closest("[data-panel]");
    return panel && panel.dataset.panel + Array.from(panel.querySelectorAll(".written")).indexOf(root);
  };
  const handedOn = function (root) {
    const before = left.get(placeOf(root));
    left.delete(placeOf(root));
    return before && Date.now() - before.at < MOMENT ? before : null;
  };

  class Html extends window.React.Component {
    constructor(props) {
      super(props);
      this.root = window.React.createRef();
    }
    componentDidMount() { settle(this.root.current, handedOn(this.root.current)); }
    componentWillUnmount() {
      const root = this.root.current;
      left.set(placeOf(root), Object.assign({ at: Date.now() }, remember(root)));
    }
    shouldComponentUpdate(next) { return next.html !== this.props.html; }
    getSnapshotBeforeUpdate() { return remember(this.root.current); }
    componentDidUpdate(_, __, before) { settle(this.root.current, before); }
    render() {
      return window.React.createElement("div", {
        ref: this.root, className: "written", dangerouslySetInnerHTML: { __html: this.props.html },
      });
    }
  }

  window.bolyst = Object.assign(window.bolyst || {}, { Html: Html });
})();
