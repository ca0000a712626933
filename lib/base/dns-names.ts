/** True if `text` is a DNS label: 1 to 63 characters `a-z`, `0-9` and `-`, starting with a letter. */
export const isDnsLabel = (text: string): boolean => /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);

/** True if `host` is a DNS name such as `shop.example.com`: at most 253 characters, each part at most 63. */
export const isHostName = (host: string): boolean =>
  host.length <= 253 && host.split(".").every((part) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(part));

/**
 * True if programs read a host as an IPv4 address, also in short or hexadecimal form: `10.0.0.1`, `127.1`, `0x7f.1`.
 * Source: the URL standard, "ends in a number", and inet_aton.
 */
export const isNumericHost = (host: string): boolean => /(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i.test(host);

/** Returns the host name that a URL or a name in capitals most likely means. Returns undefined if there is none. */
export function intendedHostName(text: string): string | undefined {
  const [name = ""] = text
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .split(/[:/]/);
  const meant = name.replace(/\.$/, "");
  return meant !== text && isHostName(meant) ? meant : undefined;
}
