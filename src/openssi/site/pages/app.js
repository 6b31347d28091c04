// The page: choose files, show what Python found in them, save it. Nothing is sent anywhere.
const $ = (id) => document.getElementById(id);
const state = { python: null, ready: null, running: 0 };

// --- Python, in a worker ---------------------------------------------------------------------------------------------
// A worker fetched from its own address takes its policy from that response's headers, which a plain web host does not
// send. Started from a blob it inherits this page's policy, so that Python can't reach another host either.
const workerAddress = new URL("worker.js", document.baseURI).href;
const starter = URL.createObjectURL(new Blob([`import ${JSON.stringify(workerAddress)};`], { type: "text/javascript" }));

class Python {
  constructor() {
    this.worker = new Worker(starter, { type: "module" });
    this.waiting = new Map();
    this.last = 0;
    this.worker.onmessage = ({ data }) => this.receive(data);
    this.worker.onerror = (event) => this.fail(event.message || "the worker stopped");
  }

  ask(name, values = {}, files = null) {
    const id = ++this.last;
    const bytes = files ? files.map(([, content]) => content) : [];
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, name, values, files }, bytes);
    });
  }

  receive({ id, progress, result, error, fault, dead }) {
    if (progress) return showProgress(...progress);
    const { resolve, reject } = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) reject(error);
    else if (fault) reject({ message: dead ? "This file can't be read: it needs more memory than a browser gives." : "Something went wrong.", hint: fault, dead });
    else resolve(result);
  }

  fail(reason) {
    for (const { reject } of this.waiting.values()) reject({ message: "Python can't start in this browser.", hint: reason });
    this.waiting.clear();
  }

  stop() {
    this.worker.terminate();
    this.waiting.clear();
  }
}

function startPython() {
  state.python = new Python();
  const base = new URL("py/", document.baseURI).href;
  state.ready = state.python.ask("start", { base });
  state.ready.then(() => document.documentElement.dataset.ready = "yes", showError);
  delete document.documentElement.dataset.ready;
}

function restartPython() {
  state.python.stop();
  startPython();
}

// --- Reading files -----------------------------------------------------------------------------------------------------
async function openFiles(files) {
  if (!files.length) return;
  const run = ++state.running;
  hideResult();
  busy("Reading…");
  try {
    const contents = await Promise.all(files.map(async ([path, file]) => [path, await file.arrayBuffer()]));
    await state.ready;
    const summary = await state.python.ask("open", { today: tomorrow() }, contents);
    if (run !== state.running) return;
    showSummary(summary);
    await showDetails(run);
  } catch (error) {
    if (run === state.running) showError(error);
  }
}

// The latest date that a genuine record can have, anywhere on Earth.
function tomorrow() {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

function cancel() {
  state.running++;
  restartPython();
  idle("Cancelled. Nothing was stored.");
}

// Files of a drop, those of folders included, as [path, file].
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file.name, file]);
  return (await Promise.all(entries.map((entry) => walk(entry, "")))).flat();
}

async function walk(entry, folder) {
  const path = folder + entry.name;
  if (entry.isFile) return [[path, await new Promise((resolve, reject) => entry.file(resolve, reject))]];
  const reader = entry.createReader();
  const found = [];
  for (;;) { // a reader returns a hundred entries at a time
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    found.push(...some);
  }
  return (await Promise.all(found.map((one) => walk(one, `${path}/`)))).flat();
}

// --- What is shown -----------------------------------------------------------------------------------------------------
function busy(text) {
  $("status").textContent = text;
  $("work").hidden = false;
  $("bar").removeAttribute("value");
  $("error").hidden = true;
}

function idle(text = "") {
  $("work").hidden = true;
  $("status").textContent = text;
}

function showProgress(done, all) {
  if ($("work").hidden || !all) return;
  $("bar").value = done / all;
  $("status").textContent = `Reading: ${Math.floor((100 * done) / all)}%`;
}

function showError({ message, unchanged, hint, dead }) {
  idle();
  $("error").replaceChildren(...[message, unchanged, hint].filter(Boolean).map((text) => {
    const line = document.createElement("p");
    line.textContent = text;
    return line;
  }));
  $("error").hidden = false;
  if (dead) restartPython();
}

function hideResult() {
  $("result").hidden = true;
  $("result").classList.remove("complete");
  delete $("score").dataset.indexMicro;
}

function showSummary({ index, index_micro: micro, band, as_of: day }) {
  $("score").textContent = index === null ? "Not enough data for a number yet" : `Your index: ${index.toFixed(1)} of 100`;
  $("score").dataset.indexMicro = micro ?? "";
  $("day").textContent = band ? `${band[0].toUpperCase()}${band.slice(1)}, as of ${longDay(day)}.` : `As of ${longDay(day)}.`;
  $("result").hidden = false;
  $("landing").hidden = true;
  $("score").focus();
  $("status").textContent = "Preparing your report…";
}

function longDay(day) {
  return new Date(`${day}T00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

async function showDetails(run) {
  const report = await state.python.ask("report");
  if (run !== state.running) return;
  showInFrame($("report"), report);
  showLevers(await state.python.ask("levers"));
  if (run !== state.running) return;
  await project();
  $("result").classList.add("complete");
  idle("Done. Nothing left this device.");
}

// The frame has a policy of its own: styles, but no script.
function showInFrame(frame, html) {
  const page = frame.contentDocument.documentElement;
  page.innerHTML = html;
  const fit = () => { frame.height = page.querySelector("body").scrollHeight + 40; };
  fit();
  new ResizeObserver(fit).observe(page.querySelector("body"));
}

// --- What if -----------------------------------------------------------------------------------------------------------
function showLevers(levers) {
  $("what-if").hidden = !levers.length;
  $("levers").replaceChildren(...levers.map(({ signal, title, recent, most }) => {
    const row = document.createElement("p");
    const label = document.createElement("label");
    const range = document.createElement("input");
    const value = document.createElement("output");
    label.textContent = recent === null ? title : `${title} (${recent.toFixed(1)} a week now)`;
    label.htmlFor = range.id = `lever-${signal}`;
    Object.assign(range, { type: "range", min: 0, max: most, value: 0, name: signal });
    value.textContent = "+0";
    range.addEventListener("input", () => { value.textContent = `+${range.value}`; projectSoon(); });
    row.append(label, range, value);
    return row;
  }));
}

let soon = 0;
function projectSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => project().catch(showError), 60);
}

async function project() {
  if ($("what-if").hidden) return;
  const plan = Object.fromEntries([...$("levers").querySelectorAll("input")].map((one) => [one.name, Number(one.value)]));
  const weeks = Number($("weeks").value);
  const outcome = await state.python.ask("what_if", { plan, weeks });
  $("outcome").dataset.indexMicro = outcome.index_micro;
  $("outcome").textContent = outcome.plan.length
    ? `${outcome.end} in ${weeks} weeks with ${outcome.plan.join(", ")}: +${outcome.gain} compared with carrying on as now.`
    : `${outcome.end} in ${weeks} weeks if you carry on as now. Move a slider to see what more would add.`;
  showInFrame($("projection"), outcome.html);
}

// --- Save --------------------------------------------------------------------------------------------------------------
async function save(name) {
  const file = await state.python.ask("save", { name });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.text], { type: file.type }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// --- Start -------------------------------------------------------------------------------------------------------------
for (const field of [$("files"), $("folder")]) {
  field.addEventListener("change", () => {
    openFiles([...field.files].map((file) => [file.webkitRelativePath || file.name, file]));
    field.value = ""; // choosing the same file again has to count
  });
}
$("sample").addEventListener("click", async () => {
  const response = await fetch("sample.zip");
  openFiles([["sample.zip", await response.blob()]]);
});
$("cancel").addEventListener("click", cancel);
$("weeks").addEventListener("change", projectSoon);
$("again").addEventListener("click", () => { hideResult(); idle(); $("landing").hidden = false; $("files").focus(); });
for (const button of document.querySelectorAll("[data-save]")) {
  button.addEventListener("click", () => save(button.dataset.save).catch(showError));
}
addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("over"); });
addEventListener("dragleave", () => document.body.classList.remove("over"));
addEventListener("drop", async (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  openFiles(await dropped(event.dataTransfer));
});
navigator.serviceWorker?.register("sw.js").catch(() => {}); // only on https and localhost; the page works without it
startPython();
