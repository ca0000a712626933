// @ts-check
// The second part of the board's script. It opens the details of a service.

/** @typedef {import("../data.ts").DeploymentData} Deployment */
/** @typedef {import("../data.ts").BoardData} Data */

const dialog = byId("detail", HTMLDialogElement);

/** @type {Data | undefined} */
let loaded;

/** Reads the details of all services. They are not needed before a person opens one. @returns {Data} */
const data = () => (loaded ??= JSON.parse(byId("data", HTMLScriptElement).textContent ?? "{}"));

// --- Details ---

/** @param {string} at */
const day = (at) => at.slice(0, 16).replace("T", " ");

/** Describes a commit, with a link if its page is known. @param {number} number */
function commitLine(number) {
  const { commits, commitPages } = data();
  const line = make("div");
  const [id = "", at = "", author = "", subject = ""] = commits[number] ?? [];
  const short = id.slice(0, 7);
  line.append(
    commitPages === "" ? make("code", short) : link(commitPages + id, short),
    ` ${subject} `,
    make("span", `${author}, ${day(at)}`),
  );
  return line;
}

/** @type {Record<string, (from: string, to: string) => string>} */
const STEPS = {
  new: (_, to) => `new ${to}`,
  removed: (from) => `${from} goes`,
  hold: (_, to) => `${to} held`,
  resume: (_, to) => `${to} released`,
  other: (_, to) => `${to} edited`,
};

/** Describes one service on one stack. @param {string} service @param {Deployment} deployment @param {boolean} isAsked */
function section(service, deployment, isAsked) {
  const { stack, state, tag, digest, release, behind, candidate, reason, hint, commit, steps } = deployment;
  const part = make("section", "", isAsked ? "asked" : "");
  const heading = make("h3");
  heading.append(
    make("bdi", stack),
    make("span", [state, behind, candidate === "" ? "" : `channel has ${candidate}`].filter(Boolean).join(", ")),
  );
  part.append(heading);
  const version = make("p");
  version.append(
    make("bdi", tag === "" ? "not deployed yet" : tag),
    ...(digest === "" ? [] : [" ", make("code", digest)]),
    ...(release === "" ? [] : [" ", make("code", release)]),
  );
  part.append(version);
  if (reason !== "") part.append(make("p", reason, "why"));
  if (hint !== "") {
    const line = make("p");
    line.append(make("code", hint));
    part.append(line);
  }
  const [applications = "", console = ""] = data().stacks[stack] ?? [];
  const links = [
    ...(applications === "" ? [] : [link(applications + encodeURIComponent(service), "Argo CD")]),
    ...(console === "" ? [] : [link(console, "Cloud console")]),
  ];
  if (links.length > 0) {
    const line = make("p");
    for (const each of links) line.append(each, " ");
    part.append(line);
  }
  const list = make("ul");
  if (commit === -1 && tag !== "") list.append(item("now", make("div", "not committed")));
  for (const [kind, from, to, number] of steps) {
    const text = STEPS[kind]?.(from, to) ?? `${from} → ${to}${kind === "rollback" ? ", rollback" : ""}`;
    list.append(item(day(data().commits[number]?.[1] ?? "").slice(0, 10), make("div", text), commitLine(number)));
  }
  if (list.childElementCount > 0) part.append(list);
  return part;
}

/** @param {string} when @param {HTMLElement[]} lines */
function item(when, ...lines) {
  const element = make("li");
  const right = make("div");
  right.append(...lines);
  element.append(make("span", when), right);
  return element;
}

/** Opens the details of a service. @param {string} service @param {string} [stack] the stack that was asked for */
function open(service, stack) {
  const deployments = Object.hasOwn(data().services, service) ? data().services[service] : undefined;
  if (deployments === undefined) return;
  byId("detail-title", HTMLElement).textContent = service;
  const sections = deployments.map((each) => section(service, each, each.stack === stack));
  byId("detail-body", HTMLElement).replaceChildren(...sections);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  sections.find((each) => each.className === "asked")?.scrollIntoView({ block: "center" });
  history.replaceState(undefined, "", `#${encodeURIComponent(service)}`);
}

function openHash() {
  let name = "";
  try {
    name = decodeURIComponent(location.hash.slice(1));
  } catch {
    // A malformed address opens nothing.
  }
  if (name !== "") open(name);
}

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
dialog.addEventListener("close", () => history.replaceState(undefined, "", location.pathname + location.search));
byId("close", HTMLElement).addEventListener("click", () => dialog.close());
window.addEventListener("hashchange", openHash);
openHash();
