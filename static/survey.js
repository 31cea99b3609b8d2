/* The fill page of a survey: conditions, saving as one types, conflicts, files. It works without, too. */
(function () {
  "use strict";
  var form = document.getElementById("survey");
  if (!form) { return; }
  var words = form.dataset, open = "open" in words;
  var questions = Array.from(form.querySelectorAll(".question"));
  var byKey = {};
  questions.forEach(function (question) { byKey[question.dataset.key] = question; });

  form.classList.add("survey-live");

  var hands = window.surveyControls(form), part = hands.part, read = hands.read, write = hands.write;
  var told = hands.told, shown = hands.shown, same = hands.same;

  // --- conditions and progress --------------------------------------------------------------------
  function visible() {
    var shown = {}, more = true;
    questions.forEach(function (question) { if (!question.dataset.if) { shown[question.dataset.key] = true; } });
    while (more) {
      more = false;
      questions.forEach(function (question) {
        var asked = question.dataset.if;
        if (!asked || shown[question.dataset.key] || !shown[asked]) { return; }
        var answer = read(byKey[asked]), wanted = JSON.parse(question.dataset.ifValues);
        var met = wanted.length ? answer.value.some(function (one) { return wanted.indexOf(one) >= 0; }) : answered(byKey[asked]);
        if (!answer.na && met) { shown[question.dataset.key] = more = true; }
      });
    }
    return shown;
  }

  function answered(question) {
    var answer = read(question);
    return answer.na || answer.value.length > 0 ||
      (question.dataset.kind === "file" && question.querySelector(".files li") !== null) ||
      (question.dataset.kind === "smelters" && question.querySelector(".smelter-shares") !== null);
  }

  function refresh() {
    var shown = visible(), asked = 0, done = 0;
    form.querySelectorAll(".survey-part").forEach(function (section) {
      var own = Array.from(section.querySelectorAll(".question")), here = 0, given = 0;
      own.forEach(function (question) {
        question.hidden = !shown[question.dataset.key];
        if (!question.hidden) { here += 1; given += answered(question) ? 1 : 0; }
      });
      asked += here; done += given;
      var link = form.querySelector("[data-part='" + section.id.slice(5) + "']");
      link.querySelector(".survey-count").textContent = given + "/" + here;
      link.classList.toggle("survey-part-done", here > 0 && given === here);
    });
    var bar = form.querySelector("progress");
    bar.max = Math.max(asked, 1); bar.value = done;
    form.querySelector("[data-answered]").textContent = done;
    form.querySelector("[data-asked]").textContent = asked;
  }

  refresh();
  var problems = document.getElementById("problems");
  if (problems) { problems.focus(); }
  if (!open) { window.lostAnswers(words.survey, form, words.lost); return; }
  var unsent = window.unsentAnswers(words.survey);
  unsent.handed();

  // --- saving: one answer after the other, the newest state of each --------------------------------
  var clean = {}; // what is kept in the portal, as far as this page knows
  questions.forEach(function (question) {
    var kept = question.dataset.kept;
    clean[question.dataset.key] = kept ? told(question, JSON.parse(kept)) : read(question);
  });
  var queue = [], busy = false, timer = null, waits = 0, place = form.querySelector("[data-state]");

  function state(name) {
    place.textContent = words[name];
    place.className = "survey-state small survey-" + name;
  }

  function changed(question) { return !same(read(question), clean[question.dataset.key]); }

  function settle() {
    if (!unsent.waiting() && !questions.some(changed)) { state("saved"); } else if (!busy && !queue.length) { state("unsaved"); }
  }

  function enqueue(key, soon) {
    var question = byKey[key], legend = question.querySelector("legend").textContent;
    unsent.keep(key, Object.assign(read(question), { question: legend, shown: shown(question) }));
    if (queue.indexOf(key) < 0) { queue.push(key); }
    state("saving");
    clearTimeout(timer);
    timer = setTimeout(work, soon ? 0 : 700);
  }

  function forget(key) {
    queue = queue.filter(function (one) { return one !== key; });
    unsent.drop(key);
    settle();
  }

  function work() {
    if (busy) { return; }
    var key = queue.shift();
    if (!key) { settle(); return; }
    busy = true;
    var question = byKey[key], sent = read(question);
    send(key, sent).then(function (reply) {
      busy = false; waits = 0;
      judge(question, sent, reply);
      work();
    }, function (problem) {
      busy = false;
      if (queue.indexOf(key) < 0) { queue.push(key); } // the others first: it may be this one alone
      state(problem === "login" || problem === "server" ? problem : "offline");
      waits = Math.min(waits + 1, 6);
      clearTimeout(timer);
      timer = setTimeout(work, 5000 * waits);
    });
  }

  function token() { return form.elements.csrfmiddlewaretoken.value; }

  function send(key, answer) {
    var body = new URLSearchParams({ key: key, seen: answer.seen, unit: answer.unit, why: answer.why });
    answer.value.forEach(function (value) { body.append("value", value); });
    if (answer.na) { body.append("na", "on"); }
    return fetch(words.save, { method: "POST", body: body, headers: { "X-CSRFToken": token() }, credentials: "same-origin" })
      .then(function (response) {
        var kind = response.headers.get("Content-Type") || "";
        if (response.redirected || response.status === 403) { throw "login"; }
        if (kind.indexOf("json") < 0) { throw "server"; }
        return response.json().then(function (data) { return { status: response.status, data: data }; });
      });
  }

  function judge(question, sent, reply) {
    var key = question.dataset.key, data = reply.data;
    var own = question.querySelector("[data-own-state]");
    own.textContent = "";
    question.classList.remove("question-wrong");
    if (reply.status === 200) {
      part(question, "-seen").value = data.stamp;
      clean[key] = sent;
      question.querySelector("[data-who]").textContent = data.who;
      conflict(question, null);
      doubts(question, data.doubts);
      var copied = question.querySelector("[data-copied]");
      if (copied) { copied.remove(); }
      if (same(read(question), sent)) { unsent.drop(key); } else { enqueue(key, true); }
    } else if (data.conflict) {
      conflict(question, data);
    } else {
      own.textContent = data.closed || data.errors.join(" ");
      question.classList.add("question-wrong");
    }
  }

  function doubts(question, texts) {
    var list = question.querySelector("[data-doubts]"), why = question.querySelector(".question-why");
    list.replaceChildren.apply(list, texts.map(function (text) {
      var line = document.createElement("li");
      line.textContent = text;
      return line;
    }));
    list.hidden = !texts.length;
    if (why && texts.length) { why.open = true; }
  }

  function conflict(question, theirs) {
    var place = question.querySelector("[data-conflict]");
    place.replaceChildren();
    place.hidden = !theirs;
    if (!theirs) { return; }
    var text = document.createElement("p"), key = question.dataset.key;
    text.textContent = theirs.conflict;
    place.setAttribute("role", "alert");
    place.append(text, choice(words.mine, "btn-primary", function () {
      part(question, "-seen").value = theirs.stamp;
      enqueue(key, true);
    }), choice(words.theirs, "btn-outline-primary", function () {
      write(question, told(question, theirs));
      part(question, "-seen").value = theirs.stamp;
      clean[key] = read(question);
      question.querySelector("[data-who]").textContent = theirs.who;
      conflict(question, null);
      refresh();
      forget(key);
    }));
  }

  function choice(text, look, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm me-2 " + look;
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  // --- what the person does ---------------------------------------------------------------------
  function touched(event, soon) {
    var question = event.target.closest(".question");
    if (!question || event.target.type === "file" || !event.target.name) { return; }
    var na = part(question, "-na");
    if (na && event.target !== na && event.target.name === question.dataset.key) { na.checked = false; }
    refresh();
    var key = question.dataset.key;
    if (!changed(question)) { forget(key); } else { enqueue(key, soon); }
  }
  form.addEventListener("input", function (event) { touched(event, false); });
  form.addEventListener("change", function (event) { touched(event, true); });
  form.addEventListener("submit", unsent.handing);
  window.addEventListener("online", function () { waits = 0; work(); });
  window.addEventListener("beforeunload", function (event) {
    if (unsent.waiting() && !unsent.lasts()) { event.preventDefault(); }
  });

  // --- files --------------------------------------------------------------------------------------
  form.querySelectorAll("[data-files]").forEach(function (place) {
    var input = place.querySelector("input[type=file]"), errors = place.querySelector("[data-file-errors]");
    if (!input) { return; }
    input.hidden = false;
    place.querySelector("[data-files-page]").hidden = true;
    input.addEventListener("change", function () {
      if (!input.files.length) { return; }
      var body = new FormData();
      Array.from(input.files).forEach(function (file) { body.append("files", file); });
      state("saving");
      fetch(place.dataset.files, { method: "POST", body: body, headers: { "X-CSRFToken": token() }, credentials: "same-origin" })
        .then(function (response) {
          if (response.redirected || response.status === 403) { throw "login"; }
          if (!response.ok) { return response.json().then(function (data) { throw data.errors.join(" "); }); }
          part(place.closest(".question"), "-seen").value = response.headers.get("X-Answer-Stamp");
          return response.text();
        }).then(function (html) {
          place.querySelector("[data-file-list]").innerHTML = html;
          input.value = "";
          errors.hidden = true;
          refresh();
          settle();
        }).catch(function (problem) {
          errors.textContent = problem === "login" ? words.login : typeof problem === "string" ? problem : words.offline;
          errors.hidden = false;
          errors.classList.add("d-block");
          settle();
        });
    });
  });

  // --- what a refused page did not keep: the newest state is sent, but for what somebody else changed ---
  questions.forEach(function (question) {
    if (changed(question) && !("stale" in question.dataset)) { enqueue(question.dataset.key, true); }
  });

  // --- answers that were typed without a connection ---------------------------------------------------
  Object.entries(unsent.all()).forEach(function (entry) {
    var question = byKey[entry[0]];
    if (queue.indexOf(entry[0]) >= 0) { return; }
    if (!question || same(read(question), entry[1])) { unsent.drop(entry[0]); return; }
    write(question, entry[1]);
    part(question, "-seen").value = entry[1].seen;
    queue.push(entry[0]);
  });
  refresh();
  work();
})();
