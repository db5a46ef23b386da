"use strict";
// Filters, sorts and searches a list whose columns stand in #data, each as its values and a place per row.
// Only a page of rows is ever in the document. Text from the data becomes text nodes, never markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const columns = data.columns;
  const table = document.getElementById("list");
  const body = table.tBodies[0];
  const status = document.getElementById("status");
  const controls = document.getElementById("controls");
  const pages = document.getElementById("pages");
  const collator = new Intl.Collator("en-GB", { numeric: true });
  const state = { filters: {}, search: "", sort: null, descending: false, page: 0 };
  const ranks = {};
  const sorted = Int32Array.from({ length: data.count }, (_, row) => row);
  let found = sorted;

  const make = (tag, text, more) => {
    const one = document.createElement(tag);
    if (text !== undefined) one.textContent = text;
    return Object.assign(one, more);
  };
  const value = (name, row) => columns[name].values[columns[name].at[row]];

  // Each value's rank among the values of its column; rows are then compared by whole numbers.
  const rankOf = (name) => {
    if (ranks[name]) return ranks[name];
    const { values, given } = columns[name];
    const order = values.map((_, index) => index);
    const compare = (a, b) => {
      const one = values[a], other = values[b];
      if (one === null || other === null) return (one === null) - (other === null);
      if (given) return a - b;
      return typeof one === "number" ? one - other : collator.compare(one, other);
    };
    const rank = new Int32Array(values.length);
    order.sort(compare).forEach((index, place) => { rank[index] = place; });
    return (ranks[name] = rank);
  };

  // A reference is found with and without the quotes that a spreadsheet puts around a sheet's name.
  const plain = (text) => String(text ?? "").toLowerCase().replace(/['\u2018\u2019]/g, "").replace(/[\t\n]/g, " ");

  // All that is searched as one text, a line a row, and where each line starts: to look through one long text
  // takes a fifth of the time of looking through as many short ones. Made when first asked for.
  let searched;
  const searchedText = () => {
    if (searched) return searched;
    const plained = data.search.columns.map((name) => [columns[name].at, columns[name].values.map(plain)]);
    const lines = Array.from({ length: data.count }, (_, row) => plained.map(([at, values]) => values[at[row]]).join("\t") + "\n");
    const starts = new Int32Array(data.count + 1);
    lines.forEach((line, row) => { starts[row + 1] = starts[row] + line.length; });
    return (searched = { text: lines.join(""), starts });
  };

  // A record number is found however it is typed: ECL-0019168 and 0019168 are 19168. C4 stays a cell.
  const numberIn = (text) => {
    const found = /^[a-z]{0,5}([-\/. ]*)(0*)([1-9]\d*)$/.exec(text);
    return found && (found[1] || found[2] || found[3].length > 4) ? found[3] : null;
  };
  const isNumbered = (one, number) => /(?:^|\D)0*(\d+)$/.exec(one)?.[1].startsWith(number);

  // Whether each row holds what is wanted.
  const holding = (wanted) => {
    const { text, starts } = searchedText();
    const number = numberIn(wanted);
    const holds = new Uint8Array(data.count);
    const fits = (line) => line.split("\t").some((one, column) => one.includes(wanted)
      || (data.search.numbers.includes(data.search.columns[column]) && isNumbered(one, number)));
    // A number is a part of what is wanted: a row without it holds neither.
    const rarer = number ?? wanted;
    let row = 0;
    for (let at = text.indexOf(rarer); at >= 0; at = text.indexOf(rarer, starts[row])) {
      while (starts[row + 1] <= at) row += 1;
      holds[row] = number === null || fits(text.slice(starts[row], starts[row + 1] - 1));
      row += 1;
    }
    return holds;
  };

  const keep = (rows, fits) => {
    const kept = new Int32Array(rows.length);
    let count = 0;
    for (const row of rows) if (fits(row)) kept[count++] = row;
    return kept.subarray(0, count);
  };

  const select = () => {
    found = sorted;
    for (const [name, wanted] of Object.entries(state.filters)) {
      if (wanted === "") continue;
      // A column's test is made once for each of its values, and then looked up for each row.
      const { at, values } = columns[name];
      const fits = values.map((one) => Array.isArray(one) ? one.includes(wanted) : String(one) === wanted);
      found = keep(found, (row) => fits[at[row]]);
    }
    const wanted = plain(state.search.trim());
    if (wanted === "") return;
    const holds = holding(wanted);
    found = keep(found, (row) => holds[row]);
  };

  // All rows are sorted when asked to be; a filter keeps their order.
  const sort = () => {
    const rank = rankOf(state.sort), at = columns[state.sort].at, way = state.descending ? -1 : 1;
    sorted.sort((a, b) => way * (rank[at[a]] - rank[at[b]]) || a - b);
  };

  const copy = async (text, button) => {
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page from a folder may not be allowed the clipboard; the old way asks nobody.
      const field = make("textarea", undefined, { value: text });
      document.body.append(field);
      field.select();
      copied = document.execCommand("copy");
      field.remove();
      button.focus();
    }
    button.textContent = copied ? "Copied" : "Not allowed here";
    say(copied ? `Copied ${text}` : `This browser does not allow copying; the reference is ${text}`);
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };

  const partOf = (part, row) => {
    const text = value(part.column, row);
    if (part.as === "copy") {
      const button = make("button", "Copy", { type: "button" });
      button.setAttribute("aria-label", `Copy the cell reference ${text}`);
      button.addEventListener("click", () => copy(text, button));
      return button;
    }
    const line = make("div", undefined, part.typed ? { className: "typed" } : {});
    if (part.as === "strong" || part.as === "small") line.append(make(part.as, text));
    else if (part.to) line.append(make("a", text, { href: value(part.to, row) }));
    else line.append((part.before || "") + text);
    return line;
  };

  const rowOf = (row) => {
    const line = make("tr");
    for (const cell of data.cells) {
      const box = make("td");
      const parts = cell.parts.filter((part) => value(part.column, row) !== null);
      if (cell.parts[0].as === "number") box.className = "number";
      else if (cell.is_wide) box.className = "wide";
      box.append(...(parts.length ? parts.map((part) => partOf(part, row)) : ["–"]));
      line.append(box);
    }
    return line;
  };

  const say = (text) => { status.textContent = text; };
  const number = (count) => count.toLocaleString("en-GB");

  // As many rows as a screen holds are drawn at once; laying out the others is not waited for.
  const SCREEN = 20;
  let undrawn = [];
  const drawAll = () => { body.append(...undrawn.splice(0).map(rowOf)); };
  const draw = (rows) => {
    body.replaceChildren(...rows.slice(0, SCREEN).map(rowOf));
    const others = undrawn = rows.slice(SCREEN);
    requestAnimationFrame(() => setTimeout(() => { if (undrawn === others) drawAll(); }));
  };

  const tell = (first, last, how) => {
    const of = found.length === data.count ? `${number(data.count)} rows` : `${number(found.length)} of ${number(data.count)} rows`;
    say(found.length === 0 ? `No row fits; there are ${number(data.count)} in all.` : `${of}; rows ${number(first + 1)} to ${number(last)} are ${how}.`);
  };

  const show = () => {
    const first = state.page * data.page, last = Math.min(first + data.page, found.length);
    draw(Array.from(found.subarray(first, last)));
    tell(first, last, "shown");
    const [before, after] = pages.querySelectorAll("button");
    before.disabled = state.page === 0;
    after.disabled = last >= found.length;
    pages.hidden = found.length <= data.page;
    table.querySelectorAll("thead th").forEach((head, index) => {
      const name = data.cells[index].sort;
      if (name && name === state.sort) head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  // On paper nobody can turn to the rows after: all that were found are there, up to some 100 sheets.
  const PRINTED = 1000;
  const showForPaper = () => {
    const rows = found.subarray(0, PRINTED);
    undrawn = [];
    body.replaceChildren(...Array.from(rows, rowOf));
    tell(0, rows.length, "printed");
  };

  const update = () => { select(); state.page = 0; show(); };

  // What is filtered stands in the address, so that a link leads to it and going back finds it again.
  const remember = () => {
    const wanted = new URLSearchParams(Object.entries(state.filters).filter(([, one]) => one !== ""));
    if (state.search) wanted.set("q", state.search);
    history.replaceState(null, "", `#${wanted}`);
  };

  const recall = () => {
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const box of controls.querySelectorAll("select")) {
      box.value = wanted.get(box.name) || "";
      if (box.selectedIndex < 0) box.value = "";
      state.filters[box.name] = box.value;
    }
    state.search = controls.querySelector("input").value = wanted.get("q") || "";
    update();
  };

  const labelled = (text, field) => {
    const label = make("label", text);
    label.append(document.createElement("br"), field);
    return label;
  };

  const addControls = () => {
    const search = make("input", undefined, { type: "search", name: "q", autocomplete: "off" });
    search.addEventListener("input", () => { state.search = search.value; update(); remember(); });
    controls.append(labelled(data.search.label, search));
    for (const { column, label } of data.filters) {
      if (!columns[column]) continue;
      const box = make("select", undefined, { name: column });
      const { values } = columns[column];
      box.append(make("option", "All", { value: "" }));
      let offered;
      if (values.some(Array.isArray)) {
        offered = [...new Set(values.flat())].sort(collator.compare);
      } else {
        const rank = rankOf(column);
        const ranked = values.map((one, index) => [one, rank[index]]).filter(([one]) => one !== null);
        offered = ranked.sort((a, b) => a[1] - b[1]).map(([one]) => one);
      }
      offered.forEach((one) => box.append(make("option", one, { value: one })));
      box.addEventListener("change", () => { state.filters[column] = box.value; update(); remember(); });
      controls.append(labelled(label, box));
    }
    const clear = make("button", "Show all", { type: "button" });
    clear.addEventListener("click", () => { history.replaceState(null, "", "#"); recall(); search.focus(); });
    controls.append(clear);
    controls.hidden = false;
  };

  const addSorting = () => {
    table.querySelectorAll("thead th").forEach((head, index) => {
      const name = data.cells[index].sort;
      if (!name || !columns[name]) return;
      const button = make("button", head.textContent, { type: "button", title: "Sort" });
      button.addEventListener("click", () => {
        state.descending = state.sort === name && !state.descending;
        state.sort = name;
        sort();
        update();
      });
      head.replaceChildren(button);
    });
  };

  const turn = (by) => {
    state.page += by;
    show();
    table.scrollIntoView();
    body.querySelector("a, button")?.focus({ preventScroll: true });
  };

  const addPages = () => {
    const before = make("button", "Rows before", { type: "button" });
    const after = make("button", "Rows after", { type: "button" });
    before.addEventListener("click", () => turn(-1));
    after.addEventListener("click", () => turn(1));
    pages.append(before, after);
  };

  addControls();
  addSorting();
  addPages();
  addEventListener("hashchange", recall);
  addEventListener("beforeprint", showForPaper);
  addEventListener("afterprint", () => { show(); drawAll(); });
  recall();
  // All at first: the browser may be about to go back to a row, or to search for one.
  drawAll();
  (window.requestIdleCallback || setTimeout)(searchedText);
})();
