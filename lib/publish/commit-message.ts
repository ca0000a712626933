import { escapeControls } from "../base/escape-controls.ts";
import { count } from "../base/text.ts";
import { FREEZES_FILE, serviceOfPath } from "../render/layout.ts";
import type { Decision } from "../resolve/decision.ts";
import { type Hold, isSameVersion, type LockEntry } from "../resolve/lock.ts";
import { isTaken } from "../resolve/outcome.ts";
import { type SpecReference, referenceTrailers } from "./spec-reference.ts";
import { serviceHoldText } from "../resolve/service-hold.ts";

/** A run that publishes. */
export interface PublishedRun {
  readonly decisions: readonly Decision[];
  /** Paths below the generated root. */
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** The address or the id of the run. */
  readonly run: string;
  /** The commit whose specs were rendered. */
  readonly specs: SpecReference;
  /** The hash of the deletions that a person allowed. */
  readonly deletions?: string | undefined;
  /** Further trailers. @default none */
  readonly trailers?: readonly string[] | undefined;
}

/** One line of the message: a service with a change that several stacks share. */
interface Line {
  readonly service: string;
  readonly what: string;
  readonly stacks: readonly string[];
}

const MAX_SUBJECT = 72;
const MAX_LINES = 100;

/** Writes the message of a commit: a subject, the services by release, and trailers for programs. */
export function commitMessage(run: PublishedRun): string {
  const moved = linesOf(run.decisions.filter(isTaken));
  const back = linesOf(run.decisions.filter(isBack));
  const held = linesOf(
    run.decisions.filter(
      ({ outcome, from, to }) => outcome === "held" && !isBack({ outcome, from, to }) && isOtherHold(from?.hold, to?.hold),
    ),
  );
  const resumed = linesOf(
    run.decisions.filter(({ outcome, from, to }) => outcome === "keep" && from?.hold !== undefined && to?.hold === undefined),
  );
  const removed = linesOf(run.decisions.filter(({ outcome }) => outcome === "removed"));
  const files = (["created", "changed", "removed"] as const).flatMap((what) =>
    run[what].length === 0 ? [] : [`${run[what].length} ${what}`],
  );
  const releases = linesOf(run.decisions.flatMap(asRelease));
  return [
    subjectOf(run, { moved, back, held, resumed, removed }),
    ...section("Releases", moved),
    ...section("Rolled back", back),
    ...section("Held", held),
    ...section("Resumed", resumed),
    ...section("Removed", removed),
    `Files: ${files.join(", ")}.`,
    [
      `Fairlead-Run: ${run.run}`,
      `Fairlead-Spec-Commit: ${run.specs.commit}`,
      ...releases.map(({ service, what, stacks }) => `Fairlead-Release: ${service} ${what} on ${stacks.join(" ")}`),
      ...(run.trailers ?? []),
      ...(run.deletions === undefined ? [] : [`Fairlead-Deletions: ${run.deletions}`]),
      ...referenceTrailers(run.specs).map(escapeControls),
    ].join("\n"),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

/** Returns the subject of a commit message, at most 72 characters. */
export const subjectLine = (message: string): string => message.split("\n", 1)[0] ?? "";

interface Lines {
  readonly moved: readonly Line[];
  readonly back: readonly Line[];
  readonly held: readonly Line[];
  readonly resumed: readonly Line[];
  readonly removed: readonly Line[];
}

function subjectOf(run: PublishedRun, { moved, back, held, resumed, removed }: Lines): string {
  if (moved.length > 0) return subject("Deploy", "to", moved);
  if (back.length > 0) return subject("Roll back", "on", back);
  if (removed.length > 0) return subject("Remove", "from", removed);
  if (held.length > 0) return subject("Hold", "on", held);
  if (resumed.length > 0) return subject("Resume", "on", resumed);
  const paths = [...run.created, ...run.changed, ...run.removed];
  if (paths.every((path) => path === FREEZES_FILE)) return run.removed.length > 0 ? "End all freezes" : "Change the freezes";
  const stacks = unique(paths.map((path) => path.split("/")[0] ?? ""));
  const services = unique(paths.map((path) => serviceOfPath(path) ?? ""));
  const [service = ""] = services.length === 1 ? services : [];
  return service === "" ? `Render ${names(stacks, "directory", "directories")}` : subject("Render", "on", [{ service, what: "", stacks }]);
}

/** Names a single service with its tag, and counts several. A subject that is too long counts everything. */
function subject(verb: string, preposition: string, lines: readonly Line[]): string {
  const stacks = unique(lines.flatMap((line) => line.stacks));
  const services = unique(lines.map(({ service }) => service));
  const [only, second] = lines;
  const tag = verb === "Deploy" && second === undefined ? (only?.what ?? "").split(" ").at(-1) : undefined;
  const what = services.length > 1 ? count(services.length, "service") : [services[0] ?? "", ...(tag === undefined ? [] : [tag])].join(" ");
  const text = `${verb} ${what} ${preposition} ${names(stacks, "stack", "stacks")}`;
  return text.length <= MAX_SUBJECT ? text : `${verb} ${count(services.length, "service")} ${preposition} ${count(stacks.length, "stack")}`;
}

function names(all: readonly string[], one: string, many: string): string {
  if (all.length > 2 || all.join(" and ").length > 40) return `${all.length} ${all.length === 1 ? one : many}`;
  return all.join(" and ");
}

const section = (title: string, lines: readonly Line[]): readonly string[] => {
  if (lines.length === 0) return [];
  const shown = lines
    .slice(0, MAX_LINES)
    .map(({ service, what, stacks }) => `- ${service}${what === "" ? "" : ` ${what}`} on ${stacks.join(", ")}`);
  const more = lines.length > MAX_LINES ? [`- and ${lines.length - MAX_LINES} more`] : [];
  return [[`${title}:`, ...shown, ...more].join("\n")];
};

/** Groups decisions that read the same on several stacks. */
function linesOf(decisions: readonly (Decision | Line)[]): readonly Line[] {
  const groups = Map.groupBy(decisions.map(asLine), ({ service, what }) => `${service} ${what}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, stacks: unique([...first.stacks, ...others.flatMap(({ stacks }) => stacks)]) }],
  );
}

const asLine = (each: Decision | Line): Line =>
  "what" in each ? each : { service: each.service, what: escapeControls(changeOf(each)), stacks: [each.stack] };

const asRelease = ({ stack, service, from, to }: Decision): readonly Line[] =>
  to?.release === undefined || to.release === from?.release ? [] : [{ service, what: to.release, stacks: [stack] }];

/** Describes a change of an entry. The last word of a move is the tag that runs. */
function changeOf({ outcome, from, to, isReserved }: Decision): string {
  if (isBack({ outcome, from, to })) return `${from?.tag ?? ""} -> ${to?.tag ?? ""}${whyBack(to?.hold)}`;
  const place = isReserved === true ? "" : `at ${to?.tag ?? ""}: `;
  if (outcome === "held") return to?.hold === undefined ? "" : `${place}${holdText(to.hold)}`;
  if (outcome === "keep") return `${place}the hold of ${from?.hold?.by ?? ""} ends`;
  if (isReserved === true) return "configuration";
  if (outcome === "removed" || to === undefined) return from?.tag ?? "";
  if (from === undefined) return `new ${to.tag}`;
  if (isSameVersion(from, to) && from.config !== to.config) return `configuration of ${to.tag}`;
  return `${nameOf(from, to)} -> ${nameOf(to, from)}`;
}

/** True if a person took a service back to an earlier version. */
const isBack = ({ outcome, from, to }: Pick<Decision, "outcome" | "from" | "to">): boolean =>
  outcome === "held" && from !== undefined && to !== undefined && !isSameVersion(from, to);

/** Returns the reason of a check that took a release back. A person who rolls back gives none. */
const whyBack = (hold: Hold | undefined): string => (hold?.reason === undefined || hold.since !== undefined ? "" : ` (${hold.reason})`);

const holdText = (hold: Hold): string => serviceHoldText(hold) ?? `${hold.by} rolled ${hold.tag} back`;

/** True if a hold says something else. */
const isOtherHold = (from: Hold | undefined, to: Hold | undefined): boolean =>
  (["commit", "seq", "since", "until", "reason", "tag"] as const).some((field) => from?.[field] !== to?.[field]);

/** Names an entry by its tag. If the other one has the same tag, the first digits of the digest follow. */
const nameOf = ({ tag, digest = "" }: LockEntry, other: LockEntry): string =>
  tag === other.tag ? `${tag}@${digest.replace("sha256:", "").slice(0, 12)}` : tag;

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];
