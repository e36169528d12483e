/* Finished HTML as one component of Dash's: its work in the browser grows with the number of components. */
(function () {
  "use strict";

  /* A node is a text, or a list of tag, attributes and the nodes inside. */
  const element = function (node) {
    if (!Array.isArray(node)) { return node; }
    const attributes = Object.assign({ key: node[1].id }, node[1]);
    return window.React.createElement.apply(null, [node[0], attributes].concat(node.slice(2).map(element)));
  };

  window.bolyst = Object.assign(window.bolyst || {}, {
    Markup: function (props) {
      return window.React.createElement.apply(null, [window.React.Fragment, null].concat(props.nodes.map(element)));
    },
  });
})();
