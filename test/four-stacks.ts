import { formatProblem } from "../lib/base/problem.ts";
import { override } from "../lib/index.ts";
import { renderTree } from "../lib/render/render.ts";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "./fleets.ts";

const STACKS = [
  ["edge", "latest"],
  ["staging", "staging"],
  ["prod-eu", "prod"],
  ["prod-us", "prod"],
] as const;

export interface FourStacks {
  /** Overrides of `cart` by stack. @default none */
  readonly overrides?: Readonly<Record<string, Fields>>;
  /** Fields of the service `ad`. @default none */
  readonly ad?: Fields;
}

/** Renders the services `cart`, with two jobs, and `ad` on four stacks, and lists all problems. */
export function problemsOnFourStacks(fields: Fields, { overrides = {}, ad = {} }: FourStacks = {}): readonly string[] {
  const cart = serviceFile("cart", { jobs: { migrate: { command: ["migrate"] }, seed: { command: ["seed"] } }, ...fields });
  const stacks = STACKS.map(([name, tier]) => {
    const own = overrides[name] === undefined ? [] : [override(cart.service, overrides[name])];
    return stackFile(name, { tier, project: `shop-${tier}`, namespace: `shop-${name}`, domain: `${name}.example.com`, overrides: own });
  });
  const fleet = fleetOf({ services: [cart, serviceFile("ad", ad)], stacks });
  const locks = new Map(STACKS.map(([name]) => [name, lockFor(fleet)]));
  return renderTree(modelOf(fleet), locks).problems.map(formatProblem);
}

/** Returns a function that throws. */
export const failing =
  (message = "boom") =>
  (): never => {
    throw new Error(message);
  };

/** Builds an object as a `manifests` function returns it. */
export const addedObject = (kind: string, rest: object = {}): object => ({ apiVersion: "v1", kind, metadata: { name: "data" }, ...rest });

/** Any manifest. A patch of a test may do what no type allows. */
export type Draft = Record<string, never> & {
  readonly metadata: Record<string, never>;
  readonly spec: Record<string, never>;
  readonly data: Record<string, string>;
};

/** The argument of an `env` function without its types. */
export type AnyContext = Readonly<Record<"ports" | "calls" | "needs", Readonly<Record<string, Readonly<Record<string, string>>>>>>;
