import { ENTRY_NAMES, type Figures, type Measure, specOf } from "../../bench/report/targets.ts";
import { MEASURES } from "../../bench/report/verdict.ts";
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

/** The tables of the documentation, by the name in their markers. */
export const TABLES: Readonly<Record<string, Table>> = {
  "bench-entries": tableOf(ENTRY_NAMES, {
    entry: code,
    "what it runs": (name) => specOf(name).summary,
    maximum: (name) => formatTargets(specOf(name).targets),
    "compared with": (name) => specOf(name).against ?? "",
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
};
