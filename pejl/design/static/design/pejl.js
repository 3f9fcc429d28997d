// What Pejl adds in the browser. Every page works without it; nothing here decides or stores anything of the strategy.
(function () {
  "use strict";

  const root = document.documentElement;
  const words = document.body.dataset;
  const live = document.getElementById("live");

  function announce(text) {
    live.textContent = "";
    window.setTimeout(function () { live.textContent = text; }, 50);
  }

  // The design system binds what it finds a second time if asked twice, so each element is marked when it is bound.
  function bindOnce(scope, selector, bind) {
    const found = Array.from(scope.querySelectorAll(selector));
    if (scope.matches && scope.matches(selector)) { found.unshift(scope); }
    found.forEach(function (element) {
      if (element.dataset.bound) { return; }
      element.dataset.bound = "yes";
      bind(element);
    });
  }

  const NEW_IN_FRAGMENTS = {
    ".accordion": "Accordion",
    ".alert.has-close": "Alert",
    ".js-checkbox-toggle-content": "CheckboxToggleContent",
    ".js-dropdown": "Dropdown",
    ".js-radio-toggle-group": "RadioToggleGroup",
    ".tooltip-wrapper": "Tooltip",
  };

  function bindFragment(scope) {
    Object.entries(NEW_IN_FRAGMENTS).forEach(function ([selector, name]) {
      bindOnce(scope, selector, function (element) { new window.DKFDS[name](element).init(); });
    });
    bindOnce(scope, "table[class*='-responsive-headers']", function (table) { new window.DKFDS.ResponsiveTable(table); });
    bindOwn(scope);
  }

  function bindOwn(scope) {
    bindOnce(scope, ".pejl-limit", function (element) {
      const left = words.left, over = words.over;
      element.classList.add("form-limit");
      new window.DKFDS.CharacterLimit(element, {
        character_remaining: left, characters_remaining: left, character_too_many: over, characters_too_many: over,
      }).init();
    });
    // Faults are told by our own summary, in the page's language, and not by the browser's bubbles.
    bindOnce(scope, "form", function (form) { form.noValidate = true; });
  }

  function start() {
    root.dataset.ready = "yes"; // first, because the design system binds only the menu button that it can see
    if (window.DKFDS) {
      window.DKFDS.init();
      Object.keys(NEW_IN_FRAGMENTS).concat("table[class*='-responsive-headers']").forEach(function (selector) {
        bindOnce(document, selector, function () {});
      });
      bindOwn(document);
      const more = document.querySelector(".more-button span");
      if (more) { more.textContent = words.more; }
    }
  }

  // Fragments: say that the page changed, and lead to what is wrong when something is.
  document.addEventListener("htmx:load", function (event) {
    const scope = event.detail.elt;
    if (scope === document.body) { return; }
    if (window.DKFDS) { bindFragment(scope); }
    const summary = scope.matches("[data-module='error-summary']")
      ? scope : scope.querySelector("[data-module='error-summary']");
    if (summary) {
      new window.DKFDS.ErrorSummary(summary).init();
      return;
    }
    const said = scope.querySelector("[data-announce]");
    announce(said ? said.dataset.announce : words.updated);
    // A form that has opened where one reads takes over from the link that opened it.
    const field = scope.querySelector("form[data-guard] :is(input:not([type='hidden']), textarea, select)");
    if (field && (document.activeElement === document.body || !document.activeElement)) { field.focus(); }
  });
  ["htmx:responseError", "htmx:sendError"].forEach(function (name) {
    document.addEventListener(name, function () { announce(words.failed); });
  });
  // A refused form (422) and a conflict (409) come back as the same fragment with the reason in it.
  document.addEventListener("htmx:beforeSwap", function (event) {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // Asking before what cannot be undone, and before leaving what is not saved.
  let changed = false;
  document.addEventListener("input", function (event) {
    const form = event.target.form;
    if (form && form.method === "post") { changed = true; }
  });
  document.addEventListener("submit", function (event) {
    const question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    changed = false;
  }, true);
  document.addEventListener("htmx:afterRequest", function (event) {
    // A draft that saves itself is sent by its button; what that has saved need not be asked about.
    const sent = event.detail.successful && event.detail.requestConfig.verb === "post";
    if (sent && event.detail.elt.closest("form[method='post']")) { changed = false; }
  });
  window.addEventListener("beforeunload", function (event) {
    if (changed) { event.preventDefault(); }
  });

  // Paper shows what is folded away.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (element) {
      element.open = true;
      element.dataset.shut = "yes";
    });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-shut]").forEach(function (element) {
      element.open = false;
      delete element.dataset.shut;
    });
  });

  // Keys. They can be switched off, because single letters disturb those who steer by voice.
  const dialog = document.getElementById("shortcuts");
  const places = new Map();
  let waitingForPlace = false;

  function keysAreOn() {
    try { return window.localStorage.getItem("pejl-keys") !== "off"; } catch (error) { return true; }
  }

  function listPlaces() {
    const rows = dialog && dialog.querySelector("tbody");
    document.querySelectorAll(".navigation-menu a[data-go]").forEach(function (link) {
      const label = link.textContent.trim();
      const letter = Array.from(label.toLowerCase()).find(function (one) {
        return /\p{L}/u.test(one) && !places.has(one);
      });
      if (!letter) { return; }
      places.set(letter, link.href);
      const row = rows.insertRow(), head = document.createElement("th"), cell = row.insertCell();
      head.scope = "row";
      ["g", letter].forEach(function (key) {
        const cap = document.createElement("kbd");
        cap.textContent = key;
        head.append(cap, " ");
      });
      row.prepend(head);
      cell.textContent = label;
    });
  }

  function showKeys() {
    if (dialog && !dialog.open) { dialog.showModal(); }
  }

  function isWriting(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || !keysAreOn()) { return; }
    if (waitingForPlace) {
      waitingForPlace = false;
      if (places.has(event.key)) { window.location.assign(places.get(event.key)); }
      return;
    }
    const search = document.querySelector("main [data-search]") || document.querySelector("[data-search]");
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "?") {
      showKeys();
    } else if (event.key === "g") {
      waitingForPlace = true;
      window.setTimeout(function () { waitingForPlace = false; }, 1500);
    }
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-shortcuts]")) { showKeys(); }
  });
  const keySwitch = document.getElementById("shortcuts-on");
  if (keySwitch) {
    keySwitch.checked = keysAreOn();
    keySwitch.addEventListener("change", function () {
      try { window.localStorage.setItem("pejl-keys", keySwitch.checked ? "on" : "off"); } catch (error) { /* not kept */ }
    });
  }

  listPlaces();
  start();
})();
