import type { Report } from "../../base/problem.ts";

/** The options that belong to an instance. The stack decides them for a shared one. */
const OF_INSTANCE = ["storageGb", "cpu", "memoryGb", "flags", "replicas", "highAvailability", "generation"] as const;

/** Memory for each CPU in gibibytes. Source: Cloud SQL, custom machines. */
const PER_CPU = { minimum: 0.9, maximum: 6.5 } as const;

/** The options that depend on each other. */
interface Database {
  readonly instance?: "own" | "shared";
  readonly storageGb?: number;
  readonly cpu?: number;
  readonly memoryGb?: number;
  readonly flags?: Readonly<Record<string, string | number | boolean>>;
  readonly replicas?: number;
  readonly highAvailability?: unknown;
  readonly generation?: number;
}

const FLAG = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?$/;

/** Checks the options of a database together. */
export function checkPostgres(need: Database, report: Report): void {
  if (need.instance === "shared") {
    for (const option of OF_INSTANCE) {
      if (need[option] !== undefined) report(option, "belongs to the instance, which the stack's services share", `drop ${option}`);
    }
    return;
  }
  if (need.storageGb === undefined) report("storageGb", "missing: a number is required");
  checkMachine(need, report);
  for (const [name, value] of Object.entries(need.flags ?? {})) {
    const at = `flags.${name}`;
    if (!FLAG.test(name)) report(at, `"${name}" is not the name of a flag such as max_connections`);
    else if (typeof value === "string" && !/^[ -~]{1,1000}$/.test(value)) report(at, "must be 1 to 1000 printable characters");
  }
}

function checkMachine({ cpu, memoryGb }: Database, report: Report): void {
  if (memoryGb !== undefined && memoryGb % 0.25 !== 0) report("memoryGb", `must be a multiple of 0.25, got ${memoryGb}`);
  if (cpu === undefined && memoryGb === undefined) return;
  if (cpu === undefined) return report("cpu", "missing: a number is required beside memoryGb");
  if (cpu !== 1 && cpu % 2 !== 0) return report("cpu", `must be 1 or an even number, got ${cpu}`);
  if (memoryGb === undefined) return report("memoryGb", "missing: a number is required beside cpu");
  const { minimum, maximum } = PER_CPU;
  if (memoryGb < minimum * cpu || memoryGb > maximum * cpu)
    report("memoryGb", `must be ${minimum} to ${maximum} for each of ${cpu} CPUs, got ${memoryGb}`);
}
