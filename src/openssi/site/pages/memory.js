// What the visitor chose to store on this device: one file in the browser's private storage for this site.
const NAME = "memory";

const disk = async () => navigator.storage.getDirectory();

// Private storage exists only on https and localhost, and not in every private window.
export async function available() {
  return Boolean(navigator.storage?.getDirectory) && disk().then(() => true, () => false);
}

// Return the stored bytes, or null.
export async function load() {
  try {
    const handle = await (await disk()).getFileHandle(NAME);
    return await (await handle.getFile()).arrayBuffer();
  } catch {
    return null;
  }
}

export async function store(bytes) {
  const handle = await (await disk()).getFileHandle(NAME, { create: true });
  const target = await handle.createWritable();
  await target.write(bytes);
  await target.close();
  await navigator.storage.persist?.(); // asks the browser not to delete it when space is short
}

export async function forget() {
  const root = await disk();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
}
