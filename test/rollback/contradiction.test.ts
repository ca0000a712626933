import { describe, expect, it } from "vitest";
import { check } from "../../lib/app/check.ts";
import { doctor } from "../../lib/app/doctor.ts";
import { GitFleet } from "./git-fleet.ts";
import { editLocks } from "./situation.ts";

const start = async (change: (text: string) => string): Promise<GitFleet> => {
  const fleet = new GitFleet(false);
  await fleet.start();
  editLocks(fleet, change);
  return fleet;
};

describe("a lock entry that contradicts its record", () => {
  it("is invalid in plan, check and doctor if its digest is of another image", async () => {
    const fleet = await start((text) => text.replaceAll(/^( {2}digest: sha256:)1/gm, "$19"));
    expect(await fleet.plan()).toEqual(["latest: invalid v1", "prod: invalid v1"]);
    const refused = await check(fleet.context()).then(
      () => [],
      ({ problems }: { readonly problems: readonly { readonly message: string }[] }) => problems.map(({ message }) => message),
    );
    expect(refused.filter((message) => message.includes("whose id would be")).length).toBe(4);
    expect((await doctor(fleet.context())).find(({ name }) => name === "specs and locks")?.state).toBe("broken");
  });

  it("is invalid in plan if its repository is another one", async () => {
    const fleet = await start((text) => text.replaceAll("/shop/cart", "/evil/cart"));
    expect(await fleet.plan()).toEqual(["latest: invalid v1", "prod: invalid v1"]);
  });
});
