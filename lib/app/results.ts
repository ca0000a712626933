import type { ErrorCode } from "../base/error-code.ts";
import type { ChangeGroup } from "../diff/group.ts";
import type { TreeDiff } from "../diff/diff.ts";
import type { Problem } from "../base/problem.ts";
import type { EngineRun } from "./engine/engine-run.ts";
import type { WithExpired } from "./expired-stacks.ts";
import type { WithWarnings } from "./warnings.ts";

/** The result of `render`: the files that it wrote, below the generated root. */
export interface RenderResult extends WithWarnings {
  readonly stacks: number;
  readonly objects: number;
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly seconds: number;
}

/** A generated file that differs from the specs. */
export interface Finding {
  /** Relative to the project: `pulumi-gen/latest/...`. */
  readonly file: string;
  /**
   * `stale`: the content differs, by a changed spec or by an edit by hand. `outdated`: the sources of a component changed after the engine
   * rendered it. `edited`: a file of a component differs from the rendered one. `unproven`: a file of a component differs from the base commit,
   * and no engine has rendered it. `rewritten`: a lock entry names a release of the base commit with another image, digest or tag.
   */
  readonly what: "stale" | "missing" | "stray" | "outdated" | "edited" | "unproven" | "rewritten";
  /** The first line that differs, from 1. */
  readonly line: number | undefined;
  /** The line on disk, and the rendered line. */
  readonly found: string | undefined;
  readonly expected: string | undefined;
  /** The last author, if git has one. */
  readonly who: string | undefined;
}

export interface CheckResult extends WithWarnings, WithExpired {
  readonly stacks: number;
  readonly objects: number;
  readonly findings: readonly Finding[];
  /** The command that fixes all findings; undefined if there are none. */
  readonly fix: string | undefined;
  /**
   * The components whose files were only compared with the hashes beside them: `staging/dashboards`. Neither the engine nor a base commit
   * proves them. Absent if there are none.
   */
  readonly unproven?: readonly string[];
  /** The run of the engine, if it rendered components again. */
  readonly engine?: EngineRun;
}

export interface DiffResult {
  /** The names of the two sides: `HEAD`, `pulumi-gen/`, `the specs`. */
  readonly from: string;
  readonly to: string;
  readonly diff: TreeDiff;
  readonly groups: readonly ChangeGroup[];
  /** The changes that wait for their wave, in the order of the pipeline. Absent if none waits, and if both sides are finished trees. */
  readonly later?: readonly LaterWave[];
}

/** The changes of a wave that does not follow the specs at once. */
export interface LaterWave {
  readonly stage: string;
  /** The stacks of the wave that change. */
  readonly stacks: readonly string[];
  /** The stages that run the change before this wave takes it. */
  readonly after: readonly string[];
  /** Milliseconds that they run it. */
  readonly soakMs: number;
  readonly manifests: DiffResult;
}

/** A field of the spec that a value depends on, with what each layer sets. */
export interface Influence {
  /** `resources.limits.cpu`, `env.PORT`, `tag`. */
  readonly field: string;
  readonly chain: readonly {
    readonly layer: string;
    readonly file: string | undefined;
    /** The place in the file: `override(frontend).scale.min`. @default the name of the field */
    readonly place?: string;
    readonly value: unknown;
    readonly inForce: boolean;
  }[];
}

export interface ExplainResult {
  readonly stack: string;
  readonly service: string;
  /** `Deployment cartservice`; undefined for a path in the spec. */
  readonly object: string | undefined;
  /** Undefined for the whole service: then `value` has each field that a layer sets. */
  readonly path: string | undefined;
  readonly value: unknown;
  /** Empty if no field sets the value: Fairlead sets it for every service. */
  readonly influences: readonly Influence[];
}

export interface DoctorCheck {
  readonly name: string;
  readonly state: "ok" | "warning" | "broken";
  readonly detail: string;
  readonly hint: string | undefined;
  /** The service whose owner hears of it. @default none */
  readonly service?: string;
}

export interface NewResult {
  readonly what: "service" | "stack";
  readonly name: string;
  /** Files written, relative to the project. */
  readonly files: readonly string[];
  /** The next steps: commands and edits. */
  readonly next: readonly string[];
}

/** The result of `init`. Paths are relative to the new repository. */
export interface InitResult {
  /** The absolute path of the repository. */
  readonly directory: string;
  readonly created: readonly string[];
  /** Existing files that got what they lacked. */
  readonly completed: readonly string[];
  /** Existing files that stayed as they were. */
  readonly kept: readonly string[];
  /** Flags whose values the repository does not have, because it had other ones: `--stack`. */
  readonly unused: readonly string[];
  /** The number of manifests that were rendered. */
  readonly manifests: number;
  /** The next steps, as commands. */
  readonly next: readonly string[];
}

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
  readonly path: string | undefined;
  readonly problems: readonly Problem[];
}
