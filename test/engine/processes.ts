import { existsSync, readdirSync, readFileSync } from "node:fs";
import { RUN_VARIABLE } from "../../lib/pulumi/process/run-variables.ts";
import { until } from "../processes.ts";

/** A process of a stack. */
export interface EngineProcess {
  readonly pid: number;
  readonly stack: string;
  readonly what: "node" | "pulumi" | "provider";
}

/** Lists the living processes that runs in a project started for its stacks. Without /proc it lists none. */
export const processesOf = (root: string): readonly EngineProcess[] =>
  (existsSync("/proc") ? readdirSync("/proc") : []).flatMap((name): readonly EngineProcess[] => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      const home = environment.find((line) => line.startsWith(`HOME=${root}/`)) ?? "";
      if (home === "" || !environment.some((line) => line.startsWith(`${RUN_VARIABLE}=`))) return [];
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      const what = /process\/child\/main\.ts/.test(command)
        ? "node"
        : /pulumi-resource-kubernetes|pulumi\/local\/main/.test(command)
          ? "provider"
          : "pulumi";
      return [{ pid, stack: home.split("/").at(-2) ?? "", what }];
    } catch {
      // It has ended.
      return [];
    }
  });

/** Milliseconds between two looks at all processes of the machine, which take a processor for some milliseconds. */
const LOOK_EVERY_MS = 25;

/** Waits until a process of a stack has started. */
export const started = (root: string, stack: string, what: EngineProcess["what"]): Promise<EngineProcess> =>
  until(`${what} of ${stack}`, () => processesOf(root).find((each) => each.stack === stack && each.what === what), LOOK_EVERY_MS);
