import { count } from "../../base/text.ts";
import type { Decision } from "../../resolve/decision.ts";
import { isSameVersion, type LockEntry } from "../../resolve/lock.ts";
import { compareUrgency, type Outcome, OUTCOMES } from "../../resolve/outcome.ts";
import { shared, sharedHint } from "./shared.ts";
import { shortDigest } from "./versions.ts";

/** True if a report lists the decision: the stack changes, or something keeps it from changing, or a hold ends. */
export const isNoteworthy = ({ outcome, from, to }: Decision): boolean =>
  outcome !== "keep" || (from?.hold !== undefined && to?.hold === undefined);

/** Returns the versions of a decision: `v0.10.5 -> v0.10.6`, `v0.10.5`, `v0.10.6`. */
export const versionText = (decision: Decision): string =>
  decision.isReserved === true ? "configuration" : VERSION_TEXTS[decision.outcome](decision);

const before = ({ from }: Decision): string => from?.tag ?? "(no version)";

/** Names the release that runs, and the one that follows. */
const following = ({ from, next = "" }: Decision): string =>
  from === undefined ? next : from.tag === next || next === "" ? from.tag : `${from.tag} -> ${next}`;

const VERSION_TEXTS: Readonly<Record<Outcome, (decision: Decision) => string>> = {
  invalid: before,
  removed: before,
  held: before,
  frozen: following,
  waiting: following,
  new: ({ to }) => to?.tag ?? "",
  advance: ({ from, to }) => (from === undefined || to === undefined ? "(no version)" : changeText(from, to)),
  keep: before,
};

const changeText = (from: LockEntry, to: LockEntry): string =>
  isSameVersion(from, to) && from.config !== to.config ? `${to.tag}, configuration` : `${nameOf(from, to)} -> ${nameOf(to, from)}`;

/** Names an entry by its tag, with the repository if that changes. If another entry has the same tag, the digest follows. */
function nameOf(entry: LockEntry, other: LockEntry): string {
  const repository = entry.image === undefined || other.image === undefined || entry.image === other.image ? "" : `${entry.image}:`;
  const digest = entry.tag !== other.tag || entry.digest === undefined ? "" : `@${shortDigest(entry.digest)}`;
  return `${repository}${entry.tag}${digest}`;
}

/** Counts the decisions of each outcome, the most urgent one first. It omits outcomes without decisions. */
export function outcomeCounts(decisions: readonly Decision[]): Readonly<Record<string, number>> {
  const counts = OUTCOMES.map(({ outcome }) => [outcome, decisions.filter((decision) => decision.outcome === outcome).length] as const);
  return Object.fromEntries(counts.filter(([, number]) => number > 0));
}

/** A decision that several stacks share, and several services if they wait for the same. */
export interface DecisionGroup {
  readonly outcome: Outcome;
  /** The first decision. Its reason is that of all. */
  readonly decision: Decision;
  readonly services: readonly string[];
  /** The versions that follow or stay. Empty if the services differ. */
  readonly version: string;
  readonly stacks: readonly string[];
  /** The hint for all these stacks. */
  readonly hint: string | undefined;
}

/** Groups the noteworthy decisions that read the same on several stacks; the most urgent ones come first. */
export function groupDecisions(decisions: readonly Decision[]): readonly DecisionGroup[] {
  const groups = new Map<string, { readonly decision: Decision; readonly stacks: string[] }>();
  for (const decision of decisions.filter(isNoteworthy)) {
    const key = JSON.stringify([decision.outcome, decision.service, versionText(decision), decision.reason, hintFor(decision, [])]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { decision, stacks: [decision.stack] });
    else group.stacks.push(decision.stack);
  }
  const ofServices = [...groups.values()].map(({ decision, stacks }) => ({
    outcome: decision.outcome,
    decision,
    services: [decision.service],
    version: versionText(decision),
    stacks,
    hint: hintFor(decision, stacks),
  }));
  return shared(ofServices, reasonOfMany)
    .map((members) => ({
      ...members[0],
      services: members.map(({ decision }) => decision.service),
      version: members.every(({ version }) => version === members[0].version) ? members[0].version : "",
      hint: sharedHint(members[0].hint, members.length),
    }))
    .sort((a, b) => compareUrgency(a.outcome, b.outcome));
}

/** Returns a key for services with one reason. So a change of a default does not hide what moves now. */
const reasonOfMany = ({ outcome, decision, stacks }: DecisionGroup): string | undefined =>
  isOfMany(decision) && decision.isReserved !== true && decision.isImage !== true
    ? JSON.stringify([outcome, stacks, decision.reason])
    : undefined;

/** True if many services do it at once: they wait, are frozen, or take a configuration. */
const isOfMany = ({ outcome, from, to }: Decision): boolean =>
  outcome === "waiting" ||
  outcome === "frozen" ||
  (outcome === "advance" && from !== undefined && to !== undefined && isSameVersion(from, to));

/** Names the services of a group: `cart`, or `12 services`. */
export const groupSubject = ({ services }: DecisionGroup): string =>
  services.length === 1 ? (services[0] ?? "") : count(services.length, "service");

/** Returns the hint of a decision for several stacks. A command that names the pair of one stack then names all pairs. */
const hintFor = ({ stack, service, hint }: Decision, stacks: readonly string[]): string | undefined =>
  hint?.replaceAll(` ${stack}/${service}`, () => stacks.map((each) => ` ${each}/${service}`).join(""));

/** Sums up decisions: `44 services on 4 stacks: 1 advance, 43 keep`. */
export function decisionsSummary(decisions: readonly Decision[]): string {
  const stacks = new Set(decisions.map(({ stack }) => stack)).size;
  const services = new Set(
    decisions.flatMap(({ service, isImage, isReserved }) => (isImage === true || isReserved === true ? [] : [service])),
  ).size;
  const images = new Set(decisions.flatMap(({ service, isImage }) => (isImage === true ? [service] : []))).size;
  const subjects = [...(services > 0 || images === 0 ? [count(services, "service")] : []), ...(images > 0 ? [count(images, "image")] : [])];
  const parts = Object.entries(outcomeCounts(decisions)).map(([outcome, number]) => `${number} ${outcome}`);
  return `${subjects.join(" and ")} on ${count(stacks, "stack")}: ${parts.length === 0 ? "nothing to decide" : parts.join(", ")}`;
}
