// @ts-check
// The second part of the script of a preview's page. It lists the changed files, filters them, and shows their differences.

(() => {
  /** @typedef {import("../preview/data.ts").PreviewData} Data */
  /** @typedef {import("../preview/data.ts").FileRow} FileRow */

  /** @type {Data} */
  const data = JSON.parse(byId("data", HTMLScriptElement).textContent ?? "{}");
  const search = byId("search", HTMLInputElement);
  const stack = byId("stack", HTMLSelectElement);
  const action = byId("action", HTMLSelectElement);
  const risky = byId("risky", HTMLInputElement);
  const place = byId("changes", HTMLElement);

  /** Groups up to this number are open from the start. */
  const FEW = 40;

  /** @type {Record<string, string>} */
  const SIGNS = { removed: "−", moved: "→", changed: "~", created: "+" };

  /** The words that the search looks at, for each file. */
  const words = data.files.map(([at, service, , title, path]) =>
    `${data.stacks[at]?.[0] ?? ""} ${data.services[service]?.[0] ?? ""} ${title} ${path}`.toLowerCase(),
  );

  // --- Elements ---

  /**
   * Makes a group that fills itself when it opens first.
   * @param {string} style
   * @param {(Node | string)[]} summary
   * @param {() => Node[]} fill
   */
  function group(style, summary, fill) {
    const [element, head, body] = [document.createElement("details"), document.createElement("summary"), make("div")];
    element.className = style;
    head.append(...summary);
    element.append(head, body);
    element.addEventListener("toggle", () => {
      if (element.open && body.childElementCount === 0) body.append(...fill());
    });
    return element;
  }

  /** Opens a group at once, without the event. @param {HTMLDetailsElement} element @param {() => Node[]} fill */
  function openNow(element, fill) {
    const body = element.lastElementChild;
    if (body !== null && body.childElementCount === 0) body.append(...fill());
    element.open = true;
  }

  /** Links to the line of a spec, or names it if there is no page. @param {string} file @param {number} line @returns {Node[]} */
  function specPlace(file, line) {
    if (file === "") return [];
    const text = `${file}:${line}`;
    const address = `${data.specPages}${file.split("/").map(encodeURIComponent).join("/")}#L${line}`;
    const element = data.specPages === "" ? make("code", text) : link(address, text);
    element.classList.add("spec");
    return [element];
  }

  /** Counts files by action, and those with a risk. @param {FileRow[]} files */
  function counts(files) {
    const parts = Object.keys(SIGNS).flatMap((each) => {
      const number = files.filter(([, , is]) => is === each).length;
      return number === 0 ? [] : [`${number} ${each}`];
    });
    const risks = files.filter((file) => file[5].length > 0).length;
    const element = make("span", parts.join(", "), "counts");
    return risks === 0 ? [element] : [element, make("span", `${risks} with risks`, "risk")];
  }

  /** Shows a difference, one element for each run of equal signs. @param {string} text */
  function difference(text) {
    const element = make("pre", "", "diff");
    element.tabIndex = 0;
    /** @type {[sign: string, lines: string[]][]} */
    const runs = [];
    for (const line of text.split("\n")) {
      const sign = line.slice(0, 1);
      const last = runs.at(-1);
      if (last !== undefined && last[0] === sign) last[1].push(line);
      else runs.push([sign, [line]]);
    }
    for (const [sign, lines] of runs) {
      const name = sign === "+" ? "ins" : sign === "-" ? "del" : "span";
      const shown = sign === "@" ? lines.map((line) => (line === "@" ? "⋯" : line.slice(1))) : lines;
      element.append(make(name, `${shown.join("\n")}\n`, sign === "@" ? "gap" : ""));
    }
    return element;
  }

  /** @param {FileRow} file */
  function fileGroup(file) {
    const [, , is, title, path, risks, text] = file;
    const summary = [
      make("span", SIGNS[is], `sign ${is}`),
      make("span", is, "sr"),
      make("bdi", title),
      ...risks.map((risk) => make("span", risk, "risk")),
    ];
    const element = group("file", summary, () => [make("p", path, "path"), difference(data.texts[text] ?? "")]);
    element.dataset["path"] = path;
    return element;
  }

  /** @param {number} service @param {FileRow[]} files @param {boolean} isOpen */
  function serviceGroup(service, files, isOpen) {
    const [name = "the stack itself", file = "", line = 0] = data.services[service] ?? [];
    const fill = () => files.map(fileGroup);
    const element = group("service", [make("bdi", name), ...counts(files), ...specPlace(file, line)], fill);
    if (isOpen) openNow(element, fill);
    return element;
  }

  /** @param {number} at @param {FileRow[]} files @param {boolean} isOpen */
  function stackGroup(at, files, isOpen) {
    const [name = "", file = "", line = 0, later = ""] = data.stacks[at] ?? [];
    const services = Map.groupBy(files, ([, service]) => service);
    const fill = () => [...services].map(([service, own]) => serviceGroup(service, own, isOpen && services.size <= FEW));
    const wait = later === "" ? [] : [make("span", later, "later")];
    const element = group("stack", [make("bdi", name), ...counts(files), ...specPlace(file, line), ...wait], fill);
    if (isOpen) openNow(element, fill);
    return element;
  }

  // --- Filters ---

  /** Returns the files that the filters ask for. */
  function matching() {
    const asked = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    return data.files.filter(
      ([at, , is, , , risks], index) =>
        (stack.value === "" || data.stacks[at]?.[0] === stack.value) &&
        (action.value === "" || is === action.value) &&
        (!risky.checked || risks.length > 0) &&
        asked.every((word) => words[index]?.includes(word)),
    );
  }

  function show() {
    const files = matching();
    const stacks = [...Map.groupBy(files, ([at]) => at)];
    const isFew = new Set(files.map(([at, service]) => `${at} ${service}`)).size <= FEW;
    place.replaceChildren(...stacks.map(([at, own]) => stackGroup(at, own, isFew || stacks.length === 1)));
    const all = data.files.length;
    byId("found", HTMLElement).textContent = files.length === all ? `${all} files` : `${files.length} of ${all} files`;
  }

  /** Opens the change of a file. @param {string} path */
  function reveal(path) {
    search.value = "";
    for (const field of [stack, action]) field.value = "";
    risky.checked = false;
    const file = data.files.find((each) => each[4] === path);
    if (file === undefined) return;
    place.replaceChildren(
      ...[...Map.groupBy(data.files, ([at]) => at)].map(([at, own]) => {
        const element = stackGroup(at, own, false);
        if (at === file[0])
          openNow(element, () =>
            [...Map.groupBy(own, ([, service]) => service)].map(([service, of]) => serviceGroup(service, of, service === file[1])),
          );
        return element;
      }),
    );
    byId("found", HTMLElement).textContent = `${data.files.length} files`;
    for (const element of place.querySelectorAll(".file")) {
      if (!(element instanceof HTMLDetailsElement) || element.dataset["path"] !== path) continue;
      element.open = true;
      element.scrollIntoView({ block: "center" });
      element.querySelector("summary")?.focus();
    }
  }

  // --- Keyboard ---

  /** Moves the focus to the next group, or opens and closes one. @param {KeyboardEvent} event @param {HTMLElement} summary */
  function onSummaryKey(event, summary) {
    const parent = summary.parentElement;
    if (!(parent instanceof HTMLDetailsElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...place.querySelectorAll("summary")].filter((each) => each.checkVisibility());
    const at = all.findIndex((each) => each === summary);
    /** @type {Record<string, () => void>} */
    const moves = {
      ArrowDown: () => all[at + 1]?.focus(),
      ArrowUp: () => (at === 0 ? search : all[at - 1])?.focus(),
      ArrowRight: () => (parent.open = true),
      ArrowLeft: () => (parent.open ? (parent.open = false) : parent.parentElement?.closest("details")?.querySelector("summary")?.focus()),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  }

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    const isField = at instanceof HTMLInputElement || at instanceof HTMLSelectElement;
    if (event.key === "/" && !isField && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && at === search) {
      search.value = "";
      show();
    } else if (event.key === "ArrowDown" && at === search) {
      event.preventDefault();
      place.querySelector("summary")?.focus();
    } else if (at instanceof HTMLElement && at.matches("#changes summary")) onSummaryKey(event, at);
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-path]") : null;
    if (button instanceof HTMLButtonElement) reveal(button.dataset["path"] ?? "");
  });

  byId("filters", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", show);
  for (const field of [stack, action, risky]) field.addEventListener("change", show);
  show();
})();
