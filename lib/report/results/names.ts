/** Names up to this number are listed; more are counted. */
const MAX_NAMES = 4;

/** Lists or counts stacks: `latest`, `latest and staging`, `48 stacks`. */
export function stacksText(stacks: readonly string[]): string {
  if (stacks.length > MAX_NAMES) return `${stacks.length} stacks`;
  return stacks.length < 2 ? (stacks[0] ?? "") : `${stacks.slice(0, -1).join(", ")} and ${stacks.at(-1)}`;
}

/** Lists or counts services: `cart, frontend`, `9 services (ad, cart, frontend, ...)`. */
export const servicesText = (services: readonly string[]): string =>
  services.length > MAX_NAMES ? `${services.length} services (${services.slice(0, 3).join(", ")}, ...)` : services.join(", ");

/** Names in a long list; more are counted. */
const MAX_LISTED = 10;

/** Lists names, and counts those after the tenth: `ad, cart and 998 more`. */
export const namesText = (names: readonly string[]): string =>
  names.length > MAX_LISTED ? `${names.slice(0, MAX_LISTED).join(", ")} and ${names.length - MAX_LISTED} more` : names.join(", ");

/** Lists or counts the names of objects: `cart, frontend`, `of 9 names`. */
export const objectNamesText = (names: readonly string[]): string =>
  names.length > MAX_NAMES ? `of ${names.length} names` : names.join(", ");
