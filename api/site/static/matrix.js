// One tab stop for a table of links: arrows go to the next link in the row or the column, Home and End to its ends.
const across = { ArrowRight: 1, ArrowLeft: -1 };
const down = { ArrowDown: 1, ArrowUp: -1 };

/** Put the links of a table into rows, by the column in which each stands. */
function linksOf(table) {
  return [...table.rows].map((row) => {
    let at = 0;
    const found = [];
    for (const cell of row.cells) {
      const link = cell.querySelector("a");
      if (link) found[at] = link;
      at += cell.colSpan;
    }
    return found;
  });
}

/** Give the nearest link from a place in a direction, or none. */
function nearest(grid, row, column, byRow, byColumn) {
  const wide = Math.max(...grid.map((line) => line.length));
  for (;;) {
    row += byRow;
    column += byColumn;
    if (row < 0 || row >= grid.length || column < 0 || column >= wide) return null;
    if (grid[row][column]) return grid[row][column];
  }
}

function wanted(grid, row, column, event) {
  const { key, ctrlKey } = event;
  if (key in across) return nearest(grid, row, column, 0, across[key]);
  if (key in down) return nearest(grid, row, column, down[key], 0);
  if (key !== "Home" && key !== "End") return undefined;
  const among = (ctrlKey ? grid.flat() : grid[row]).filter(Boolean);
  return key === "Home" ? among[0] : among.at(-1);
}

for (const table of document.querySelectorAll("table[data-grid]")) {
  const grid = linksOf(table);
  const places = new Map();
  grid.forEach((row, at) => row.forEach((link, column) => places.set(link, [at, column])));
  const links = [...places.keys()];
  if (!links.length) continue;
  links.forEach((link) => (link.tabIndex = -1));
  let stop = links[0];
  stop.tabIndex = 0;
  table.setAttribute("role", "grid");
  table.parentElement.removeAttribute("tabindex");
  table.addEventListener("focusin", (event) => {
    const link = event.target.closest("a");
    if (!places.has(link)) return;
    stop.tabIndex = -1;
    stop = link;
    stop.tabIndex = 0;
  });
  table.addEventListener("keydown", (event) => {
    const place = places.get(event.target.closest("a"));
    if (!place || event.altKey || event.metaKey || event.shiftKey) return;
    const link = wanted(grid, ...place, event);
    if (link === undefined) return;
    event.preventDefault();
    link?.focus();
  });
}
