import type { Config } from "../model/config.ts";
import type { Fleet } from "../model/fleet.ts";
import type { Model } from "../model/model.ts";
import type { PulumiProject } from "../pulumi/process/program.ts";
import type { Tree } from "../render/tree.ts";
import type { HistoryQuestion, PairHistory } from "../resolve/history.ts";
import type { Lock } from "../resolve/lock.ts";
import type { SinceQuestion } from "./git/pair-times.ts";
import type { ChangesQuestion, EntryChange } from "./git/entry-changes.ts";
import type { LockStep } from "./git/deploys/lock-step.ts";
import type { DeployLog } from "./git/deploys/pair-deploys.ts";
import type { ComponentState } from "./components.ts";
import type { TreePlan, WrittenTree } from "./tree/plan-tree.ts";
import type { Snapshot } from "./tree/file-identity.ts";
import type { TreeSource } from "./tree-source.ts";

/** Specs, generated tree and git history. Use cases read and write them through this interface only. */
export interface Workspace {
  /** The absolute path of the specs' root. */
  readonly root: string;
  /** The absolute path of the checkout that has the generated tree: `root`, or that of a separate ops repository. */
  readonly opsRoot: string;
  /** The absolute path of Fairlead's own directory beside the specs. */
  readonly scratch: string;
  readonly specs: Specs;
  readonly tree: GeneratedTree;
  readonly history: History;
  /** Lists the components of the model's stacks, each with the state of its generated files. */
  components(fleet: Fleet, model: Model): Promise<readonly ComponentState[]>;
  /** Opens a directory or a git revision as a tree. @param cwd the directory that a relative name starts from */
  treeNamed(cwd: string, name: string): Promise<TreeSource>;
  /** Opens the tree of an ancestor of the checkout. @throws UserError GIT if the revision names none, or if git fails */
  base(revision: string): Promise<TreeSource>;
}

export interface LoadOptions {
  /** Accepts a new repository, which has no service or no stack yet. @default false */
  readonly mayBeEmpty?: boolean;
}

/** The spec files of a repository. Paths are relative to its root. */
export interface Specs {
  /** @throws UserError INVALID_SPEC */
  loadConfig(): Promise<Config>;
  /** @throws UserError INVALID_SPEC with every file that does not load */
  loadFleet(options?: LoadOptions): Promise<Fleet>;
  exists(file: string): boolean;
  /** Lists the names of the files in `services/` and its folders, without loading them. */
  services(): readonly string[];
  /** Writes a new file. @throws if the file exists */
  create(file: string, text: string): void;
  /** Removes a file, and its directory if that is then empty. */
  remove(file: string): void;
  /** Reads the Pulumi project from `Pulumi.yaml`. @param fallback the name if there is no such file. @throws UserError INVALID_CONFIG */
  pulumiProject(fallback: string): PulumiProject;
}

/** The generated tree, `pulumi-gen/`. Paths are relative to it. */
export interface GeneratedTree {
  /** The absolute path of the generated root. */
  readonly directory: string;
  /** The absolute path of Fairlead's own directory beside it. */
  readonly scratch: string;
  /** Reads a file; undefined if there is none. @throws UserError UNSAFE_TREE if the generated root is not a directory */
  read(path: string): string | undefined;
  /** Lists the names of the files in a directory, links and pipes among them. Empty if there is no such directory. */
  filesIn(place: string): readonly string[];
  /** Lists the directories at the top: one per stack, and `argocd`. */
  directories(): readonly string[];
  /** Lists every file. @throws UserError UNSAFE_TREE for a repository inside */
  paths(): readonly string[];
  /** Opens a part of the tree for a comparison. @param below a directory that ends in `/`, or nothing for the whole tree */
  source(label: string, below?: string): TreeSource;
  /** Compares the tree on disk with another one. @param owned narrows the paths that may be removed */
  plan(tree: Tree, owned?: (path: string) => boolean): TreePlan;
  /** Returns a test of files: true if a run of this checkout wrote the present content of a file. */
  written(): (path: string) => boolean;
  /** Notes the state of files and directories, so that a later write can find the changes since then. */
  snapshot(places: readonly string[]): Snapshot;
  /** Makes the disk hold the tree, in one step. @throws UserError BUSY, UNSAFE_TREE, REFUSED, WRITE */
  write(tree: Tree, options: TreeWriteOptions): Promise<WrittenTree>;
  /** Replaces one file in one step; undefined removes it with the directories that are then empty. */
  replace(path: string, text: string | undefined): void;
  /** Lists what interrupted runs left in the scratch directory. */
  leftovers(): Promise<readonly string[]>;
}

export interface TreeWriteOptions {
  /** True for paths that the written tree owns; other files stay. */
  readonly owned: (path: string) => boolean;
  /** The snapshot that the run took before it decided. */
  readonly snapshot: Snapshot;
  /** Hears of the process that holds the lock, once. */
  readonly onWait: (holder: string) => void;
}

/** The state of the git history; `none` outside of a repository, `empty` before the first commit. */
export type HistoryState = "none" | "empty" | "whole";

/** The git history of the generated tree, and the state of the specs in git. */
export interface History {
  /** @throws UserError GIT for a shallow clone, or if git fails */
  state(): Promise<HistoryState>;
  /** Reads the history of pairs. It must be `whole`. @returns `<stack>/<service>` -> its history; nothing if no commit has the lock */
  pairs(questions: readonly HistoryQuestion[], locks: ReadonlyMap<string, Lock>): Promise<ReadonlyMap<string, PairHistory>>;
  /** Reads when the pairs of locks came to the branch. The history must be `whole`. @returns `<stack>/<service>` -> RFC 3339, UTC */
  since(question: SinceQuestion): Promise<ReadonlyMap<string, string>>;
  /** Lists the changes of a service's lock entries, newest first. The history must be `whole`. */
  changes(question: ChangesQuestion): Promise<readonly EntryChange[]>;
  /** Reads the newest steps of each service on each stack, in the order in which the branch had them. The history must be `whole`. */
  deploys(): Promise<DeployLog>;
  /** Lists the changes of lock entries since a time, newest first. The history must be `whole`. @param since RFC 3339, UTC */
  stepsSince(since: string): Promise<readonly LockStep[]>;
  /** True if the repository contains an absolute path. */
  contains(path: string): Promise<boolean>;
  /** Lists the generated files that differ from the last commit, below the generated root. */
  uncommitted(): Promise<readonly string[]>;
  /** Lists specs that are not committed, relative to the root, and generated files. @param others further places */
  uncommittedSources(others: readonly string[]): Promise<readonly string[]>;
  /** Lists sources that a sparse checkout leaves out, relative to the root. They would look removed. */
  leftOut(): Promise<readonly string[]>;
  /** Reads generated files as the last commit has them. */
  committed(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Names the last author of files, relative to the root: `Ada Lovelace in 1a2b3c4 on 2026-01-31`. */
  lastChanges(files: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Reads a setting of git, such as `user.email`; undefined if there is none. */
  setting(name: string): Promise<string | undefined>;
}
