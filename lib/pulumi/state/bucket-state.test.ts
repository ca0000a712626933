import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Fault } from "../../../test/storage-server/faults.ts";
import { startStorageServer } from "../../../test/storage-server/server.ts";
import { UserError } from "../../base/user-error.ts";
import { openState } from "./open-state.ts";

const FOLDER = ".pulumi/stacks/shop";
const LOGIN = "gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account's key";

afterEach(() => void vi.unstubAllEnvs());

/** Starts a server with the bucket `acme`, and opens a state at it. */
async function serve(address = "gs://acme/fairlead") {
  const server = await startStorageServer();
  onTestFinished(() => server.stop());
  vi.stubEnv("STORAGE_EMULATOR_HOST", `${server.url}/storage/v1`);
  return { server, state: await openState(address, "/") };
}

/** Returns the error of a use as a person reads it. */
const errorOf = async (use: Promise<unknown>): Promise<string> => {
  try {
    return `no error: ${JSON.stringify(await use)}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `${error.code}: ${error.message} | ${error.hint ?? ""}`;
  }
};

describe("a state in a bucket", () => {
  it("lists, reads and removes the files below its prefix", async () => {
    const { server, state } = await serve();
    server.put("acme", { name: `fairlead/${FOLDER}/prod.foundation.json`, text: "{}" });
    server.put("acme", { name: `${FOLDER}/other.json`, text: "{}" });
    expect(await state.list(FOLDER)).toEqual(["prod.foundation.json"]);
    expect(await state.read(`${FOLDER}/prod.foundation.json`)).toBe("{}");
    expect(await state.read(`${FOLDER}/none.json`)).toBeUndefined();
    await state.remove(`${FOLDER}/prod.foundation.json`);
    await state.remove(`${FOLDER}/prod.foundation.json`);
    expect([...server.objects().keys()]).toEqual([`acme/${FOLDER}/other.json`]);
  });

  it("names its bucket if there is none", async () => {
    const { state } = await serve("gs://acme-state/fairlead");
    expect(await errorOf(state.list(FOLDER))).toBe(
      'STATE: cannot list the state in gs://acme-state/fairlead: there is no bucket "acme-state" | ' +
        'gcloud storage buckets create gs://acme-state --uniform-bucket-level-access, or correct "state" in fairlead.config.ts',
    );
  });

  it.each<readonly [status: number, message: string, error: string, hint: string]>([
    [
      403,
      "ci@acme.iam.gserviceaccount.com does not have storage.objects.list access",
      'storage.objects.list is missing on the bucket "acme": ci@acme.iam.gserviceaccount.com does not have storage.objects.list access',
      "gcloud storage buckets add-iam-policy-binding gs://acme --member=<the account that runs this> --role=roles/storage.objectUser",
    ],
    [401, "Invalid Credentials", "Cloud Storage does not accept the credentials: Invalid Credentials", LOGIN],
    [400, "Required", "Required", "run it again; outages: https://status.cloud.google.com"],
  ])("explains the status %i", async (status, message, error, hint) => {
    const { server, state } = await serve();
    server.fault = (): Fault => ({ kind: "status", status, message });
    expect(await errorOf(state.list(FOLDER))).toBe(`STATE: cannot list the state in gs://acme/fairlead: ${error} | ${hint}`);
  });

  it("says that there are no credentials", async () => {
    vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", "/nonexistent/key.json");
    const state = await openState("gs://acme/fairlead", "/");
    expect(await errorOf(state.list(FOLDER))).toMatch(
      /^STATE: cannot list the state in gs:\/\/acme\/fairlead: there are no credentials for Google Cloud: .*\/nonexistent\/key\.json does not exist/,
    );
  });
});
