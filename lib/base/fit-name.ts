import { hashOf } from "./hash.ts";

/** Returns a name of at most `max` characters. A longer one is cut and gets a hash of the whole, so it stays unique and stable. */
export function fitName(name: string, max: number): string {
  if (name.length <= max) return name;
  const hash = hashOf(name).slice(0, 8);
  return `${name.slice(0, max - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}
