import { type FilledStore, remembering, withStore } from "./filled-store.ts";

/** Records three builds of cart and one of pay. `main` names the third build of cart, `prod` the first. */
export const fillCart = async ({ build, set }: FilledStore) => {
  const one = await build("cart", 1);
  const two = await build("cart", 2);
  const three = await build("cart", 3);
  await set("cart", "prod", one);
  const pay = await build("pay", 7);
  return { one, two, three, pay };
};

/** Runs `work` with a store whose listings have metadata, and with the log of its requests. */
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
