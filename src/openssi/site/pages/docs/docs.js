// The documentation: search it, move along a signal's curve, and store it for use without a network.
import "./search.js";
import "./curve.js";

navigator.serviceWorker?.register(new URL("../sw.js", import.meta.url)).catch(() => {}); // plain http has none
