import type { Env } from "../../system/environment.ts";

/** What a way is given beside the directory. */
export interface Job {
  readonly env: Env;
  /** Hears what is going on, a line now and then. */
  readonly say: (line: string) => void;
  /** Aborted when the person does not want it any more. */
  readonly signal: AbortSignal;
}

/** One way of getting an engine. */
export interface Way {
  readonly name: string;
  /** Puts `bin/pulumi` and the provider below a directory. @throws Error with the reason why it cannot */
  readonly get: (directory: string, job: Job) => Promise<void>;
}
