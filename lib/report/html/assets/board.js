// @ts-check
// The third part of the board's script. It filters the matrix, moves the focus, and keeps the ages up to date.

const search = byId("search", HTMLInputElement);
const selects = ["stack", "tier", "state"].map((id) => byId(id, HTMLSelectElement));
const heads = [...document.querySelectorAll(".stack")].filter((head) => head instanceof HTMLElement);
const rows = [...document.querySelectorAll(".row[data-service]")].filter((row) => row instanceof HTMLElement);

/** Returns the cells of a row: its name, then one for each stack. @param {Element} row @returns {HTMLElement[]} */
const cellsOf = (row) => [...row.children].filter((cell) => cell instanceof HTMLElement);

// --- Filters ---

/** Shows the rows and columns that the filters ask for. */
function applyFilters() {
  const [stack = "", tier = "", state = ""] = selects.map(({ value }) => value);
  const words = search.value
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const columns = heads.map(
    (head) => (stack === "" || head.querySelector("bdi")?.textContent === stack) && (tier === "" || head.dataset["tier"] === tier),
  );
  for (const [at, head] of heads.entries()) head.hidden = columns[at] !== true;
  document.documentElement.style.setProperty("--columns", String(Math.max(1, columns.filter(Boolean).length)));
  let found = 0;
  for (const row of rows) {
    const [name = "", cells] = [row.dataset["service"]?.toLowerCase(), cellsOf(row).slice(1)];
    const shown = cells.filter((_, at) => columns[at] === true);
    const matches =
      words.every((word) => name.includes(word)) &&
      shown.some((cell) => (state === "" ? cell.dataset["state"] !== undefined : cell.dataset["state"] === state));
    row.hidden = !matches;
    if (!matches) continue;
    found += 1;
    for (const [at, cell] of cells.entries()) cell.hidden = columns[at] !== true;
  }
  byId("nothing", HTMLElement).hidden = found > 0;
  byId("found", HTMLElement).textContent = found === rows.length ? `${found} services` : `${found} of ${rows.length} services`;
  enterGrid();
}

function clearFilters() {
  search.value = "";
  for (const select of selects) select.value = "";
  applyFilters();
  search.focus();
}

// --- Keyboard ---

/** @type {HTMLElement | undefined} */
let current;

/** Makes one cell the place where Tab enters the matrix. @param {HTMLElement} [cell] the first visible name if it is left out */
function enterGrid(cell) {
  const next =
    cell ?? (current !== undefined && current.offsetParent !== null ? current : rows.find((row) => !row.hidden)?.querySelector(".name"));
  if (current !== undefined) current.tabIndex = -1;
  current = next instanceof HTMLElement ? next : undefined;
  if (current !== undefined) current.tabIndex = 0;
}

/**
 * Returns the next visible row above or below.
 * @param {Element} row
 * @param {number} by
 */
function rowFrom(row, by) {
  const shown = rows.filter(({ hidden }) => !hidden);
  const at = shown.findIndex((each) => each === row);
  return shown[Math.min(shown.length - 1, Math.max(0, at + by))];
}

/** The keys that move the focus: rows and cells. @type {Record<string, [rows: number, cells: number]>} */
const MOVES = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** @param {KeyboardEvent} event @param {HTMLElement} cell */
function onCellKey(event, cell) {
  const row = cell.parentElement;
  if (row === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    open(row.dataset["service"] ?? "", cell.dataset["stack"]);
    return;
  }
  const [down, right] = MOVES[event.key] ?? [0, 0];
  if (down === 0 && right === 0) return;
  event.preventDefault();
  const from = cellsOf(row).filter(({ hidden }) => !hidden);
  const at = Math.min(from.length - 1, Math.max(0, from.indexOf(cell) + right));
  const next = cellsOf(rowFrom(row, down) ?? row).filter(({ hidden }) => !hidden)[at];
  if (next === undefined) return;
  enterGrid(next);
  next.focus();
}

// --- Ages ---

/** Formats the time since an instant, as the page does. @param {string} at @param {number} now */
function ageText(at, now) {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)}h`;
  const days = Math.floor(seconds / 86_400);
  return days < 730 ? `${days}d` : `${Math.floor(days / 365)}y`;
}

/** Brings the ages up to date, because a page may be read long after it was written. */
function updateAges() {
  const now = Date.now();
  for (const time of document.querySelectorAll(".cell time")) time.textContent = ageText(time.getAttribute("datetime") ?? "", now);
  const read = byId("read", HTMLElement);
  read.title = read.textContent ?? "";
  read.textContent = `${ageText(read.getAttribute("datetime") ?? "", now)} ago`;
}

// --- Start ---

document.addEventListener("keydown", (event) => {
  const at = event.target;
  const isField = at instanceof HTMLInputElement || at instanceof HTMLSelectElement;
  if (event.key === "/" && !isField && !dialog.open && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && at === search) {
    search.value = "";
    applyFilters();
  } else if (event.key === "ArrowDown" && at === search) {
    event.preventDefault();
    current?.focus();
  } else if (at instanceof HTMLElement && at.matches(".name, .cell")) onCellKey(event, at);
});

byId("board", HTMLElement).addEventListener("click", (event) => {
  const cell = event.target instanceof Element ? event.target.closest(".name, .cell") : null;
  const service = cell?.parentElement?.dataset["service"];
  if (!(cell instanceof HTMLElement) || service === undefined) return;
  enterGrid(cell);
  cell.focus();
  open(service, cell.dataset["stack"]);
});

byId("clear", HTMLElement).addEventListener("click", clearFilters);
byId("filters", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
search.addEventListener("input", applyFilters);
for (const select of selects) select.addEventListener("change", applyFilters);

byId("found", HTMLElement).textContent = `${rows.length} services`;
enterGrid();
setTimeout(updateAges, 300);
