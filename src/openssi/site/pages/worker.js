// Python in a worker: starts it, passes on requests, and writes chosen files where Python can read them.
import { loadPyodide } from "./py/pyodide.mjs";

const START = `
import sys
sys.path[:0] = ["/app.zip", "/native"]
from openssi.site.session import call, set_progress
`;
const CALAMINE = "from ._python_calamine import *\nfrom ._python_calamine import CalamineWorkbook\n";
const FOLDER = "/files";
const OWNED = { canOwn: true }; // stored as it is, not copied
let python;

self.onmessage = async ({ data: { id, name, values, files } }) => {
  try {
    const answer = name === "start" ? await start(values.base) : request(name, values, files);
    self.postMessage({ id, ...answer });
  } catch (error) {
    // The stack of the interpreter overflowed, or it ran out of memory: nothing works in it any more.
    const lines = String(error.message ?? error).trim().split("\n"); // the last line of a traceback says what it was
    const dead = Boolean(error.pyodide_fatal_error) || error instanceof RangeError || lines.at(-1).startsWith("MemoryError");
    self.postMessage({ id, dead, fault: lines.at(-1) });
  }
};

async function start(base) {
  const load = (name) => fetch(base + name).then((response) => {
    if (!response.ok) throw new Error(`${name} could not be loaded (${response.status})`);
    return response.arrayBuffer();
  });
  const parts = [load("app.zip"), load("calamine.so")]; // while Python itself loads; nothing is fetched once a file is chosen
  python = await loadPyodide({
    indexURL: base,
    stdLibURL: `${base}stdlib.zip`,
    packages: [],
    env: { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1" },
  });
  const [app, calamine] = await Promise.all(parts);
  python.FS.writeFile("/app.zip", new Uint8Array(app), OWNED);
  python.FS.mkdirTree("/native/python_calamine"); // a compiled module can't be imported from a zip
  python.FS.writeFile("/native/python_calamine/_python_calamine.so", new Uint8Array(calamine), OWNED);
  python.FS.writeFile("/native/python_calamine/__init__.py", CALAMINE);
  python.runPython(START);
  python.globals.get("set_progress")(progress());
  return { result: null };
}

function request(name, values, files) {
  if (files) values = { ...values, paths: write(files) };
  try {
    const answer = JSON.parse(python.globals.get("call")(name, JSON.stringify(values)));
    const path = answer.result?.file;
    if (path) answer.result.bytes = python.FS.readFile(path);
    return answer;
  } finally {
    if (files) remove(FOLDER);
  }
}

// Write files, given as [path, bytes]; return the paths of single files and of the folders they came in.
function write(files) {
  const tops = files.map(([path, bytes], number) => {
    const parts = path.split("/").filter((part) => part && part !== "." && part !== "..");
    const top = parts.length > 1 ? `${FOLDER}/folder/${parts[0]}` : `${FOLDER}/${number}/${parts[0]}`;
    const file = parts.length > 1 ? `${FOLDER}/folder/${parts.join("/")}` : top;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, new Uint8Array(bytes), OWNED);
    return top;
  });
  return [...new Set(tops)];
}

function remove(path) {
  if (!python.FS.analyzePath(path).exists) return;
  for (const name of python.FS.readdir(path)) {
    if (name === "." || name === "..") continue;
    const inside = `${path}/${name}`;
    if (python.FS.isDir(python.FS.stat(inside).mode)) remove(inside);
    else python.FS.unlink(inside);
  }
  python.FS.rmdir(path);
}

function progress() {
  let last = 0;
  return (done, all) => {
    const now = performance.now();
    if (now - last < 100 && done < all) return;
    last = now;
    self.postMessage({ progress: [done, all] });
  };
}
