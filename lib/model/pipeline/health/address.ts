import type { Report } from "../../../base/problem.ts";
import { shorten } from "../../../base/text.ts";

/** Hosts to which a token may go without TLS: this machine, and Services of the cluster that runs Fairlead. */
const INSIDE = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9.-]+\.svc(?:\.cluster\.local)?)$/;

/** Checks the address of a health check. A committed address must not have a password. */
export function checkAddress(url: string, at: string, example: string, report: Report): void {
  if (!/^https?:\/\/[^\s/?#]+/.test(url) || !URL.canParse(url)) {
    report(at, `"${shorten(url)}" is not a URL`, example);
    return;
  }
  const { username, password } = new URL(url);
  if (username !== "" || password !== "") report(at, "has a user or a password, and every reader of the repository sees it", example);
}

/** An address of an API, and its place in the pipeline. */
interface Api {
  readonly url: string;
  /** The variable of the token, if the API needs one. */
  readonly token: string | undefined;
  readonly at: string;
}

/** Checks the address of an API: paths follow it, and a token goes only over TLS. */
export function checkApi({ url, token, at }: Api, example: string, report: Report): void {
  checkAddress(url, at, example, report);
  if (!URL.canParse(url)) return;
  const { protocol, hostname, search, hash } = new URL(url);
  if (search !== "" || hash !== "") report(at, `"${shorten(url)}" has a part after its path`, example);
  if (token !== undefined && protocol === "http:" && !INSIDE.test(hostname))
    report(at, "would send the token without TLS", "write an address with https://");
}

/** Checks the name of the environment variable that has a token. Never repeats the value: it may be the token itself. */
export function checkTokenName(name: string | undefined, at: string, example: string, report: Report): void {
  if (name !== undefined && !/^[A-Z][A-Z0-9_]{0,99}$/.test(name))
    report(at, "must be the name of an environment variable in capitals, and not the token itself", `token: "${example}"`);
}
