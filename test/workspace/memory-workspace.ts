import { createHash } from "node:crypto";
import { UserError } from "../../lib/base/user-error.ts";
import type { Config } from "../../lib/model/config.ts";
import { DEFAULTS } from "../../lib/model/defaults.ts";
import type { Fleet } from "../../lib/model/fleet.ts";
import type { Tree } from "../../lib/render/tree.ts";
import type { PairHistory } from "../../lib/resolve/history.ts";
import { memorySource, type TreeSource } from "../../lib/workspace/tree-source.ts";
import type { GeneratedTree, History, HistoryState, Specs, Workspace } from "../../lib/workspace/workspace.ts";

export interface MemoryRepository {
  readonly fleet: Fleet;
  /** Path below the generated root -> content. */
  readonly generated?: Tree;
  /** @default "empty" */
  readonly state?: HistoryState;
  /** `<stack>/<service>` -> its history. */
  readonly pairs?: ReadonlyMap<string, PairHistory>;
  /** Revision -> its generated tree. */
  readonly revisions?: ReadonlyMap<string, Tree>;
}

/** A repository without files, git and processes. It passes the same suite as the one on disk. */
export class MemoryWorkspace implements Workspace {
  readonly root = "/memory";
  readonly opsRoot = "/memory";
  readonly scratch = "/memory/.fairlead";
  /** The channel that stacks follow by default. */
  readonly channel: string = DEFAULTS.channel;
  readonly specs: Specs;
  readonly tree: GeneratedTree;
  readonly history: History;
  /** The generated files as they are now. */
  readonly files: Map<string, string>;
  readonly #revisions: ReadonlyMap<string, Tree>;

  constructor({ fleet, generated = new Map(), state = "empty", pairs = new Map(), revisions = new Map() }: MemoryRepository) {
    this.files = new Map(generated);
    this.#revisions = revisions;
    this.specs = memorySpecs(fleet);
    this.tree = memoryTree(this.files);
    this.history = memoryHistory(this.files, state, pairs, revisions);
  }

  components(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  treeNamed(_cwd: string, name: string): Promise<TreeSource> {
    const tree = this.#revisions.get(name);
    if (tree !== undefined) return Promise.resolve(memorySource(tree, name));
    return Promise.reject(new UserError("GIT", `"${name}" is neither a git revision nor a directory`));
  }

  base(revision: string): Promise<TreeSource> {
    return this.treeNamed("", revision);
  }
}

function memorySpecs(fleet: Fleet): Specs {
  const files = new Set([...fleet.services, ...fleet.stacks].map(({ file }) => file));
  return {
    loadConfig: () => Promise.resolve<Config>(fleet.config),
    loadFleet: () => Promise.resolve(fleet),
    exists: (file) => files.has(file),
    services: () => [...files].flatMap((file) => /^services\/(.*)\.ts$/.exec(file)?.[1] ?? []).sort(),
    create: (file) => {
      if (files.has(file)) throw new Error(`${file} exists`);
      files.add(file);
    },
    remove: (file) => void files.delete(file),
    pulumiProject: (name) => ({ name }),
  };
}

/** Identifies a content, as inode and time do on disk. */
const markOf = (text: string) => ({
  ino: Number.parseInt(createHash("sha1").update(text).digest("hex").slice(0, 12), 16),
  size: text.length,
  mtimeMs: 0,
});

function memoryTree(files: Map<string, string>): GeneratedTree {
  const below = (place: string): readonly string[] =>
    [...files.keys()].filter((path) => place === "" || path === place || path.startsWith(`${place}/`)).sort();
  const wrote = new Map<string, string>();
  const plan: GeneratedTree["plan"] = (tree, owned = () => true) => ({
    created: [...tree.keys()].filter((path) => !files.has(path)).sort(),
    changed: [...tree].flatMap(([path, text]) => (files.has(path) && files.get(path) !== text ? [path] : [])).sort(),
    removed: [...files.keys()].filter((path) => !tree.has(path) && owned(path)).sort(),
    unchanged: [...tree].filter(([path, text]) => files.get(path) === text).length,
  });
  return {
    directory: "/memory/pulumi-gen",
    scratch: "/memory/.fairlead",
    read: (path) => files.get(path),
    filesIn: (place) =>
      below(place)
        .map((path) => path.slice(place.length + 1))
        .filter((name) => !name.includes("/")),
    directories: () =>
      [...new Set([...files.keys()].flatMap((path) => (path.includes("/") ? [path.slice(0, path.indexOf("/"))] : [])))].sort(),
    paths: () => [...files.keys()],
    source: (label, directory = "") => {
      const found = [...files].filter(([path]) => path.startsWith(directory));
      return memorySource(new Map(found.map(([path, text]) => [path.slice(directory.length), text])), label);
    },
    plan,
    written: () => (path) => wrote.get(path) === files.get(path),
    snapshot: (places) => new Map(places.flatMap(below).map((path) => [path, markOf(files.get(path) ?? "")])),
    write: (tree, { owned, snapshot: seen }) => {
      const planned = plan(tree, owned);
      const touched = [...planned.created.filter((path) => seen.has(path)), ...planned.changed, ...planned.removed];
      const changed = touched.filter((path) => seen.get(path)?.ino !== (files.has(path) ? markOf(files.get(path) ?? "").ino : undefined));
      if (changed.length > 0) return Promise.reject(new UserError("REFUSED", `${changed.join(", ")} changed while this ran`));
      for (const path of planned.removed) files.delete(path);
      for (const [path, text] of tree) {
        if (files.get(path) !== text) wrote.set(path, text);
        files.set(path, text);
      }
      return Promise.resolve(planned);
    },
    replace: (path, text) => void (text === undefined ? files.delete(path) : files.set(path, text)),
    leftovers: async () => [],
  };
}

const memoryHistory = (
  files: ReadonlyMap<string, string>,
  state: HistoryState,
  pairs: ReadonlyMap<string, PairHistory>,
  revisions: ReadonlyMap<string, Tree>,
): History => {
  const head = revisions.get("HEAD");
  return {
    state: () => Promise.resolve(state),
    pairs: () => Promise.resolve(pairs),
    since: () => Promise.resolve(new Map()),
    changes: () => Promise.resolve([]),
    deploys: () => Promise.resolve(new Map()),
    stepsSince: () => Promise.resolve([]),
    contains: () => Promise.resolve(false),
    uncommitted: () =>
      Promise.resolve(
        head === undefined
          ? []
          : [...new Set([...head.keys(), ...files.keys()])].filter((path) => head.get(path) !== files.get(path)).sort(),
      ),
    leftOut: () => Promise.resolve([]),
    uncommittedSources: () => Promise.resolve([]),
    committed: (paths) =>
      Promise.resolve(new Map(paths.flatMap((path) => (head?.has(path) ? [[path, head.get(path) ?? ""] as const] : [])))),
    lastChanges: () => Promise.resolve(new Map()),
    setting: () => Promise.resolve(undefined),
  };
};
