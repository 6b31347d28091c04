// Run packing.py inside Pyodide: node pack.mjs STAGE
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const stage = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(`${stage}/pyodide/pyodide.mjs`));
const python = await loadPyodide({
  indexURL: `${stage}/pyodide/`,
  env: { HOME: "/home", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" }, // a fixed seed: sets are packed in the same order
});
python.FS.mkdirTree("/stage");
python.FS.mount(python.FS.filesystems.NODEFS, { root: stage }, "/stage");
try {
  python.runPython(readFileSync(`${stage}/packing.py`, "utf8"));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.exit(0);
