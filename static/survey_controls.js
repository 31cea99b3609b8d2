/* Reading and writing the controls of a question on the fill page of a survey. */
(function () {
  "use strict";

  window.surveyControls = function (form) {
    function part(question, name) { return form.elements[question.dataset.key + name]; }

    function controls(question) {
      return Array.from(question.querySelectorAll("[name='" + question.dataset.key + "']"));
    }

    function read(question) {
      var values = controls(question).filter(function (control) {
        return control.type === "radio" || control.type === "checkbox" ? control.checked : control.value.trim();
      }).map(function (control) { return control.value; });
      var na = part(question, "-na"), unit = part(question, "-unit"), why = part(question, "-why");
      return {
        value: values, na: Boolean(na && na.checked), unit: unit ? unit.value : "", why: why ? why.value : "",
        seen: part(question, "-seen").value
      };
    }

    function write(question, answer) {
      controls(question).forEach(function (control) {
        if (control.type === "radio" || control.type === "checkbox") {
          control.checked = answer.value.indexOf(control.value) >= 0;
        } else { control.value = answer.value[0] || ""; }
      });
      var na = part(question, "-na"), unit = part(question, "-unit"), why = part(question, "-why");
      if (na) { na.checked = answer.na; }
      if (unit) { unit.value = answer.unit; }
      if (why) { why.value = answer.why; }
    }

    /* An answer as the portal tells it, as read() does. */
    function told(question, answer) {
      var parts = question.dataset.kind === "multiple" ? answer.value.split("\n") : [answer.value];
      return {
        value: controls(question).length && answer.value ? parts : [], na: answer.not_applicable,
        unit: part(question, "-unit") ? answer.unit : "", why: part(question, "-why") ? answer.explanation : ""
      };
    }

    /* What a person reads in the controls of a question. */
    function shown(question) {
      var picked = Array.from(question.querySelectorAll("input:checked")).map(function (control) {
        return control.labels[0].textContent;
      });
      return picked.join("; ") || read(question).value.concat(read(question).unit).join(" ").trim();
    }

    function same(one, other) {
      return JSON.stringify([one.value, one.na, one.unit, one.why]) === JSON.stringify([other.value, other.na, other.unit, other.why]);
    }

    return { part: part, read: read, write: write, told: told, shown: shown, same: same };
  };
})();
