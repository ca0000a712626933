import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readPointer } from "../lib/releases/read.ts";
import { verifyStore } from "../lib/releases/verify.ts";
import { bundleRecorder } from "../tools/package/bundle-recorder.ts";
import { backends, type Running } from "./datastore/backends.ts";
import { open, type Place } from "./datastore/place.ts";
import { OLDER_NODE } from "./older-node.ts";
import { BIN, CHECKOUT, environment, type Outcome } from "./project.ts";
import { STORIES } from "./recorder-stories.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** A command `release <args>`, outside of a project. */
type Release = (args: readonly string[], options?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv }) => Promise<Outcome>;

const run =
  (node: string, ...first: readonly string[]): Release =>
  (args, { cwd = tmpdir(), env = {} } = {}) =>
    new Promise((resolve) => {
      const child = execFile(node, [...first, ...args], { cwd, env: environment(env) }, (_error, stdout, stderr) =>
        resolve({ status: child.exitCode, stdout, stderr }),
      );
    });

let bundle: string;
/** The files of Fairlead in the bundle. */
let modules: readonly string[];
let recorder: Release;
const commandLine = run(process.execPath, BIN, "release");
let directory: string;

beforeAll(async () => {
  // No node_modules is beside the file or above it, so it has no koffi.
  directory = mkdtempSync(join(tmpdir(), "fairlead-recorder-"));
  bundle = join(directory, "fairlead-release.js");
  modules = await bundleRecorder(bundle);
  recorder = run(OLDER_NODE ?? process.execPath, bundle);
});

afterAll(() => rmSync(directory, { recursive: true }));

/** One backend of each scheme. */
const tested = backends.filter(({ scheme }, at) => backends.findIndex((other) => other.scheme === scheme) === at);

for (const { name, start } of tested) {
  describe(`the recorder, with ${name}`, () => {
    let running: Running;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());

    /** Runs a story, and replaces what differs between two datastores and two runs. */
    async function tell(release: Release, commands: readonly (readonly string[])[]): Promise<readonly Outcome[]> {
      const { url, apiEndpoint } = running.fresh();
      const outcomes: Outcome[] = [];
      const same = (text: string): string =>
        text
          .replaceAll(url, "STORE")
          .replaceAll(/(?:node fairlead-release\.js|(?:in the ops repository, npx --no|npx) fairlead)(?= release)/g, "fairlead")
          .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
          .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "UUID");
      for (const command of commands) {
        const env = { FAIRLEAD_DATASTORE: url, ...(apiEndpoint === undefined ? {} : { STORAGE_EMULATOR_HOST: apiEndpoint }) };
        const { status, stdout, stderr } = await release(command, { env });
        outcomes.push({ status, stdout: same(stdout), stderr: same(stderr) });
      }
      return outcomes;
    }

    it.each(STORIES)("says and does what the command line does: %s", async (_title, statuses, commands) => {
      const [bundled, whole] = await Promise.all([tell(recorder, commands), tell(commandLine, commands)]);
      expect(bundled.map(({ status }) => status)).toEqual(statuses);
      expect(bundled).toEqual(whole);
    });

    it("and the command line record builds at once, and the newest one wins", async () => {
      const place: Place = running.fresh();
      const flags = ["--datastore", place.url, ...(place.apiEndpoint === undefined ? [] : ["--api-endpoint", place.apiEndpoint])];
      const builds = Array.from({ length: 12 }, (_, at) => at + 1);
      const outcomes = await Promise.all(
        builds.map((build) => {
          const facts = ["--image", "eu.gcr.io/shop/cart", "--tag", `v${build}`, "--digest", `sha256:${String(build).padStart(64, "0")}`];
          const args = ["record", "cart", ...facts, "--commit", "5b3a712", "--run", String(build), ...flags, "--json"];
          return (build % 2 === 0 ? recorder : commandLine)(args);
        }),
      );
      expect(outcomes.map(({ status, stderr }) => [status, stderr])).toEqual(builds.map(() => [0, ""]));
      const moves = outcomes.filter(({ stdout }) => JSON.parse(stdout).channel.outcome === "moved").length;
      const store = await open(place);
      expect(await readPointer(store, "main", "cart")).toMatchObject({ value: { tag: "v12", newestBuild: 12, seq: moves } });
      expect(await verifyStore(store)).toMatchObject({ findings: [], counts: { records: 12, pointers: 1 } });
    });
  });
}

describe("the recorder", () => {
  it("is one file of at most 3 MB", () => {
    expect(statSync(bundle).size).toBeLessThanOrEqual(3_000_000);
  });

  it.each([
    ["outside of a project", tmpdir()],
    ["in a project, whose config it cannot load", CHECKOUT],
  ])("names only --datastore and its variable if both are missing: %s", async (_title, cwd) => {
    const { status, stderr } = await recorder(["show", "cart"], { cwd });
    expect([status, stderr.split("\n")]).toEqual([
      2,
      [
        "error: no datastore is named: the recorder reads only --datastore and FAIRLEAD_DATASTORE",
        "hint: --datastore gs://<bucket>/<prefix>, or FAIRLEAD_DATASTORE in the environment",
        "",
      ],
    ]);
    expect(readFileSync(bundle, "utf8")).not.toContain("fairlead.config.ts");
  });

  it("has every command that a hint starts with its own name", () => {
    // The reporters have the hints of each result, and the recorder has results of releases alone.
    const others = /\/(?:cli\/recorder|report\/results\/[\w-]+)\.ts$/;
    const sources = modules.filter((file) => !others.test(file)).map((file) => readFileSync(file, "utf8"));
    const hints = sources.flatMap((source) => [...source.matchAll(/\$\{FAIRLEAD\} (\w+ \w+)/g)]);
    expect([...new Set(hints.map(([, command]) => command))]).toEqual(["release record"]);
  });

  it("says that the other commands run in the ops repository", async () => {
    const datastore = ["--datastore", `file:${temporaryDirectory("hints")}`];
    const build = (number: number): readonly string[] => {
      const facts = ["--image", "eu.gcr.io/shop/cart", "--tag", `v${number}`, "--digest", `sha256:${String(number).repeat(64)}`];
      return ["record", "cart", ...facts, "--commit", "5b3a712", "--run", String(number), ...datastore];
    };
    const command = "in the ops repository, npx --no fairlead release";
    await recorder(build(7));
    expect((await recorder(["show", "cart", "v9", ...datastore])).stderr).toContain(`hint: all releases: ${command} list cart\n`);
    expect((await recorder(build(6))).stdout).toContain(`hint: ${command} set cart --channel main --to `);
  });

  it("exchanges the token of a CI for one of Google", async () => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      const token = { access_token: "x", issued_token_type: "urn:ietf:params:oauth:token-type:access_token", token_type: "Bearer" };
      response.setHeader("content-type", "application/json");
      request.resume().on("end", () => response.end(JSON.stringify({ ...token, expires_in: 3600 })));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const secrets = temporaryDirectory("credentials");
    const [credentials, token] = [join(secrets, "credentials.json"), join(secrets, "token")];
    writeFileSync(token, "jwt");
    const provider = {
      type: "external_account",
      audience: "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/providers/ci",
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      token_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/token`,
      credential_source: { file: token },
    };
    writeFileSync(credentials, JSON.stringify(provider));
    // Nothing listens at port 9, so only the exchange succeeds.
    const args = ["show", "cart", "--datastore", "gs://acme/x", "--api-endpoint", "https://storage.googleapis.com:9", "--deadline", "1"];
    const { status } = await recorder(args, { env: { GOOGLE_APPLICATION_CREDENTIALS: credentials } });
    expect([status, requests[0]]).toEqual([3, "POST /v1/token"]);
  });
});
