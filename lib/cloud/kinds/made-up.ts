import { shortHash } from "../../compile/short-hash.ts";

/** Returns a private address that stays the same for an id. The local cloud gives it to a server. */
export function madeUpAddress(id: string): string {
  const bits = Number.parseInt(shortHash(id), 16);
  return `10.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;
}

/** Returns the service attachment of a server, which an endpoint leads to. */
export const madeUpAttachment = (id: string): string => `projects/local/regions/local/serviceAttachments/a-${shortHash(id)}`;

/** Returns a number that stays the same for an id. */
export const madeUpNumber = (id: string): string => String(100_000_000_000 + Number.parseInt(shortHash(id), 16));

const MADE_UP_CERTIFICATE = "-----BEGIN CERTIFICATE-----\nlocal-";

/** True if the local cloud made the certificate, which never ends. */
export const isMadeUp = (certificate: string): boolean => certificate.startsWith(MADE_UP_CERTIFICATE);

/** Returns a certificate that nobody can use. */
export const madeUpCertificate = (id: string): string => `${MADE_UP_CERTIFICATE}${shortHash(id)}\n-----END CERTIFICATE-----\n`;
