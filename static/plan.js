/* Another row in a plan, without a reload. Without script the page has empty rows. */
(function () {
  "use strict";
  document.querySelectorAll("form[data-rows]").forEach(function (form) {
    var button = form.querySelector("[data-add-row]");
    var blank = form.querySelector("template");
    var total = form.elements[form.dataset.rows + "-TOTAL_FORMS"];
    var most = Number(form.elements[form.dataset.rows + "-MAX_NUM_FORMS"].value);
    if (!button || !blank || !total) { return; }
    function allowed() { button.hidden = Number(total.value) >= most; }
    button.addEventListener("click", function () {
      var row = blank.content.cloneNode(true);
      row.querySelectorAll("*").forEach(function (part) {
        ["id", "name", "for", "aria-describedby"].forEach(function (name) {
          if (part.hasAttribute(name)) {
            part.setAttribute(name, part.getAttribute(name).replace(/__prefix__/g, total.value));
          }
        });
      });
      total.value = Number(total.value) + 1;
      var field = row.querySelector("textarea") || row.querySelector("input, select");
      button.before(row);
      allowed();
      field.focus();
    });
    allowed();
  });
})();
