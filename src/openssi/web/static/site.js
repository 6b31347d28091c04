// What the pages cannot do without a script, as little as possible.
"use strict";

// A code behind the # of a link never reaches a server's log: it is put into the form here.
for (const form of document.querySelectorAll("form[data-code]")) {
  if (location.hash.length > 1) {
    form.elements.code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    if (form.elements.length === 2) form.requestSubmit();
  }
}
