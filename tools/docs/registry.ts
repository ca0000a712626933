import { exemptions } from "../judge/exemptions.ts";
import { schemaModules } from "../judge/modules.ts";
import { code, type Table, tableOf } from "./table.ts";

/** The tables of docs/, by the name in their markers. */
export const TABLES: Readonly<Record<string, Table>> = {
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
