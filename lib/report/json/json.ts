import { differenceCounts } from "../results/differences.ts";
import { OLD_COMMAND, unicodeEscape } from "../../base/escape-controls.ts";
import type { PreviewResult } from "../../app/preview/preview-result.ts";
import type { PlanResult, UpResult } from "../../app/release/results.ts";
import type { DiffResult } from "../../app/results.ts";
import type { ObjectChange } from "../../diff/change.ts";
import type { ChangeGroup } from "../../diff/group.ts";
import { groupRisks } from "../../diff/risks/group-risks.ts";
import type { Channel } from "../../releases/read.ts";
import { viewOf } from "../results/changes.ts";
import { contentTexts } from "../results/contents.ts";
import { promotionCounts } from "../results/promotions.ts";
import { outcomeCounts } from "../results/decisions.ts";
import type { Reporter } from "../results/results.ts";

/** Formats one JSON document. It escapes what JSON allows raw, and a terminal or the log of a GitHub job obeys. */
const json = (value: unknown): string =>
  `${JSON.stringify(value, undefined, 2)
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, unicodeEscape)
    .replace(OLD_COMMAND, unicodeEscape)}\n`;

const group = ({ action, kind, stateful, members }: ChangeGroup) => ({
  action,
  kind,
  stateful,
  fields: members[0]?.fields ?? [],
  objects: members.map((member) => ({
    ...placeOf(member),
    ...(member.followers === undefined || member.followers.length === 0 ? {} : { followers: member.followers.map(placeOf) }),
  })),
});

const placeOf = ({ object, from }: ObjectChange) => ({
  kind: object.kind,
  stack: object.stack,
  service: object.service,
  namespace: object.namespace,
  name: object.name,
  path: object.path,
  ...(from === undefined || from.path === object.path ? {} : { previousPath: from.path }),
});

const diff = ({ from, to, diff: { risks, releases, locks }, groups }: DiffResult) => ({
  from,
  to,
  risks: groupRisks(risks),
  releases,
  changes: groups.map(group),
  locks,
});

/** Adds the fields of created objects, as the other formats show them. */
const withContents = (result: DiffResult) => ({ ...diff(result), contents: contentTexts(viewOf(result)) });

const previewed = ({ manifests, later, ...rest }: PreviewResult) => ({
  ...(manifests === undefined ? {} : { manifests: withContents(manifests) }),
  ...(later === undefined
    ? {}
    : { later: later.map(({ manifests: changes, ...wave }) => ({ ...wave, manifests: withContents(changes) })) }),
  ...rest,
});

/** Adds the number of each outcome, and groups the risks as `diff` does. */
const decided = <T extends PlanResult | UpResult>({ decisions, risks, ...rest }: T) => ({
  ...(risks === undefined ? {} : { risks: groupRisks(risks) }),
  outcomes: outcomeCounts(decisions),
  decisions,
  ...rest,
});

const channelRows = ({ name, pointers, broken }: Channel) => [
  ...pointers.values(),
  ...[...broken].map(([service, problem]) => ({ service, channel: name, problem })),
];

/** Creates the reporter for programs: one JSON document for each result, also for an error. */
export const jsonReporter = (): Reporter => ({
  render: json,
  check: (result) => json({ upToDate: result.findings.length === 0, ...result }),
  diff: ({ later, ...result }) =>
    json({
      ...diff(result),
      ...(later === undefined ? {} : { later: later.map(({ manifests, ...wave }) => ({ ...wave, manifests: diff(manifests) })) }),
    }),
  compared: (result) => json({ ...result, counts: differenceCounts(result.differences) }),
  explain: json,
  policies: json,
  cloud: ({ clouds, unmanaged, warnings }) => json({ clouds, unmanaged, warnings }),
  cloudCost: json,
  cloudUp: json,
  previewed: (result) => json(previewed(result)),
  drift: json,
  adopted: json,
  destroyed: json,
  restored: json,
  unprotected: json,
  doctor: (checks) => json({ healthy: checks.every(({ state }) => state !== "broken"), checks }),
  created: json,
  initialized: json,
  plan: (result) => json(decided(result)),
  up: (result) => json(decided(result)),
  status: json,
  egress: json,
  board: json,
  dora: json,
  history: json,
  bootstrapped: json,
  published: ({ up, ...rest }) => json({ ...rest, ...decided(up) }),
  // One service is the usual form, and scripts read its fields at the top.
  recorded: (results) => json(results.length === 1 ? results[0] : { recorded: results }),
  channelSet: json,
  promoted: ({ promotions, ...rest }) => json({ ...rest, outcomes: promotionCounts(promotions), services: promotions }),
  channels: ({ datastore, channels }) => json({ datastore, channels: channels.flatMap(channelRows) }),
  releases: json,
  release: json,
  verified: (result) => json({ sound: result.findings.length === 0, ...result }),
  pruned: json,
  matrix: json,
  collected: json,
  mergeDriver: json,
  reported: ({ report, ...rest }) => json(report === undefined ? rest : { ...rest, ...report, diff: diff(report.diff) }),
  engine: (result) => json({ found: result.engine !== undefined, ...result }),
  engineInstalled: (result) => json({ installed: result.method !== undefined, ...result }),
  notified: json,
  failure: (failure) => json({ error: failure }),
});
