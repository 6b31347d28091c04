// Move a point along a signal's curve: the same whole-number arithmetic as the score.
const MICRO = 1_000_000;
const STEPS = 200;

for (const figure of document.querySelectorAll("[data-curve]")) follow(figure);

function follow(figure) {
  const curve = JSON.parse(figure.dataset.curve);
  const [point, range, output] = [".ssi-point", "input", "output"].map((name) => figure.querySelector(name));
  const [bottom, top] = plot(figure);
  const move = () => {
    const value = Math.round((curve.end * range.value) / STEPS);
    const micro = curve.maximum * earned(curve.knots, value);
    point.setAttribute("cx", `${(100 * value) / curve.end}%`);
    point.setAttribute("cy", bottom - ((bottom - top) * micro) / (curve.maximum * MICRO));
    output.textContent = words(curve, value, micro);
    range.setAttribute("aria-valuetext", output.textContent);
    Object.assign(output.dataset, { value, micro });
  };
  Object.assign(range, { min: 0, max: STEPS, step: 1, value: Math.round((STEPS * curve.start) / curve.end) });
  range.addEventListener("input", move);
  figure.querySelector(".curve-control").hidden = false;
  move();
}

// The height of no points and of all of them, read from the grid lines.
function plot(figure) {
  const heights = [...figure.querySelectorAll(".ssi-rule")].map((line) => Number(line.getAttribute("y1")));
  return [Math.max(...heights), Math.min(...heights)];
}

// Millionths of the maximum, rounded down: lines between the knots, flat after the last.
function earned(knots, value) {
  let [x0, y0] = knots[0];
  for (const [x1, y1] of knots.slice(1)) {
    if (value < x1) return y0 + Math.floor(((y1 - y0) * (value - x0)) / (x1 - x0));
    [x0, y0] = [x1, y1];
  }
  return y0;
}

function words({ scale, unit, maximum }, value, micro) {
  const amount = (value / scale).toLocaleString("en", { maximumSignificantDigits: 3 });
  return `${amount}${unit}: ${(micro / MICRO).toFixed(1)} of ${maximum} points`;
}
