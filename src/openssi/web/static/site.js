// The few things that pages can't do without a script.
"use strict";

// A code after the # of a link never reaches a server log. Move it into the form, and send a form that needs nothing else.
for (const form of document.querySelectorAll("form[data-code]")) {
  if (location.hash.length > 1) {
    form.elements.code.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    if (form.elements.length === 2) form.requestSubmit();
  }
}

// What a proxy in front of the server means by an error that isn't the server's own.
const PROXY_ERRORS = {
  413: "The proxy in front of this server only accepts smaller files. Ask the person who runs it to allow larger ones.",
  502: "The server isn’t answering. Nothing was uploaded. Try again in a minute.",
  503: "The server isn’t available. Nothing was uploaded. Try again in a minute.",
  504: "The server took too long. Check under Uploads if the file is there. If not, try again.",
};

// Show the progress of an upload. Without this, the browser submits the form as usual.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".upload")) return;
  event.preventDefault();
  const line = form.querySelector(".sending");
  const [bar, words, button] = [line.querySelector("progress"), line.querySelector("span"), form.querySelector("button")];
  const request = new XMLHttpRequest();
  const fail = (text) => {
    words.textContent = text;
    button.disabled = false;
  };
  line.hidden = false;
  button.disabled = true;
  request.upload.onprogress = ({ loaded, total }) => {
    [bar.max, bar.value] = [total, loaded];
    words.textContent = loaded < total ? `${Math.floor((100 * loaded) / total)}% sent` : "Sent. The server is saving it …";
  };
  request.onerror = () => fail("The connection was lost and nothing was uploaded. Try again.");
  request.onload = () => {
    if (request.status < 400) return location.assign(form.action);
    let problem = {};
    try {
      problem = JSON.parse(request.responseText);
    } catch {}
    fail([problem.detail || PROXY_ERRORS[request.status] || "The upload failed.", problem.unchanged, problem.hint].filter(Boolean).join(" "));
  };
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  const data = new FormData(form);
  const files = dropped.get(form);
  if (files) {
    data.delete("archive");
    for (const [path, file] of files) data.append("archive", file, path);
    dropped.delete(form);
  }
  request.send(data);
});

// Send files as soon as they are chosen, or dropped anywhere on the page; a folder too, which a browser alone can't send.
const dropped = new WeakMap();
for (const form of document.querySelectorAll(".upload")) {
  const send = form.querySelector(".send");
  if (!send) continue;
  const input = form.querySelector("input[type=file]");
  send.hidden = true;
  input.addEventListener("change", () => input.files.length && form.requestSubmit());
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || form.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    if (entries.some((entry) => entry.isDirectory)) {
      dropped.set(form, (await Promise.all(entries.map(filesIn))).flat());
      input.required = false;
    } else if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
    } else {
      return;
    }
    form.requestSubmit();
  });
}

// The files of a folder that an archive can have, each with its path.
async function filesIn(entry) {
  const path = entry.fullPath.slice(1);
  if (entry.isFile) {
    if (!/\.(csv|html|zip|xlsx)$/i.test(entry.name)) return [];
    return [[path, await new Promise((resolve, reject) => entry.file(resolve, reject))]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const inner of some) found.push(...(await filesIn(inner)));
  }
}

// The account menu closes with Esc, and by a click anywhere else.
const menu = document.querySelector("details.menu");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

// Minus, plus and undo for the numbers of a plan.
for (const form of document.querySelectorAll("form.levers")) {
  const history = [];
  const undo = form.querySelector("[data-undo]");
  const fields = () => [...form.querySelectorAll("input[type=number], select")];
  const values = () => fields().map((field) => field.value);
  const notify = () => form.dispatchEvent(new Event("input", { bubbles: true }));
  let current = values();
  for (const button of form.querySelectorAll("button[hidden]")) button.hidden = false;
  undo.disabled = true;
  form.addEventListener("click", ({ target }) => {
    const step = Number(target.dataset.step);
    if (!step) return;
    const field = target.parentElement.querySelector("input");
    if (step > 0) field.stepUp();
    else field.stepDown();
    notify();
  });
  form.addEventListener("input", () => {
    const next = values();
    if (next.join() === current.join()) return;
    history.push(current);
    current = next;
    undo.disabled = false;
  });
  undo.addEventListener("click", () => {
    current = history.pop();
    fields().forEach((field, index) => (field.value = current[index]));
    undo.disabled = !history.length;
    notify();
  });
}

// Buttons that copy the text of a field; where the clipboard is off limits, select it instead.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = label), 2000);
    } catch {
      field.closest("[hidden]")?.removeAttribute("hidden");
      field.select();
    }
  });
}
