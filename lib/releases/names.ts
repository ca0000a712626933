/** The prefixes of a datastore's objects. */
export const RELEASES = "releases/";
export const CHANNELS = "channels/";

export const releasesOf = (service: string): string => `${RELEASES}${service}/`;
export const releaseName = (service: string, id: string): string => `${releasesOf(service)}${id}.json`;
export const channelPrefix = (channel: string): string => `${CHANNELS}${channel}/`;
export const pointerName = (channel: string, service: string): string => `${channelPrefix(channel)}${service}.json`;

/** Splits `channels/main/cartservice.json` into `main` and `cartservice`. Undefined for a name of another form. */
export function partsOf(name: string, root: string): readonly [string, string] | undefined {
  const [, first, second] = /^([^/]+)\/([^/]+)\.json$/.exec(name.startsWith(root) ? name.slice(root.length) : "") ?? [];
  return first === undefined || second === undefined ? undefined : [first, second];
}
