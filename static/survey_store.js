/* Answers of a survey that could not be sent yet, kept in this browser: one entry per survey, person and
   question, so that two tabs never write over each other's. Forgotten once they are sent, when the survey is
   handed in, and at log-out (portal.js). */
(function () {
  "use strict";

  window.unsentAnswers = function (name) {
    var own = {}, lasting = true; // own: key -> the text this page has written, or found when it was opened
    function stored() {
      var found = {};
      try {
        Object.keys(localStorage).forEach(function (entry) {
          if (entry.startsWith(name + ":")) { found[entry.slice(name.length + 1)] = localStorage.getItem(entry); }
        });
      } catch (error) { lasting = false; }
      return found;
    }
    function read(text) { try { return JSON.parse(text); } catch (error) { return null; } }
    own = stored();
    Object.keys(own).forEach(function (key) { if (!read(own[key])) { delete own[key]; } });
    return {
      all: function () {
        var found = {};
        Object.keys(own).forEach(function (key) { found[key] = read(own[key]); });
        return found;
      },
      keep: function (key, answer) {
        own[key] = JSON.stringify(answer);
        try { localStorage.setItem(name + ":" + key, own[key]); }
        catch (error) { lasting = false; /* private window: only as long as this page */ }
      },
      /* Another tab's newer text of the same question stays. */
      drop: function (key) {
        try {
          if (localStorage.getItem(name + ":" + key) === own[key]) { localStorage.removeItem(name + ":" + key); }
        } catch (error) { lasting = false; }
        delete own[key];
      },
      clear: function () {
        Object.keys(stored()).forEach(function (key) { localStorage.removeItem(name + ":" + key); });
        own = {};
      },
      /* All answers go to the portal with the page: what is kept of them here is no loss. */
      handing: function () {
        try { sessionStorage.setItem("handing:" + name, JSON.stringify(Object.keys(own))); } catch (error) { lasting = false; }
      },
      handed: function () {
        var keys = [];
        try {
          keys = read(sessionStorage.getItem("handing:" + name)) || [];
          sessionStorage.removeItem("handing:" + name);
        } catch (error) { lasting = false; }
        return keys;
      },
      waiting: function () { return Object.keys(own).length > 0; },
      lasts: function () { return lasting; }
    };
  };

  /* The survey can be answered no more: what was typed here and never sent is shown once, then forgotten. */
  window.lostAnswers = function (name, before, intro) {
    var unsent = window.unsentAnswers(name), sent = unsent.handed(), list = document.createElement("dl");
    Object.entries(unsent.all()).forEach(function (entry) {
      if (sent.indexOf(entry[0]) >= 0) { return; }
      var question = document.createElement("dt"), answer = document.createElement("dd");
      question.textContent = entry[1].question || entry[0];
      answer.textContent = entry[1].shown || "–";
      list.append(question, answer);
    });
    unsent.clear();
    if (!list.children.length) { return; }
    var place = document.createElement("div"), text = document.createElement("p");
    place.className = "alert alert-warning survey-lost";
    place.setAttribute("role", "alert");
    text.textContent = intro;
    place.append(text, list);
    before.before(place);
  };

  document.querySelectorAll("[data-survey-done]").forEach(function (place) {
    window.lostAnswers(place.dataset.surveyDone, place, place.dataset.lost);
  });
})();
