/* What plain HTML cannot do. Every page works without it. */
(function () {
  "use strict";
  var root = document.documentElement;

  document.querySelectorAll("[data-theme-switch]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      root.dataset.bsTheme = theme;
      try { localStorage.setItem("theme", theme); } catch (error) { /* private window: for this page only */ }
    });
  });

  // The menu is longer than the window: where one is stays in sight.
  var here = document.querySelector(".navigation [aria-current=page]");
  if (here && matchMedia("(min-width: 992px)").matches) { here.scrollIntoView({ block: "nearest" }); }

  // A button that acts is pressed once.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target === "_blank") { return; }
    var buttons = form.querySelectorAll("button:not([type=button])");
    function press(pressed) { buttons.forEach(function (button) { button.disabled = pressed; }); }
    setTimeout(press, 0, true);
    setTimeout(press, 5000, false); // the answer may be a file: then this page stays
  });

  // Logging out leaves nothing of a survey behind in this browser (survey_store.js).
  document.addEventListener("submit", function (event) {
    if (!/\/logout\/$/.test(event.target.action)) { return; }
    try {
      Object.keys(localStorage).filter(function (name) { return name.startsWith("survey:"); })
        .forEach(function (name) { localStorage.removeItem(name); });
    } catch (error) { /* private window: nothing was kept */ }
  });

  // On a phone a row becomes a card: each cell is told its heading. (class "keep" leaves a table alone)
  var narrow = matchMedia("(max-width: 575.98px)");
  function stack() {
    if (!narrow.matches) { return; }
    document.querySelectorAll(".table-responsive > table:not(.keep)").forEach(function (table) {
      var heads = table.tHead ? table.tHead.rows[table.tHead.rows.length - 1].cells : [];
      var words = Array.from(heads, function (head) {
        return head.querySelector(".visually-hidden") ? "" : head.textContent.trim();
      });
      if (!words.length || table.tFoot || table.querySelector("[colspan], [rowspan]")) { return; }
      table.classList.add("stacked");
      Array.from(table.tBodies).forEach(function (body) {
        Array.from(body.rows).forEach(function (row) {
          Array.from(row.cells).forEach(function (cell, place) {
            if (cell.tagName === "TD" && !cell.dataset.label && words[place] && place > 0) {
              cell.dataset.label = words[place];
            }
          });
        });
      });
    });
  }
  stack();
  narrow.addEventListener("change", stack);
  document.addEventListener("htmx:afterSettle", stack);

  // Clear addresses: an empty filter is no filter.
  document.addEventListener("htmx:configRequest", function (event) {
    var detail = event.detail;
    if (detail.verb !== "get") { return; }
    Array.from(detail.formData.keys()).forEach(function (key) {
      var kept = detail.formData.getAll(key).filter(function (value) { return value !== ""; });
      detail.formData.delete(key);
      kept.forEach(function (value) { detail.formData.append(key, value); });
    });
  });

  // Logged out meanwhile: show the login page whole, not a part of it.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var answered = event.detail.xhr.responseURL;
    if (answered && new URL(answered).pathname === document.body.dataset.login) {
      event.detail.shouldSwap = false;
      location.reload();
    }
  });
  // Refused while filtering or paging: open that address, so that the refusal can be read.
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.target.id === "page") { location.assign(event.detail.pathInfo.finalRequestPath); }
  });
})();
