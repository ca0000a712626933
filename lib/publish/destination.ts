import type { Tree } from "../render/tree.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Refusal } from "./refusal.ts";
import type { SpecReference } from "./spec-reference.ts";

/** A branch of a repository that gets the generated tree. */
export interface Destination {
  /** The absolute path of the clone from which it is pushed. */
  readonly root: string;
  /** The first words of a command for that clone. */
  readonly words: string;
  readonly remote: string;
  readonly branch: string;
  /** Opens the newest state of the branch in a separate directory. @throws UserError GIT */
  open(): Promise<Checkout>;
}

/** The state of a branch in a separate directory. Nothing else reads or writes this directory. */
export interface Checkout {
  /** The project in it. Its generated tree is that of the base, and a run changes it in memory. */
  readonly workspace: Workspace;
  /** The commit that it was opened at. */
  readonly base: string;
  /** The commit of the specs: the base, or a commit of another repository. */
  readonly specs: SpecReference;
  /** Reads generated files as the base has them. Paths are relative to the generated root. */
  read(paths: readonly string[]): Promise<Tree>;
  /** Commits the generated tree, and nothing else. Returns undefined if it equals that of the base. @throws UserError GIT */
  commit(message: string): Promise<string | undefined>;
  /** Pushes a commit whose parent is the base. */
  push(commit: string): Promise<Pushed>;
  /** Keeps a commit that could not be pushed from git's garbage collection. @returns the name of the ref */
  keep(commit: string): Promise<string>;
  /** Removes the directory. */
  close(): Promise<void>;
}

/** The end of a push. */
export type Pushed =
  | { readonly kind: "pushed" }
  /** Another commit came first. */
  | { readonly kind: "moved"; readonly refusal: Refusal }
  | { readonly kind: "refused"; readonly refusal: Refusal };
