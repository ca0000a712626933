import { escapeRegExp } from "../../base/text.ts";
import type { BorderReader, BorderStack } from "./border-reader.ts";

/** A host name in lower case, after the user of a URL or the start of a word. */
const HOST = /(?<![a-z0-9-])(?:[a-z0-9-]{1,63}\.){1,10}[a-z]{2,63}(?![a-z0-9-]|\.[a-z0-9])/g;

/**
 * Finds public hosts of other tiers. A host belongs to the longest domain that it ends with.
 * A domain above one of the own tier may have hosts of both, so it has no say.
 */
export function foreignHosts({ border: { own, foreign } }: BorderStack): BorderReader | undefined {
  const domains = foreign.domains.filter((domain) => !own.domains.some((each) => isBelow(each, domain)));
  if (domains.length === 0 || own.domains.length === 0) return undefined;
  const best = (host: string, all: readonly string[]): number =>
    all.reduce((length, domain) => (isBelow(host, domain) ? Math.max(length, domain.length) : length), 0);
  return {
    hints: domains.map(escapeRegExp),
    find: (text) => {
      if (!domains.some((domain) => text.includes(domain))) return undefined;
      for (const { 0: host, index } of text.matchAll(HOST))
        if (best(host, domains) > best(host, own.domains) && !isMail(text, index)) return host;
      return undefined;
    },
  };
}

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

/** The longest start of a URL before its host that is read. */
const BEFORE = 256;

/** True if a host belongs to the address of a person. A URL may have a user before its host, too. */
const isMail = (text: string, index: number): boolean =>
  text[index - 1] === "@" && !/:\/\/[^\s/]*@$/.test(text.slice(Math.max(0, index - BEFORE), index));
