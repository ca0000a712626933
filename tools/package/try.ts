import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

// Packs Fairlead, installs the package into an empty directory with an empty HOME, and begins a repository there.
// It needs npm's registry.

const ROOT = dirname(dirname(import.meta.dirname));
/** Without Pulumi's packages, which are optional. */
const MAXIMUM_MEGABYTES = 60;

const scratch = mkdtempSync(join(tmpdir(), "fairlead-package-"));
const directory = join(scratch, "shop-ops");
for (const path of [directory, join(scratch, "home")]) mkdirSync(path);

/** The settings of the npm that runs this script name the user's directories. */
const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("npm_"));
const env = {
  ...Object.fromEntries(inherited),
  // Without this repository's own Node.
  PATH: (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((path) => !path.includes("node_modules"))
    .join(delimiter),
  HOME: join(scratch, "home"),
  GIT_AUTHOR_NAME: "Ada",
  GIT_AUTHOR_EMAIL: "ada@example.com",
  GIT_COMMITTER_NAME: "Ada",
  GIT_COMMITTER_EMAIL: "ada@example.com",
};

/** Runs a shell line in the new repository. @throws Error if it ends otherwise, or prints something else */
function expectRun(line: string, expected: { readonly status?: number; readonly output?: RegExp } = {}, cwd = directory): void {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", line], { cwd, env, encoding: "utf8" });
  const output = `${stdout}${stderr}`;
  if (status !== (expected.status ?? 0) || !(expected.output ?? /(?:)/).test(output)) {
    throw new Error(`${line}: exit ${status}, expected ${expected.status ?? 0} and ${String(expected.output)}\n${output}`);
  }
  process.stdout.write(`ok  ${line.slice(0, 100)} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`);
}

const write = (path: string, text: string): void => writeFileSync(join(directory, path), text);

/** Returns the spec of a service whose patch sets a field of a Deployment. */
const patched = (field: string): string => `import { defineService } from "fairlead";

export default defineService("patched", {
  owner: "web@example.com",
  image: "gcr.io/google-samples/hello-app",
  ports: { http: { port: 8080, protocol: "http" } },
  patch: {
    Deployment: (deployment) => {
      if (deployment.spec !== undefined) deployment.spec.${field} = 3;
    },
  },
});
`;

function megabytes(): number {
  const files = globSync("node_modules/**/*", { cwd: directory, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1e6;
}

/** True if the Node on PATH cannot run Fairlead. */
const isOlderNode = (): boolean => Number(/^v(\d+)/.exec(spawnSync("node", ["--version"], { env, encoding: "utf8" }).stdout)?.[1]) < 24;

try {
  expectRun(`npm pack --silent --pack-destination ${scratch}`, { output: /fairlead-\d.*\.tgz/ }, ROOT);
  expectRun("npm install --silent --no-audit --no-fund ../fairlead-*.tgz");
  const size = megabytes();
  if (size > MAXIMUM_MEGABYTES) throw new Error(`the package installs ${size.toFixed(0)} MB, and may take ${MAXIMUM_MEGABYTES} MB`);
  process.stdout.write(`ok  ${size.toFixed(0)} MB installed, at most ${MAXIMUM_MEGABYTES} MB\n`);

  if (isOlderNode())
    expectRun("node node_modules/fairlead/bin/fairlead.js --version", { status: 3, output: /hint: npm install --save-optional node@24/ });
  // The package does not install the client of GitHub's API, because this module contains it.
  expectRun(`'${process.execPath}' --eval 'await import("./node_modules/fairlead/dist/lib/github/connect.js")'`);
  const fairlead = `'${process.execPath}' node_modules/fairlead/bin/fairlead.js`;
  expectRun(`${fairlead} init --repository https://github.com/acme/shop-ops.git --owner web@example.com`, { output: /rendered 21 files/ });
  expectRun("npm install --silent --no-audit --no-fund");
  expectRun("git init --quiet && git add . && git commit --quiet --message 'First render'");
  // The system's Node may be older: then npm's Node runs the command.
  expectRun("npx fairlead check", { output: /^up to date/ });
  expectRun("npx tsc");

  expectRun("npx fairlead new service cart --owner web@example.com");
  const build = `--image gcr.io/google-samples/hello-app --tag 2.0 --digest sha256:${"a".repeat(64)} --commit ${"b".repeat(40)} --run 7`;
  // In another directory, as an application's CI does, and with the system's Node.
  const recorder = join(directory, "node_modules/fairlead/dist/recorder/fairlead-release.js");
  expectRun(`node ${recorder} record cart ${build} --datastore file:${directory}/releases`, { output: /^recorded cart 2\.0/ }, scratch);
  expectRun("npx fairlead up", { output: /advance +cart +1\.0 -> 2\.0/ });
  if (!/^cart:[^]*2\.0/m.test(readFileSync(join(directory, "pulumi-gen/latest/versions.yaml"), "utf8")))
    throw new Error("the lock lacks the release");

  write("services/patched.ts", patched("minReadySeconds"));
  expectRun("npx tsc");
  write("services/patched.ts", patched("minReadyMinutes"));
  expectRun("npx tsc", { status: 2, output: /services\/patched\.ts\(\d+,\d+\): error TS\d+: Property 'minReadyMinutes' does not exist/ });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
