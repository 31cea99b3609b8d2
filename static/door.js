/* The door: takes codes from the field, the camera and the buttons, keeps them, sends them with their own
   numbers until the portal has answered for each. */
(function () {
  "use strict";

  var desk = document.getElementById("door");
  if (!desk) { return; }
  var words = desk.dataset, store = window.unsentScans(words.store), sending = false;
  var form = document.getElementById("door-form"), field = document.getElementById("code");
  var log = document.getElementById("door-log"), state = document.getElementById("door-waiting");
  var LONGEST = 8, BATCH = 50, AGAIN = 5000, SAME = 4000;

  function nonce() {
    var bytes = new Uint8Array(16);
    crypto.getRandomValues(bytes);
    return Array.from(bytes, function (one) { return one.toString(16).padStart(2, "0"); }).join("");
  }

  function direction() { return form.elements.direction.value; }

  function tell(text, kind) {
    var line = document.createElement("li");
    line.textContent = text;
    if (kind) { line.className = kind; }
    log.prepend(line);
    while (log.children.length > LONGEST) { log.lastChild.remove(); }
  }

  function standing(text) {
    var count = store.count();
    var parts = [count ? words.waiting + " " + count + "." : "", text || "", store.lasts() ? "" : words.short];
    state.textContent = parts.filter(Boolean).join(" ");
  }

  function take(what) {
    store.add(Object.assign({ nonce: nonce(), direction: direction(), at: Date.now() }, what));
    standing();
    send();
  }

  /* --- to the portal --- */
  function asSent(scan) {
    return { nonce: scan.nonce, direction: scan.direction, code: scan.code || "", registration: scan.registration || null,
      age: Math.max(0, (Date.now() - scan.at) / 1000) };
  }

  function send() {
    var scans = store.first(BATCH);
    if (sending || !scans.length) { standing(); return; }
    sending = true;
    fetch(words.scans, {
      method: "POST", credentials: "same-origin", redirect: "manual",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({ scans: scans.map(asSent) })
    }).then(function (answer) {
      if (answer.type === "opaqueredirect" || answer.status === 403) { throw new Error("login"); }
      if (!answer.ok) { throw new Error("offline"); }
      return answer.json();
    }).then(function (told) {
      var directions = new Map(scans.map(function (scan) { return [scan.nonce, scan.direction]; }));
      store.drop(new Set(told.results.map(function (result) { return result.nonce; })));
      told.results.forEach(function (result) { show(result, directions.get(result.nonce)); });
      sending = false;
      standing();
      if (store.count()) { send(); }
    }).catch(function (error) {
      sending = false;
      standing(error.message === "login" ? words.login : words.offline);
    });
  }

  function show(result, way) {
    var who = [result.name, result.kept && !result.text ? words[way] : "", result.text].filter(Boolean).join(" · ");
    tell(who, result.text ? "refused" : "");
    var row = result.registration && desk.querySelector('[data-registration="' + result.registration + '"]');
    if (!row || !result.kept) { return; }
    row.classList.toggle("inside", result.inside);
    row.querySelector("em").textContent = result.inside ? words.in : words.out;
    document.getElementById("door-inside").textContent = desk.querySelectorAll(".door-people .inside").length;
  }

  /* --- from the field, the list and the camera --- */
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var code = field.value.trim();
    field.value = "";
    field.focus();
    if (code) { take({ code: code }); }
  });

  desk.addEventListener("click", function (event) {
    var button = event.target.closest("[data-take]");
    if (button) { take({ registration: Number(button.dataset.take) }); }
  });
  function name() { // what a tap on a person means now
    desk.querySelectorAll("[data-take]").forEach(function (button) {
      button.textContent = direction() === "out" ? words.goingOut : words.comingIn;
      button.disabled = false;
    });
  }
  form.addEventListener("change", name);
  name();

  var search = document.getElementById("door-search");
  if (search) {
    search.addEventListener("input", function () {
      var asked = search.value.trim().toLowerCase();
      desk.querySelectorAll(".door-people li").forEach(function (row) {
        row.hidden = row.firstElementChild.textContent.toLowerCase().indexOf(asked) < 0;
      });
    });
  }

  var button = document.getElementById("camera"), picture = document.getElementById("camera-picture");
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(watch, function () {
        tell(words.cameraOff, "refused");
      });
    });
  }

  function watch(stream) {
    var detector = new window.BarcodeDetector({ formats: ["qr_code"] }), seen = {};
    button.hidden = true;
    picture.hidden = false;
    picture.srcObject = stream;
    picture.play();
    setInterval(function () {
      detector.detect(picture).then(function (codes) {
        codes.forEach(function (found) {
          var code = found.rawValue, last = seen[code] || 0;
          seen[code] = Date.now();
          if (Date.now() - last > SAME) { take({ code: code }); } // one pass held up is one scan
        });
      }, function () { /* no picture yet */ });
    }, 300);
  }

  window.addEventListener("online", send);
  setInterval(send, AGAIN);
  send();
  field.focus();
})();
