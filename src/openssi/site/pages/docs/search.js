// Search the documentation on this device: the words come with the page's own files, and are indexed when the field is first used.
import MiniSearch from "./minisearch.js";

const MOST = 12;
const field = document.getElementById("search");
const panel = document.getElementById("results");
let index = null;

field.disabled = false;
field.addEventListener("focus", load, { once: true });
field.addEventListener("input", search);
field.addEventListener("keydown", (event) => { if (event.key === "Escape") { field.value = ""; search(); } });

function load() {
  index ??= fetch(new URL("search.json", import.meta.url)).then((response) => response.json()).then((sections) => {
    const made = new MiniSearch({
      fields: ["heading", "page", "words"],
      storeFields: ["heading", "page", "address", "words"],
      searchOptions: { boost: { heading: 4, page: 2 }, prefix: true, fuzzy: 0.15, combineWith: "AND" },
    });
    made.addAll(sections.map((section, id) => ({ id, ...section })));
    return made;
  });
  return index;
}

async function search() {
  const question = field.value.trim();
  const found = question ? (await load()).search(question) : [];
  if (field.value.trim() !== question) return; // typed on meanwhile
  panel.hidden = !question;
  document.getElementById("results-count").textContent = question ? count(found.length) : "";
  panel.querySelector("ol").replaceChildren(...found.slice(0, MOST).map(item));
}

function count(number) {
  if (!number) return "Nothing found. Try fewer or other words.";
  return number > MOST ? `${number} sections; the best ${MOST}:` : `${number} section${number === 1 ? "" : "s"}`;
}

function item({ heading, page, address, words, terms }) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(address, import.meta.url).href;
  link.textContent = heading === page ? page : `${page} › ${heading}`;
  const text = document.createElement("p");
  text.textContent = around(words, terms);
  row.append(link, text);
  return row;
}

// Return some words around the first one that matches.
function around(words, terms) {
  const at = Math.max(0, ...terms.map((term) => words.toLowerCase().indexOf(term)).filter((one) => one >= 0).slice(0, 1));
  const start = Math.max(0, words.lastIndexOf(" ", Math.max(0, at - 60)) + 1);
  return (start ? "… " : "") + words.slice(start, start + 180) + (words.length > start + 180 ? " …" : "");
}
