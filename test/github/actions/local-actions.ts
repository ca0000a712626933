import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** The directories of a job, and those that outlast it. */
export interface JobPlace {
  /** The bare repository that stands for GitHub's. */
  readonly remote: string;
  readonly workspace: string;
  /** The directory that stands for the clouds and their states: `cloud/` and `state/`. */
  readonly cloud: string;
  /** The directory of artifacts: `<run>/<name>/`. */
  readonly artifacts: string;
  /** The directory of caches: `<key>/`. */
  readonly caches: string;
  readonly run: string;
  readonly ref: string;
  readonly sha: string;
}

type Inputs = Readonly<Record<string, string>>;

/** Does the work of an action. @throws Error if the action would fail */
type LocalAction = (inputs: Inputs, place: JobPlace) => void;

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Checks out the commit of the event: a branch by its name, and a pull request without one. */
function checkout(inputs: Inputs, { remote, workspace, cloud, ref, sha }: JobPlace): void {
  const depth = Number(inputs["fetch-depth"] ?? "1");
  git(dirname(workspace), "init", "--quiet", workspace);
  git(workspace, "remote", "add", "origin", `file://${remote}`);
  const branches = depth === 0 ? ["+refs/heads/*:refs/remotes/origin/*"] : [`--depth=${depth}`];
  git(workspace, "fetch", "--quiet", "--no-tags", "origin", ...branches, `+${sha}:refs/remotes/event`);
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  git(workspace, "checkout", "--quiet", ...(branch === undefined ? ["--detach"] : ["-B", branch]), "refs/remotes/event");
  if (branch !== undefined && depth === 0) git(workspace, "branch", "--quiet", `--set-upstream-to=origin/${branch}`);
  mkdirSync(join(workspace, ".fairlead"));
  for (const name of ["cloud", "state"]) {
    mkdirSync(join(cloud, name), { recursive: true });
    symlinkSync(join(cloud, name), join(workspace, ".fairlead", name));
  }
}

/** Keeps files, or the content of a directory. */
function upload(inputs: Inputs, { artifacts, run, workspace }: JobPlace): void {
  const { name = "artifact", path = "" } = inputs;
  const sources = path.split("\n").flatMap((line) => (line === "" ? [] : [resolve(workspace, line)]));
  const found = sources.filter((source) => existsSync(source));
  if (found.length === 0) {
    if (inputs["if-no-files-found"] === "ignore") return;
    throw new Error(`no files were found with the path ${path}`);
  }
  const target = join(artifacts, run, name);
  if (existsSync(target) && inputs["overwrite"] !== "true") throw new Error(`an artifact with the name ${name} exists`);
  for (const source of found) cpSync(source, statSync(source).isDirectory() ? target : join(target, basename(source)), { recursive: true });
}

/** Copies one artifact, or each that a pattern names to its own directory. */
function download(inputs: Inputs, { artifacts, run, workspace }: JobPlace): void {
  const { name, pattern = "*", path = "." } = inputs;
  const source = join(artifacts, inputs["run-id"] ?? run);
  const target = resolve(workspace, path);
  if (name !== undefined) {
    if (!existsSync(join(source, name))) throw new Error(`artifact not found for name: ${name}`);
    cpSync(join(source, name), target, { recursive: true });
    return;
  }
  const matches = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
  for (const each of existsSync(source) ? readdirSync(source) : [])
    if (matches.test(each)) cpSync(join(source, each), join(target, each), { recursive: true });
}

/** Restores the newest cache whose key begins with one of `restore-keys`. */
function restore(inputs: Inputs, { caches, workspace }: JobPlace): void {
  const { path = "", "restore-keys": prefixes = "" } = inputs;
  const wanted = prefixes.split("\n").filter((prefix) => prefix !== "");
  const ofAge = (key: string): number => statSync(join(caches, key)).mtimeMs;
  const known = (existsSync(caches) ? readdirSync(caches) : []).toSorted((a, b) => ofAge(b) - ofAge(a));
  const found = wanted.map((prefix) => known.find((key) => key.startsWith(prefix))).find((key) => key !== undefined);
  if (found !== undefined) cpSync(join(caches, found, basename(path)), resolve(workspace, path));
}

/** Saves a file under a key that nobody used. */
function save({ path = "", key = "" }: Inputs, { caches, workspace }: JobPlace): void {
  const source = resolve(workspace, path);
  if (existsSync(source) && !existsSync(join(caches, key))) cpSync(source, join(caches, key, basename(path)));
}

const nothing: LocalAction = () => {};

/** The actions that workflows use -> what stands for them. */
export const LOCAL_ACTIONS: Readonly<Record<string, LocalAction>> = {
  "actions/checkout": checkout,
  "actions/setup-node": nothing,
  "actions/upload-artifact": upload,
  "actions/download-artifact": download,
  "actions/cache/restore": restore,
  "actions/cache/save": save,
  "google-github-actions/auth": nothing,
};
