import { join } from "node:path";
import { revisionSource } from "../workspace/git/revision-source.ts";
import { gitWords } from "../workspace/git-words.ts";
import { openWorkspace } from "../workspace/open-workspace.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { checkOutNewest, type Clone, type CloneOptions, openClone, pushCommit } from "./clone.ts";
import { commitTree } from "./commit-tree.ts";
import { contentOf, filesOfChanges } from "./commit-content.ts";
import { moveDeliveryBranch, readDeliveryBranch } from "./delivery-branch.ts";
import type { Checkout, Destination } from "./destination.ts";
import { openGitTree } from "./git-tree.ts";
import { publicAddress, type SpecReference, specReference } from "./spec-reference.ts";
import type { Worktree } from "./worktree.ts";

/** The refs of Fairlead. Git shows them neither as branches nor as tags. */
const REFS = "refs/fairlead";

/**
 * Opens the branch that has the generated tree as a destination.
 * @param options the branch of the specs. A checkout of a separate ops repository says itself which branch it follows
 * @throws UserError GIT
 */
export async function openDestination({ root, opsRoot }: Pick<Workspace, "root" | "opsRoot">, options: CloneOptions): Promise<Destination> {
  const specs = await openClone(root, options);
  if (root === opsRoot) {
    return { ...(await placeOf(specs)), open: () => openOne(specs) };
  }
  const ops = await openClone(opsRoot, { skipHooks: options.skipHooks }, gitWords({ root, opsRoot }));
  return { ...(await placeOf(ops)), open: () => openTwo(specs, ops) };
}

async function placeOf({ root, words, remote, branch, git }: Clone): Promise<Omit<Destination, "open">> {
  return { root, words, remote, branch, url: publicAddress((await git("remote", "get-url", remote)).stdout.trim()) };
}

async function openOne(clone: Clone): Promise<Checkout> {
  const worktree = await checkOutNewest(clone);
  return checkoutOf(clone, worktree, {
    project: projectIn(worktree),
    reference: await specReference(clone, worktree.base),
    close: worktree.close,
  });
}

/**
 * Opens the ops repository before the specs. Its newest commit was rendered from specs that the remote had already. So the specs are at
 * least as new, and a slow run never takes the tree back.
 */
async function openTwo(specs: Clone, ops: Clone): Promise<Checkout> {
  const tree = await checkOutNewest(ops);
  try {
    const { base, close, ...worktree } = await checkOutNewest(specs);
    const closeBoth = async (): Promise<void> => {
      await close();
      await tree.close();
    };
    return await checkoutOf(ops, tree, { project: projectIn(worktree), reference: await specReference(specs, base), close: closeBoth });
  } catch (error) {
    await tree.close();
    throw error;
  }
}

const projectIn = ({ directory, prefix }: Pick<Worktree, "directory" | "prefix">): string => join(directory, prefix);

/** The specs of a run: the absolute path of the project, and its commit. */
interface CheckedOutSpecs {
  readonly project: string;
  readonly reference: SpecReference;
  readonly close: () => Promise<void>;
}

async function checkoutOf(clone: Clone, worktree: Worktree, specs: CheckedOutSpecs): Promise<Checkout> {
  const { base } = worktree;
  const project = projectIn(worktree);
  const tree = await openGitTree(project, base);
  let head = base;
  const changesOf = (belongs: (path: string) => boolean) => new Map([...tree.changes].filter(([path]) => belongs(path)));
  return {
    workspace: { ...openWorkspace(specs.project, project), tree },
    base,
    specs: specs.reference,
    read: async (paths) => (await revisionSource(project, base)).read(paths),
    changes: tree.changes,
    content: (belongs) => {
      const some = changesOf(belongs);
      return some.size === 0 ? undefined : contentOf(filesOfChanges(worktree.prefix, some));
    },
    commit: async (message, { belongs, parent } = { belongs: () => true, parent: base }) => {
      if (head !== parent) await worktree.moveTo(parent);
      const made = await commitTree({ ...clone, ...worktree, base: parent, project, message, changes: changesOf(belongs) });
      head = made ?? parent;
      return made;
    },
    branch: (name, parent) => readDeliveryBranch(clone, name, parent),
    moveBranch: (name, step) => moveDeliveryBranch(clone, name, step),
    push: (commit) => pushCommit(clone, commit, worktree),
    keep: async (commit) => {
      const ref = `${REFS}/kept/${commit.slice(0, 12)}`;
      await clone.git("update-ref", ref, commit);
      return ref;
    },
    close: specs.close,
  };
}
