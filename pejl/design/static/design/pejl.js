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
      const refused = summary.closest("form");
      if (refused && refused.method === "post") { noteEdit(refused); } // what was written is in it, and saved nowhere
      return;
    }
    const said = scope.querySelector("[data-announce]");
    announce(said ? said.dataset.announce : words.updated);
    // A form that has opened where one reads takes over from the link that opened it.
    const field = scope.querySelector("form[data-guard] :is(input:not([type='hidden']), textarea, select)");
    if (field && (document.activeElement === document.body || !document.activeElement)) { field.focus(); }
  });
  ["htmx:responseError", "htmx:sendError"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      const asked = event.detail.requestConfig;
      // What asks of its own accord, again and again, is not worth an alert: it asks anew in a moment.
      if (asked && !asked.triggeringEvent) { announce(words.failed); return; }
      complain(asked ? asked.elt : event.detail.elt, words.failed, asked ? asked.verb : "");
    });
  });
  // A refused form (422) and a conflict (409) come back as the same fragment with the reason in it.
  document.addEventListener("htmx:beforeSwap", function (event) {
    if ([409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
    // Neither a closed door nor the sign-in page may take the place of what somebody wrote.
    if (isRefused(event.detail)) {
      event.detail.shouldSwap = false;
      event.detail.isError = false;
      complain(event.detail.requestConfig.elt, words.refused, "post");
    }
  });

  // What was sent from a browser that may not: by its status, or by being led to another page, that of signing in.
  function isRefused(detail) {
    const xhr = detail.xhr, asked = detail.requestConfig;
    if (asked.verb !== "post") { return false; }
    if ([401, 403, 404, 410].includes(xhr.status)) { return true; }
    const sentTo = new URL(detail.pathInfo.finalRequestPath, window.location);
    return Boolean(xhr.responseURL) && new URL(xhr.responseURL).pathname !== sentTo.pathname;
  }

  // Says beside the form that its text is not saved. The text stays; the keyboard is led there unless somebody is writing.
  function complain(element, text, verb) {
    forgive("post");
    const box = document.createElement("div"), body = document.createElement("div"), said = document.createElement("p");
    box.className = "alert alert-error";
    box.dataset.complaint = verb;
    box.tabIndex = -1;
    box.setAttribute("role", "alert");
    body.className = "alert-body";
    said.className = "alert-text";
    said.textContent = text;
    body.append(said);
    box.append(body);
    const form = element.isConnected && element.closest("form");
    if (form) {
      form.querySelectorAll("[data-kept]").forEach(function (kept) {
        kept.textContent = ""; // that it was saved is no longer so
        delete kept.dataset.kept;
      });
      form.append(box);
    } else {
      document.getElementById("main-content").prepend(box);
    }
    box.scrollIntoView({ block: "nearest" });
    if (!isWriting(document.activeElement)) { box.focus(); }
  }

  // What was saved settles every complaint; what was only fetched settles that something could not be fetched.
  function forgive(verb) {
    document.querySelectorAll("[data-complaint]").forEach(function (box) {
      if (verb === "post" || box.dataset.complaint === verb) { box.remove(); }
    });
  }

  // What is written and not saved: each form with the number of its latest edit, and the edit that is on its way.
  const edits = new Map(), sent = new Map();
  let latestEdit = 0;

  function noteEdit(form) {
    latestEdit += 1;
    edits.set(form, latestEdit);
  }

  function noteSaved(form) {
    if (edits.get(form) === sent.get(form)) { edits.delete(form); } // else somebody wrote on meanwhile
  }

  // The element of a form that saves it by itself; its value names the event that makes it do so at once.
  function saverOf(form) {
    return form.matches("[data-autosave]") ? form : form.querySelector("[data-autosave]");
  }

  document.addEventListener("input", function (event) {
    const form = event.target.form;
    if (form && form.method === "post") { noteEdit(form); }
  });
  // htmx tells of an answer at the element that takes it in; what was sent is known by the element that asked.
  function sentForm(detail) {
    return detail.requestConfig.verb === "post" && detail.requestConfig.elt.closest("form[method='post']");
  }

  function isDraft(detail, form) { return saverOf(form) === detail.requestConfig.elt; }

  document.addEventListener("htmx:beforeRequest", function (event) {
    const form = sentForm(event.detail);
    if (form) { sent.set(form, edits.get(form)); }
  });
  // Before the answer is put in, because it may lead to another page; a draft is saved only where its answer says so.
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    const detail = event.detail, form = sentForm(detail);
    if (form && !isDraft(detail, form) && detail.xhr.status < 400 && !isRefused(detail)) { noteSaved(form); }
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    const detail = event.detail, form = sentForm(detail);
    let isDone = detail.successful && !isRefused(detail);
    if (form) {
      if (isDraft(detail, form)) {
        isDone = isDone && form.querySelector("[data-kept]") !== null;
        if (isDone) { noteSaved(form); }
      }
      sent.delete(form);
      form.dispatchEvent(new CustomEvent("pejl:answered", { detail: isDone }));
    }
    if (isDone) { forgive(detail.requestConfig.verb); }
  });
  window.addEventListener("beforeunload", function (event) {
    if (Array.from(edits.keys()).some(function (form) { return form.isConnected; })) { event.preventDefault(); }
  });

  // Saves what waits in a form: true when all of it is saved, false when a try fails or nobody answers.
  const LONGEST_WAIT = 15000;

  function answered(form) {
    return new Promise(function (resolve) {
      const timer = window.setTimeout(function () { resolve(false); }, LONGEST_WAIT);
      form.addEventListener("pejl:answered", function (event) {
        window.clearTimeout(timer);
        resolve(event.detail);
      }, { once: true });
    });
  }

  async function save(form) {
    while (edits.has(form)) {
      const answer = answered(form), saver = saverOf(form);
      if (!sent.has(form)) { window.htmx.trigger(saver, saver.dataset.autosave); }
      if (!(await answer)) {
        if (!document.querySelector("[data-complaint]")) { complain(form, words.unsaved, "post"); }
        return false;
      }
    }
    return true;
  }

  // The other forms that would save themselves in a moment.
  function waitingBeside(form) {
    return Array.from(edits.keys()).filter(function (one) { return one !== form && one.isConnected && saverOf(one); });
  }

  // A form that is answered in place leaves the others where they are, so it need not wait for their luck.
  function staysHere(form) {
    return form.matches("[hx-post], [hx-get]");
  }

  // A press that leads away waits until what was just written elsewhere on the page is saved.
  const held = new Set(), released = new Set();

  function hold(form, button, others) {
    if (held.has(form)) { return; }
    held.add(form);
    Promise.all(others.map(save)).then(function (outcomes) {
      held.delete(form);
      if (!form.isConnected) { return; }
      const areSaved = outcomes.every(Boolean);
      if (!areSaved && !staysHere(form)) { return; }
      if (!areSaved) { released.add(form); }
      form.requestSubmit(button && button.form === form ? button : undefined);
    });
  }

  // Asking before what cannot be undone, and before leaving what is not saved.
  document.addEventListener("submit", function (event) {
    const form = event.target, question = form.dataset.confirm;
    const others = released.delete(form) ? [] : waitingBeside(form);
    const waits = others.length > 0;
    if (waits || (question && !window.confirm(question))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (waits) { hold(form, event.submitter, others); }
      return;
    }
    if (!staysHere(form)) { edits.delete(form); }
  }, true);

  // Choosing what has to be explained opens the fold with the fields for it.
  document.addEventListener("change", function (event) {
    const form = event.target.form;
    if (!form || !form.dataset.opens || event.target.type !== "radio") { return; }
    const fold = form.querySelector("details");
    if (fold && form.dataset.opens.split(" ").includes(event.target.value)) { fold.open = true; }
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
