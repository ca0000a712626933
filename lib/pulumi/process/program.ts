import type { PolicyPack } from "../policies/policy-pack.ts";
import type { Backend } from "./backend.ts";
import type { EnvironmentPolicy } from "./environment-policy.ts";

/** A Pulumi project; its name is a part of every URN. */
export interface PulumiProject {
  readonly name: string;
  readonly description?: string | undefined;
}

/** A Pulumi stack of a project. */
export interface PulumiStack {
  readonly name: string;
  /** Configuration by its full key, such as `pulumi:disable-default-providers`. */
  readonly config: Readonly<Record<string, string>>;
}

/** A provider that is a module of Fairlead. The engine starts it in a separate process. */
export interface OwnProvider {
  /** The package whose resources it has: `gcp`. */
  readonly name: string;
  /** URL of the module. */
  readonly module: string;
  /** Variables of its process. */
  readonly env: Readonly<Record<string, string>>;
}

/** A command of the engine. */
export type Operation = Up | Refresh | Destroy;

/** Brings the resources of a stack to what the program says. A preview only plans it. */
export interface Up {
  readonly kind: "preview" | "up";
  /** Maximum number of resources that the engine registers at once. */
  readonly parallel: number;
  /** The URNs that the engine may change. @default all */
  readonly targets?: readonly string[];
}

/** Brings the state of a stack to what its cloud has. It runs no program. */
export interface Refresh {
  readonly kind: "refresh";
  readonly parallel: number;
  /**
   * `drift` only compares. `repair` writes what the cloud has into the state. `settle` only drops the creations that a killed run did not
   * end.
   */
  readonly mode: "drift" | "repair" | "settle";
}

/** Deletes recorded resources from the cloud and the state. It runs no program. */
export interface Destroy {
  readonly kind: "destroy";
  readonly parallel: number;
  /** The URNs of the resources. @default all of them, and then the stack itself */
  readonly targets?: readonly string[] | undefined;
}

/** A Pulumi program, and how it runs in a separate process. */
export interface Program {
  readonly project: PulumiProject;
  readonly stack: PulumiStack;
  readonly backend: Backend;
  readonly environment: EnvironmentPolicy;
  readonly operation: Operation;
  /** URL of the module that the process loads; it exports a `ProgramModule`. */
  readonly module: string;
  /** Input of the module. It must survive JSON. */
  readonly input: unknown;
  /** Providers that the engine takes from Fairlead. @default none */
  readonly providers?: readonly OwnProvider[];
  /** The policy packs that decide about each resource. @default none */
  readonly policyPacks?: readonly PolicyPack[];
  /** Number of resources that the program may register; the engine's memory limit follows from it. */
  readonly resources: number;
  /** Directory of the program's sources. Messages name files relative to it. @default no file is named */
  readonly sources?: string | undefined;
  /** Reads the program's results from its output directory, which exists only during this call. */
  readonly collect: (out: string) => void;
}

/** A module of a Pulumi program, which its process loads. */
export interface ProgramModule<Input> {
  /** @param out an empty directory for the program's results */
  readonly createProgram: (input: Input, out: string) => LoadedProgram;
}

/** A Pulumi program inside its process. */
export interface LoadedProgram {
  /** Registers the program's resources. */
  readonly register: () => Promise<void>;
  /** Writes results that are complete only after the engine has ended. */
  readonly finish: () => void;
  /** Rewords a message of the engine; undefined if the program knows nothing better. */
  readonly explain: (message: string) => string | undefined;
}
