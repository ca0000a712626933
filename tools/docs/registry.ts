import { ENTRY_NAMES, type Figures, type Measure, specOf } from "../../bench/report/targets.ts";
import { MEASURES } from "../../bench/report/verdict.ts";
import { RISK_KINDS } from "../../lib/diff/risks/risk-kinds.ts";
import { CLOUD_PARTS } from "../../lib/model/cloud/registry.ts";
import { MANIFEST_KINDS } from "../../lib/model/manifest-kinds.ts";
import { NEED_KINDS } from "../../lib/model/needs/registry.ts";
import { REPORTERS } from "../../lib/report/registry.ts";
import { ENTRY_FIELDS, HOLD_FIELDS } from "../../lib/resolve/lock-fields.ts";
import { OUTCOMES } from "../../lib/resolve/outcome.ts";
import { exemptions } from "../judge/exemptions.ts";
import { schemaModules } from "../judge/modules.ts";
import { code, type Table, tableOf } from "./table.ts";

const FIGURES: Readonly<Record<Measure, (figure: number) => string>> = {
  seconds: (figure) => `${figure} s`,
  megabytes: (figure) => `${figure} MB`,
  ratio: (figure) => `${figure} x`,
  written: (figure) => `${figure} files written`,
  requests: (figure) => `${figure} requests`,
};

const formatTargets = (targets: Figures): string =>
  MEASURES.flatMap((measure) => {
    const figure = targets[measure];
    return figure === undefined ? [] : [FIGURES[measure](figure)];
  }).join(", ");

const formatGiven = (gives: readonly string[], givesWith: Readonly<Record<string, readonly string[]>> = {}): string =>
  [
    gives.map(code).join(", "),
    ...Object.entries(givesWith).map(([option, names]) => `with ${code(option)}: ${names.map(code).join(", ")}`),
  ].join("; ");

const LOCK_FIELDS = [
  ...Object.entries(ENTRY_FIELDS),
  ...Object.entries(HOLD_FIELDS).map(([name, field]) => [`hold.${name}`, field] as const),
];

/** The tables of the documentation, by the name in their markers. */
export const TABLES: Readonly<Record<string, Table>> = {
  "bench-entries": tableOf(ENTRY_NAMES, {
    entry: code,
    "what it runs": (name) => specOf(name).summary,
    maximum: (name) => formatTargets(specOf(name).targets),
    "compared with": (name) => specOf(name).against ?? "",
  }),
  "cloud-parts": tableOf(Object.entries(CLOUD_PARTS), {
    part: ([name]) => code(name),
    meaning: ([, { summary }]) => summary,
    example: ([, { example }]) => code(example),
  }),
  formats: tableOf(Object.entries(REPORTERS), {
    format: ([name]) => code(name),
    output: ([, { summary }]) => summary,
  }),
  "judge-exemptions": tableOf(exemptions, {
    tool: ({ tool }) => tool,
    check: ({ check }) => code(check),
    reason: ({ reason }) => reason,
  }),
  "judge-modules": tableOf(schemaModules, {
    module: ({ path }) => code(path),
    version: ({ version }) => version,
    why: ({ why }) => why,
  }),
  "lock-fields": tableOf(LOCK_FIELDS, {
    field: ([name]) => code(name),
    meaning: ([, { meaning }]) => meaning,
  }),
  "manifest-kinds": tableOf(Object.entries(MANIFEST_KINDS), {
    kind: ([kind]) => kind,
    "rendered if the service has": ([, { renderedIf }]) => renderedIf,
    details: ([, { details }]) => details,
  }),
  needs: tableOf(Object.values(NEED_KINDS), {
    need: ({ summary }) => summary,
    example: ({ example }) => code(example),
    "the service gets": ({ gives, givesWith }) => formatGiven(gives, givesWith),
    "name of the instance": ({ instanceForm }) => code(instanceForm),
  }),
  outcomes: tableOf(OUTCOMES, {
    decision: ({ outcome }) => code(outcome),
    meaning: ({ meaning }) => meaning,
    "exit code": ({ failsRun }) => (failsRun ? "3" : "0"),
  }),
  risks: tableOf(Object.values(RISK_KINDS), {
    risk: ({ title }) => title,
    meaning: ({ meaning }) => meaning,
  }),
};
