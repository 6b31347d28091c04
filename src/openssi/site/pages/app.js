// The page: choose files, show what Python found in them, save it. Nothing is sent anywhere.
import { chosen, dropped } from "./files.js";
import * as memory from "./memory.js";
import { Python } from "./python.js";

const $ = (id) => document.getElementById(id);
const state = { python: null, ready: null, run: 0, files: [], sample: false, remembered: false };
const LARGEST = 1_000_000_000; // bytes of all files; a browser's Python can't hold more
const tabs = new BroadcastChannel("openssi"); // this site's other tabs
const TABS = [...$("tabs").children].map((link) => link.hash.slice(1));

// --- Python ------------------------------------------------------------------------------------------------------------
function startPython() {
  state.python = new Python(showProgress);
  state.ready = state.python.ask("start", { base: new URL("py/", document.baseURI).href }).then(showModels);
  state.ready.then(() => { document.documentElement.dataset.ready = "yes"; $("loading").hidden = true; }, showError);
}

async function showModels() {
  if ($("model").length) return; // Python was restarted
  const models = await state.python.ask("models");
  $("model").replaceChildren(...models.map((name) => element("option", name)));
}

async function restartPython() {
  state.python.stop();
  delete document.documentElement.dataset.ready;
  startPython();
  await recall();
}

// --- Reading files -----------------------------------------------------------------------------------------------------
async function openFiles(files, { sample = false } = {}) {
  if (!files.length) return;
  Object.assign(state, { files, sample });
  await show(async () => state.python.ask("open", options(), await contents(files)));
}

// Show what a request finds: the number first, and then all the rest.
async function show(request) {
  const run = ++state.run;
  hideResult();
  busy("Reading…");
  try {
    await state.ready;
    const summary = await request();
    if (run !== state.run) return;
    showSummary(summary);
    await showDetails(() => run === state.run);
  } catch (error) {
    if (run === state.run) showError(error);
  }
}

async function contents(files) {
  const size = files.reduce((sum, [, file]) => sum + file.size, 0);
  if (size > LARGEST) {
    throw {
      message: `These files have ${(size / 1e9).toFixed(1)} GB, more than a browser can read.`,
      unchanged: "Nothing was read.",
      hint: "A LinkedIn archive is much smaller. If this is one, use the command line.",
    };
  }
  try {
    return await Promise.all(files.map(async ([path, file]) => [path, await file.arrayBuffer()]));
  } catch {
    throw { message: "A file can't be read any more.", hint: "It may have been moved or deleted. Choose it again." };
  }
}

function options() {
  return { today: tomorrow(), model: $("model").value, person: $("person").value.trim() };
}

// Score again what is shown: the open files, or what this device remembers.
async function changeModel() {
  if ($("result").hidden) return;
  if (state.files.length) return openFiles(state.files, { sample: state.sample });
  await show(async () => {
    const changed = await state.python.ask("change_model", { model: $("model").value });
    await memory.store(changed.bytes);
    return changed;
  });
}

// The latest date that a genuine record can have, anywhere on Earth.
function tomorrow() {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}

async function cancel() {
  state.run++;
  idle("Cancelled. Nothing was stored.");
  showLanding(true);
  await restartPython();
}

// --- Status ------------------------------------------------------------------------------------------------------------
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
  $("error").replaceChildren(...[message, unchanged, hint].filter(Boolean).map((text) => element("p", text)));
  $("error").hidden = false;
  if ($("result").hidden) showLanding(true);
  $("error").scrollIntoView({ block: "center" }); // on a phone it is below the sample
  if (dead) restartPython();
}

function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}

function showLanding(shown) {
  $("landing").hidden = $("about").hidden = !shown;
  $("stored").hidden = !shown || !state.remembered;
}

// --- Result ------------------------------------------------------------------------------------------------------------
function hideResult() {
  $("result").hidden = true;
  $("result").classList.remove("complete");
  delete $("score").dataset.indexMicro;
}

function showSummary({ title, index_micro: micro, band, as_of: day, model }) {
  $("model").value = model;
  $("score").textContent = state.sample ? title.replace("Your index", "An invented seller’s index") : title;
  $("score").dataset.indexMicro = micro ?? "";
  $("day").textContent = `${band ? `${band[0].toUpperCase()}${band.slice(1)}, as of` : "As of"} ${longDay(day)}.`;
  showLanding(false);
  $("result").hidden = false;
  showTab("overview");
  showMemory();
  $("score").focus();
  $("status").textContent = "Preparing your report…";
}

function showTab(id) {
  for (const one of TABS) $(one).hidden = one !== id;
  for (const link of $("tabs").children) {
    if (link.hash === `#${id}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function longDay(day) {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Date(`${day}T00:00Z`).toLocaleDateString("en-GB", options);
}

async function showDetails(current) {
  const report = await state.python.ask("report");
  if (!current()) return;
  showInFrame($("report"), report);
  const [levers, content, annotations] = await Promise.all(["levers", "content", "annotations"].map((name) => state.python.ask(name)));
  if (!current()) return;
  showLevers(levers);
  showContent(content);
  showAnnotations(annotations);
  await project();
  if (!current()) return;
  $("result").classList.add("complete");
  idle("Done. Nothing left this device.");
}

// The frame has a policy of its own: styles, but no script. It is as high as its content, so only the page scrolls.
function showInFrame(frame, html) {
  const page = frame.contentDocument;
  page.documentElement.innerHTML = html;
  const fit = () => { frame.height = page.body.scrollHeight + 32; };
  fit();
  new ResizeObserver(fit).observe(page.body);
}

function showContent({ missing, used, days, groups, note }) {
  if (missing) return $("content").replaceChildren(element("p", missing));
  const parts = [element("p", `${used} ${days}`)];
  for (const [heading, lines] of groups) {
    const list = document.createElement("ul");
    list.append(...lines.map(([words, counts]) => element("li", `${words} (${counts})`)));
    parts.push(element("h3", heading), list);
  }
  $("content").replaceChildren(...parts, element("p", note));
}

// --- What if -----------------------------------------------------------------------------------------------------------
function showLevers(levers) {
  $("tabs").querySelector("[href='#what-if']").hidden = !levers.length;
  $("levers").replaceChildren(...levers.map(({ signal, title, recent, most }) => {
    const [row, range, value] = ["p", "input", "output"].map((name) => document.createElement(name));
    const label = element("label", recent === null ? title : `${title} (now ${recent.toFixed(1)} a week)`);
    label.htmlFor = range.id = `lever-${signal}`;
    value.setAttribute("for", range.id);
    Object.assign(range, { type: "range", max: most, value: 0, name: signal });
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
  const sliders = [...$("levers").querySelectorAll("input")];
  if (!sliders.length) return;
  const plan = Object.fromEntries(sliders.map((one) => [one.name, Number(one.value)]));
  const weeks = Number($("weeks").value);
  const outcome = await state.python.ask("what_if", { plan, weeks });
  $("outcome").dataset.endMicro = outcome.index_micro;
  $("outcome").textContent = outcome.plan.length
    ? `${outcome.end} in ${weeks} weeks with ${outcome.plan.join(", ")}: +${outcome.gain} compared with carrying on as now.`
    : `${outcome.end} in ${weeks} weeks if you carry on as now. Move a slider to see what more would add.`;
  showInFrame($("projection"), outcome.html);
}

// --- Notes and LinkedIn's score ----------------------------------------------------------------------------------------
function showAnnotations({ notes, official, left_out: leftOut = [] }) {
  $("notes").value = notes;
  $("notes-left-out").textContent = leftOut.map(([line, reason]) => `Line ${line} was left out: ${reason}.`).join(" ");
  $("official").replaceChildren(...official.map(({ day, index }) => {
    const row = element("li", `${longDay(day)}: ${index} `);
    const remove = Object.assign(element("button", "Remove"), { type: "button", className: "quiet" });
    remove.setAttribute("aria-label", `Remove the score of ${longDay(day)}`);
    remove.addEventListener("click", () => annotate({ remove: day }));
    row.append(remove);
    return row;
  }));
}

async function annotate(values) {
  $("error").hidden = true;
  try {
    const changed = await state.python.ask("annotate", values);
    showAnnotations(changed);
    if (state.remembered && !state.sample) await memory.store(changed.bytes);
    showInFrame($("report"), await state.python.ask("report"));
    $("status").textContent = "Added to your report.";
  } catch (error) {
    showError(error);
  }
}

// --- Memory on this device ---------------------------------------------------------------------------------------------
async function showMemory() {
  $("remember").hidden = state.sample || !state.files.length || !(await memory.available());
  $("forget").hidden = !state.remembered;
}

async function remember() {
  busy("Storing…");
  try {
    const stored = await state.python.ask("remember", options(), await contents(state.files));
    await memory.store(stored.bytes);
    Object.assign(state, { remembered: true, files: [] });
    showSummary(stored);
    await showDetails(() => true);
    idle("Remembered on this device until you or the browser clear it. No names and no texts are stored.");
  } catch (error) {
    showError(error.message ? error : { message: "The browser did not store it.", hint: String(error) });
  }
}

async function recall() {
  const bytes = await memory.load();
  if (!bytes) return;
  state.remembered = true;
  await show(() => state.python.ask("recall", {}, [["memory", bytes]]));
}

async function forget() {
  await memory.forget();
  tabs.postMessage("forgotten");
  await state.python.ask("close");
  Object.assign(state, { remembered: false, files: [] });
  state.run++;
  startAgain();
  idle("Everything about you was deleted from this device.");
}

function startAgain() {
  hideResult();
  idle();
  $("error").hidden = true;
  showLanding(true);
  $("files").focus();
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
$("files").addEventListener("change", () => {
  openFiles(chosen($("files")));
  $("files").value = ""; // so that choosing the same file again counts
});
$("folder").addEventListener("click", () => {
  const field = Object.assign(document.createElement("input"), { type: "file", webkitdirectory: true });
  field.addEventListener("change", () => openFiles(chosen(field)));
  field.click();
});
$("sample").addEventListener("click", async () => {
  try {
    const response = await fetch("sample.zip");
    openFiles([["sample.zip", await response.blob()]], { sample: true });
  } catch {
    showError({ message: "The sample can't be loaded.", hint: "Connect to the network and try again." });
  }
});
$("model").addEventListener("change", changeModel);
$("tabs").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  showTab(link.hash.slice(1));
});
$("cancel").addEventListener("click", cancel);
$("again").addEventListener("click", startAgain);
$("weeks").addEventListener("change", projectSoon);
$("remember").addEventListener("click", remember);
for (const button of document.querySelectorAll("[data-forget]")) button.addEventListener("click", forget);
$("notes-form").addEventListener("submit", (event) => { event.preventDefault(); annotate({ notes: $("notes").value }); });
$("official-form").addEventListener("submit", (event) => {
  event.preventDefault();
  annotate({ score: Object.fromEntries(new FormData(event.target)) });
});
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
tabs.addEventListener("message", () => { if (state.remembered) location.reload(); }); // so that none stores it again
startPython();
recall();
