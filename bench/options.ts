import { parseArgs } from "node:util";
import { ENTRY_NAMES, type EntryName, isEntryName, specOf } from "./report/targets.ts";

export interface Options {
  readonly json: boolean;
  readonly help: boolean;
  /** Measured runs an entry, after the warm-up. */
  readonly rounds: number;
  readonly only: readonly EntryName[];
}

const width = Math.max(...ENTRY_NAMES.map(({ length }) => length));

export const HELP = `Usage: npm run bench -- [--quick] [--only <entry>]... [--json]

Measures Fairlead as whole processes, against its targets and against others on the same objects.

  --quick          1 run of each instead of 5; always after one to warm up
  --only <entry>   this entry and what it is compared with; can be given again
  --json           one JSON document instead of a table
  --help           this text

Entries:
${ENTRY_NAMES.map((name) => `  ${name.padEnd(width)}   ${specOf(name).what}\n`).join("")}
Exit codes: 0 all was measured, whatever the figures; 1 a measured process failed; 2 wrong usage; 70 a defect of the benchmark.
How to read it: bench/README.md
`;

const SPEC = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  quick: { type: "boolean", default: false },
  only: { type: "string", multiple: true },
} as const;

/** The command line, or what is wrong with it. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({ args: [...args], options: SPEC });
    const names = values.only ?? [];
    const unknown = names.find((name) => !isEntryName(name));
    if (unknown !== undefined) return `there is no entry "${unknown}" (there is ${ENTRY_NAMES.join(", ")})`;
    return { json: values.json, help: values.help, rounds: values.quick ? 1 : 5, only: names.filter(isEntryName) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
