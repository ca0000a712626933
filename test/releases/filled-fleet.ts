import type { Release } from "../../lib/releases/release.ts";
import type { Store } from "../../lib/releases/store.ts";
import { type FilledStore, withStore } from "./filled-store.ts";

export interface Fleet extends FilledStore {
  readonly one: Release;
  readonly two: Release;
}

/** Runs `work` with two builds of cart and one of pay. `prod` names the first build of cart, `main` the second. */
export const withFleet = <T>(work: (fleet: Fleet) => Promise<T>, over?: (store: Store) => Store): Promise<T> =>
  withStore(async (filled) => {
    const one = await filled.build("cart", 1);
    const two = await filled.build("cart", 2);
    await filled.set("cart", "prod", one);
    await filled.build("pay", 7);
    return work({ ...filled, one, two });
  }, over);
