import { hash } from "node:crypto";

/** SHA-256 in hexadecimal. */
export const hashOf = (content: string | Uint8Array): string => hash("sha256", content);
