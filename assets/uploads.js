/* Sends the forms of /data: a file with its progress, and the corrections of a report form. */
(function () {
  "use strict";

  function tell(form, words, failed) {
    let place = form.querySelector("[role=status]");
    if (!place) {
      place = document.createElement("p");
      place.setAttribute("role", "status");
      form.appendChild(place);
    }
    place.className = failed ? "notice notice-critical" : "";
    place.replaceChildren();
    if (words) {
      place.textContent = words;
    }
    return place;
  }

  function answered(form, request, done) {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch (_) { /* not ours: told below */ }
    if (request.status === 200 && answer.upload) {
      tell(form, "");
      done(answer.upload);
    } else {
      tell(form, answer.sentence || document.getElementById("uploads-form").dataset.lost, true);
    }
  }

  function post(form, body, progress, done) {
    const request = new XMLHttpRequest();
    const button = form.querySelector("[type=submit]");
    request.open("POST", form.getAttribute("action"));
    request.upload.addEventListener("progress", progress);
    request.addEventListener("loadend", () => {
      button.disabled = false;
      answered(form, request, done);
    });
    button.disabled = true;
    request.send(body);
  }

  function sendFile(form) {
    const words = form.dataset.sending;
    if (form.querySelector("[type=file]").files[0].size > Number(form.dataset.limit)) {
      tell(form, form.dataset.large, true);
      return;
    }
    const place = tell(form, words.replace("#", "0"));
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-labelledby", "uploads-sent");
    place.after(bar);
    post(form, new FormData(form), (event) => {
      if (event.lengthComputable) {
        bar.value = Math.round(100 * event.loaded / event.total);
        place.textContent = words.replace("#", String(bar.value));
      }
    }, (token) => {
      window.dash_clientside.set_props("uploads-current", { data: token });
      form.reset();
    });
    const watch = new MutationObserver(() => {
      if (!form.querySelector("[type=submit]").disabled) {
        bar.remove();
        watch.disconnect();
      }
    });
    watch.observe(form, { subtree: true, attributes: true, attributeFilter: ["disabled"] });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "uploads-form") {
      event.preventDefault();
      sendFile(form);
    } else if (form.closest(".uploads-fields")) {
      event.preventDefault();
      post(form, new URLSearchParams(new FormData(form)), () => {}, (token) => {
        window.dash_clientside.set_props("uploads-started", { data: token + " " + Date.now() });
      });
    }
  });
})();
