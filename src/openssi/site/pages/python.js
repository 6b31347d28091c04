// Python in a worker: ask it something, and get the answer or an error in words.
// A worker fetched from its own address takes its policy from that response's headers, which a plain web host does not
// send. Started from a blob it inherits this page's policy, so that Python can't reach another host either.
const workerAddress = new URL("worker.js", document.baseURI).href;
const starter = URL.createObjectURL(new Blob([`import ${JSON.stringify(workerAddress)};`], { type: "text/javascript" }));

const TOO_MUCH = {
  message: "Your browser ran out of memory while reading this.",
  hint: "If it is a LinkedIn archive, try again after closing other tabs, or use the command line.",
};

export class Python {
  constructor(onProgress) {
    this.onProgress = onProgress;
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
    if (progress) return this.onProgress(...progress);
    if (!this.waiting.has(id)) return; // answered after it was cancelled
    const { resolve, reject } = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) reject(error);
    else if (fault) reject({ ...(dead ? TOO_MUCH : { message: "Something went wrong here, and nothing was stored.", hint: `Please report it: ${fault}` }), dead });
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
