import type { ErrorCode } from "../base/user-error.ts";
import type { ChangeGroup } from "../diff/group.ts";
import type { TreeDiff } from "../diff/diff.ts";
import type { Problem } from "../base/problem.ts";

/** What `render` did. */
export interface RenderResult {
  readonly stacks: number;
  readonly objects: number;
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly seconds: number;
}

/** A file that is not what the specs say. */
export interface Finding {
  /** Relative to the project: `pulumi-gen/latest/...`. */
  readonly file: string;
  /**
   * `stale` is both a spec that moved on and a hand edit: the bytes cannot tell. `outdated` is a component whose sources have changed since
   * the engine rendered it; `edited` is a file of one that is not as it was rendered.
   */
  readonly what: "stale" | "missing" | "stray" | "outdated" | "edited";
  /** The first line that differs, from 1. */
  readonly line: number | undefined;
  /** That line as it is and as it should be. */
  readonly found: string | undefined;
  readonly expected: string | undefined;
  /** Who changed it last, where git knows. */
  readonly who: string | undefined;
}

export interface CheckResult {
  readonly stacks: number;
  readonly objects: number;
  readonly findings: readonly Finding[];
  /** The command that makes it as it should be; undefined where it is. */
  readonly mend: string | undefined;
}

export interface DiffResult {
  /** What the two sides are: `HEAD`, `pulumi-gen/`, `the specs`. */
  readonly from: string;
  readonly to: string;
  readonly diff: TreeDiff;
  readonly groups: readonly ChangeGroup[];
}

/** A field of the spec that a value depends on, with what each layer sets. */
export interface Influence {
  /** `resources.limits.cpu`, `env.PORT`, `tag`. */
  readonly field: string;
  readonly chain: readonly {
    readonly layer: string;
    readonly file: string | undefined;
    readonly value: unknown;
    readonly inForce: boolean;
  }[];
}

export interface ExplainResult {
  readonly stack: string;
  readonly service: string;
  /** `Deployment cartservice`; undefined where the path is one of the spec. */
  readonly object: string | undefined;
  readonly path: string;
  readonly value: unknown;
  /** Empty where no field has a say: Fairlead sets the value for every service. */
  readonly influences: readonly Influence[];
}

export interface DoctorCheck {
  readonly name: string;
  readonly state: "ok" | "warning" | "broken";
  readonly detail: string;
  readonly hint: string | undefined;
}

export interface NewResult {
  readonly what: "service" | "stack";
  readonly name: string;
  /** Files written, relative to the project. */
  readonly files: readonly string[];
  /** What to do next, a command or an edit each. */
  readonly next: readonly string[];
}

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
  readonly path: string | undefined;
  readonly problems: readonly Problem[];
}
