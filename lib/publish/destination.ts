import type { Tree } from "../render/tree.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { DeliveryBranch } from "./delivery-branch.ts";
import type { Pushed } from "./pushed.ts";
import type { SpecReference } from "./spec-reference.ts";

/** A branch of a repository that gets the generated tree. */
export interface Destination {
  /** The absolute path of the clone from which it is pushed. */
  readonly root: string;
  /** The first words of a command for that clone. */
  readonly words: string;
  readonly remote: string;
  readonly branch: string;
  /** The address of the remote without a user; undefined for a directory of this machine. */
  readonly url: string | undefined;
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
  /** The changed files of the generated tree so far: path -> text, or undefined for a removed file. */
  readonly changes: ReadonlyMap<string, string | undefined>;
  /** Identifies some of the changes by the files that they lead to. @returns undefined if there are none */
  content(belongs: (path: string) => boolean): string | undefined;
  /** Commits changes of the generated tree, and nothing else. Returns undefined if there are none. @throws UserError GIT */
  commit(message: string, part?: CommitPart): Promise<string | undefined>;
  /** Pushes a commit whose parent is the base. */
  push(commit: string): Promise<Pushed>;
  /** Keeps a commit that could not be pushed from git's garbage collection. @returns the name of the ref */
  keep(commit: string): Promise<string>;
  /** Reads a branch that delivers changes. @param parent the commit that it shall be merged to. @throws UserError GIT */
  branch(name: string, parent: string): Promise<DeliveryBranch>;
  /** Moves such a branch from the commit that the run saw to another one; undefined deletes it. */
  moveBranch(name: string, step: { readonly from: string | undefined; readonly to: string | undefined }): Promise<Pushed>;
  /** Removes the directory. */
  close(): Promise<void>;
}

/** Some of the changes, as a commit of their own. */
export interface CommitPart {
  /** True for the paths that the commit changes. */
  readonly belongs: (path: string) => boolean;
  /** The base, or the commit of another part. */
  readonly parent: string;
}
