/** A label of at most 63 characters: a namespace, a cluster, a region. */
export const isDnsLabel = (text: string): boolean => /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);

/** A DNS name such as `shop.example.com`, each part a label of at most 63. */
export const isHostName = (host: string): boolean =>
  host.length <= 253 && host.split(".").every((part) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(part));
