import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { channelPrefix, RELEASES } from "../lib/releases/names.ts";
import { inParallel, readChannel } from "../lib/releases/read.ts";
import { recordRelease } from "../lib/releases/record.ts";
import type { Store } from "../lib/releases/store.ts";
import { verifyStore } from "../lib/releases/verify.ts";
import { open } from "./datastore/place.ts";
import { sampleRelease, sampleWriter } from "./datastore/samples.ts";
import { type Started, TestProject } from "./project.ts";
import { startStorageServer } from "./storage-server/server.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const SERVICES = Array.from({ length: 200 }, (_, at) => `service-${at + 1}`);

/** A datastore whose channel main names a build of each service, and the command that promotes it to stable. */
interface Filled {
  readonly store: Store;
  readonly promote: (...args: readonly string[]) => Started;
}

async function filled(url: string, apiEndpoint?: string): Promise<Filled> {
  const store = await open({ url, apiEndpoint });
  const made = new TestProject();
  await inParallel(SERVICES, (service) => recordRelease(store, sampleRelease(service, 5), "main", sampleWriter(service)));
  const address = ["--datastore", url, ...(apiEndpoint === undefined ? [] : ["--api-endpoint", apiEndpoint])];
  return { store, promote: (...args) => made.start(["release", "promote", "--from", "main", "--to", "stable", ...address, ...args]) };
}

const directory = (): Promise<Filled> => filled(`file:${temporaryDirectory("promote")}`);

async function bucket() {
  const server = await startStorageServer();
  onTestFinished(() => server.stop());
  return { server, ...(await filled("gs://acme/fleet", server.url)) };
}

/** Completes a killed run, and checks that it left whole objects and that nothing is doubled. Returns the moves of the killed run. */
async function completed({ store, promote }: Filled): Promise<number> {
  const records = (await store.list(RELEASES)).length;
  const before = await readChannel(store, "stable");
  expect([before.broken.size, before.pointers.size < SERVICES.length]).toEqual([0, true]);
  const { status, stdout } = await promote("--json").done;
  const { outcomes } = JSON.parse(stdout);
  expect([status, outcomes]).toEqual([
    0,
    { moved: SERVICES.length - before.pointers.size, unchanged: before.pointers.size, newer: 0, pinned: 0, failed: 0 },
  ]);
  const { pointers } = await readChannel(store, "stable");
  expect([...pointers.values()].map(({ seq, tag }) => `${seq} ${tag}`)).toEqual(SERVICES.map(() => "1 v0.1.5"));
  expect([(await store.list(channelPrefix("stable"))).length, (await store.list(RELEASES)).length]).toEqual([SERVICES.length, records]);
  expect((await verifyStore(store)).findings).toEqual([]);
  return before.pointers.size;
}

describe("a promotion that SIGKILL ends is completed by the next one", () => {
  it.each([1, 12, 30])("in a directory, after %i moves", async (moves) => {
    const made = await directory();
    const root = made.store.url.slice("file:".length);
    const moved = (): number => {
      try {
        return readdirSync(join(root, "channels/stable")).filter((name) => name.endsWith(".json")).length;
      } catch {
        return 0;
      }
    };
    const run = made.promote();
    while (moved() < moves) await sleep(0);
    run.kill();
    await run.done;
    expect(await completed(made)).toBeGreaterThanOrEqual(moves);
  });

  it.each([1, 12, 30])("in a bucket, while the server handles move %i", async (nth) => {
    const { server, ...made } = await bucket();
    const run = made.promote();
    let moves = 0;
    server.fault = ({ method }) => {
      if (method === "POST" && (moves += 1) === nth) run.kill();
      return undefined;
    };
    await run.done;
    expect(await completed(made)).toBeGreaterThanOrEqual(1);
  });
});

describe("release promote", () => {
  it("creates a channel, says so, and moves nothing the second time", async () => {
    const { promote } = await directory();
    const first = await promote("service-7", "service-8").done;
    expect([first.status, first.stdout.split("\n").slice(0, 3)]).toEqual([
      0,
      ["moved  service-7  v0.1.5", "moved  service-8  v0.1.5", "channel stable is new"],
    ]);
    expect((await promote("service-7").done).stdout).toMatch(/^promoted main to stable in file:.*: 1 already there\n$/);
  });

  it.each<readonly [string, readonly string[], number, string]>([
    [
      "services that the channel does not name",
      ["service-7", "servise-8", "nothing-like-it"],
      3,
      'names no release of "servise-8" (did you mean "service-8"?), "nothing-like-it"; nothing was moved',
    ],
    ["malformed names", ["A", "b/c"], 2, 'service "A" is not the name of a service; service "b/c" is not the name of a service'],
    ["an empty channel", ["--from", "mian"], 3, 'names no release; did you mean "main"?'],
    ["the channel itself", ["--from", "stable"], 2, 'channel "stable" cannot be promoted to itself'],
  ])("refuses %s before it moves anything", async (_title, args, status, message) => {
    const { store } = await directory();
    const from = args[0] === "--from" ? args : ["--from", "main", ...args];
    const run = new TestProject().run(["release", "promote", "--to", "stable", "--datastore", store.url, ...from]);
    expect([run.status, run.stderr.split("\n")[0]]).toEqual([status, expect.stringContaining(message)]);
    expect(await store.list(channelPrefix("stable"))).toEqual([]);
  });

  it("exits 3 if a service fails, and moves the others", async () => {
    const { server, store, promote } = await bucket();
    server.fault = ({ method, body }) =>
      method === "POST" && body.includes("channels/stable/service-7.json") ? { kind: "status", status: 403 } : undefined;
    const { status, stdout } = await promote().done;
    expect([status, stdout.split("\n")[0]]).toEqual([3, expect.stringMatching(/^failed +service-7 +gs:\/\/acme\/fleet: /)]);
    expect((await readChannel(store, "stable")).pointers.size).toBe(SERVICES.length - 1);
  });
});
