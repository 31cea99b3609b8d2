/* Scans a device could not send yet, kept in this browser, one list an event. They hold numbers and codes,
   no names, and outlive a log-out: a scan is not lost because somebody else takes the device over. */
(function () {
  "use strict";

  window.unsentScans = function (name) {
    var kept = [], lasting = true;
    try { kept = JSON.parse(localStorage.getItem(name)) || []; } catch (error) { kept = []; }
    function write() {
      try {
        if (kept.length) { localStorage.setItem(name, JSON.stringify(kept)); }
        else { localStorage.removeItem(name); }
      } catch (error) { lasting = false; /* private window: only as long as this page */ }
    }
    function read() { // another tab of this device may have added or sent some
      if (!lasting) { return; }
      try { kept = JSON.parse(localStorage.getItem(name)) || []; } catch (error) { /* as it was */ }
    }
    return {
      add: function (scan) { read(); kept.push(scan); write(); },
      drop: function (nonces) { read(); kept = kept.filter(function (scan) { return !nonces.has(scan.nonce); }); write(); },
      first: function (most) { read(); return kept.slice(0, most); },
      count: function () { return kept.length; },
      lasts: function () { return lasting; }
    };
  };
})();
