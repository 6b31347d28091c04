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

// How much of a file is sent already; without this the plain form sends it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".upload")) return;
  event.preventDefault();
  const line = form.querySelector(".sending");
  const [bar, words, button] = [line.querySelector("progress"), line.querySelector("span"), form.querySelector("button")];
  const request = new XMLHttpRequest();
  const failed = (text) => {
    words.textContent = text;
    button.disabled = false;
  };
  line.hidden = false;
  button.disabled = true;
  request.upload.onprogress = ({ loaded, total }) => {
    [bar.max, bar.value] = [total, loaded];
    words.textContent = loaded < total ? `${Math.floor((100 * loaded) / total)} % sent` : "Sent; the server writes it down.";
  };
  request.onerror = () => failed("The connection broke. Nothing was kept; try again.");
  request.onload = () => {
    if (request.status < 400) return location.assign("/imports");
    let told = {};
    try {
      told = JSON.parse(request.responseText);
    } catch {}
    failed([told.detail || "It was not taken.", told.unchanged, told.hint].filter(Boolean).join(" "));
  };
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(new FormData(form));
});

// Minus, plus and undo beside the number fields of a plan.
for (const form of document.querySelectorAll("form.levers")) {
  const before = [];
  const undo = form.querySelector("[data-undo]");
  const numbers = () => [...form.querySelectorAll("input[type=number], select")].map((field) => field.value);
  let now = numbers();
  const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  for (const hidden of form.querySelectorAll("button[hidden]")) hidden.hidden = false;
  undo.disabled = true;
  form.addEventListener("click", ({ target }) => {
    const step = Number(target.dataset.step);
    if (!step) return;
    const field = target.parentElement.querySelector("input");
    if (step > 0) field.stepUp();
    else field.stepDown();
    changed();
  });
  form.addEventListener("input", () => {
    const next = numbers();
    if (next.join() === now.join()) return;
    before.push(now);
    now = next;
    undo.disabled = false;
  });
  undo.addEventListener("click", () => {
    now = before.pop();
    form.querySelectorAll("input[type=number], select").forEach((field, at) => (field.value = now[at]));
    undo.disabled = !before.length;
    changed();
  });
}
