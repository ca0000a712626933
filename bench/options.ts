import { parseArgs } from "node:util";
import { ENTRY_NAMES, type EntryName, isEntryName, specOf } from "./report/targets.ts";

export interface Options {
  readonly json: boolean;
  readonly help: boolean;
  /** Measured runs of each entry, after the warm-up. */
  readonly rounds: number;
  readonly only: readonly EntryName[];
}

const width = Math.max(...ENTRY_NAMES.map(({ length }) => length));

export const HELP = `Usage: npm run bench -- [--quick] [--only <entry>]... [--json]

Measures whole Fairlead processes and compares them with targets and with other programs.

  --quick          1 run of each entry instead of 5, after one warm-up
  --only <entry>   this entry and those that it is compared with; may be repeated
  --json           one JSON document instead of a table
  --help           this text

Entries:
${ENTRY_NAMES.map((name) => `  ${name.padEnd(width)}   ${specOf(name).summary}\n`).join("")}
Exit codes: 0 all was measured, also if a target was missed; 1 a measured process failed; 2 wrong usage; 70 a defect.
bench/README.md explains the report.
`;

const SPEC = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  quick: { type: "boolean", default: false },
  only: { type: "string", multiple: true },
} as const;

/** Parses the command line. @returns the options, or the problem */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({ args: [...args], options: SPEC });
    const names = values.only ?? [];
    const unknown = names.find((name) => !isEntryName(name));
    if (unknown !== undefined) return `unknown entry "${unknown}"; the entries are ${ENTRY_NAMES.join(", ")}`;
    return { json: values.json, help: values.help, rounds: values.quick ? 1 : 5, only: names.filter(isEntryName) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
