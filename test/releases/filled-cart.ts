import { type FilledStore, remembering, withStore } from "./filled-store.ts";

/** Three builds of cart, of which `main` names the third and `prod` the first, and one of pay. */
export const fillCart = async ({ build, set }: FilledStore) => {
  const one = await build("cart", 1);
  const two = await build("cart", 2);
  const three = await build("cart", 3);
  await set("cart", "prod", one);
  const pay = await build("pay", 7);
  return { one, two, three, pay };
};

/** A store that tells metadata, filled, with what is asked of it from then on. */
export const withBucket = async <T>(work: (filled: FilledStore, asked: string[]) => Promise<T>): Promise<T> => {
  let asked: string[] = [];
  return withStore(
    (filled) => work(filled, asked),
    (directory) => {
      const { store, asked: all } = remembering(directory);
      asked = all;
      return store;
    },
  );
};
