import * as z from "zod/mini";
import { checkAddress } from "./address.ts";
import { healthKind } from "./health-kind.ts";

/** A check over HTTP: an address answers with a status. */
export interface HttpCheckInput {
  /** The address to get: `https://staging.shop.example.com/healthz`. */
  readonly http: string;
  /** The status that it must answer with. @default 200 */
  readonly status?: number | undefined;
}

export interface HttpCheckSpec {
  readonly kind: "http";
  readonly url: string;
  readonly status: number;
}

export const httpKind = healthKind(
  "http",
  z.strictObject({ http: z.string(), status: z.optional(z.int()) }),
  ({ http: url, status = 200 }: HttpCheckInput, at, report): HttpCheckSpec => {
    checkAddress(url, `${at}.http`, 'http: "https://staging.shop.example.com/healthz"', report);
    if (status < 100 || status > 599) report(`${at}.status`, `${status} is not an HTTP status (100 to 599)`);
    return { kind: "http", url, status };
  },
);
