import { ServedPulls, type ServedPull } from "./served-pulls.ts";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** An answer in the place of the right one. */
export interface Fault {
  readonly method: string;
  /** Matches the path of the request. */
  readonly path: RegExp;
  /** The number of requests that get it. */
  times: number;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** True if the server does the work, and then fails. @default false */
  readonly late?: boolean;
}

export interface ServedComment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

export interface ServedCheck {
  readonly id: number;
  readonly name: string;
  readonly head_sha: string;
  readonly external_id: string;
  readonly conclusion: string;
  readonly output: { readonly title: string; readonly summary: string };
  readonly annotations: readonly { readonly path: string; readonly start_line: number; readonly message: string }[];
}

type Body = Readonly<Record<string, unknown>>;

/** The API of GitHub for one repository, `acme/shop`, on a local port. It has only what Fairlead asks for. */
export class GitHubServer {
  readonly pullRequests = new ServedPulls();
  readonly pulls = this.pullRequests.all;
  readonly comments: ServedComment[] = [];
  readonly checks: ServedCheck[] = [];
  readonly reviews: { readonly user: { readonly login: string }; readonly state: string; readonly commit_id: string }[] = [];
  readonly writers = new Set<string>();
  /** `acme/platform` -> its members. */
  readonly teams = new Map<string, readonly string[]>();
  readonly faults: Fault[] = [];
  /** Every request: `POST /repos/acme/shop/check-runs`. */
  readonly log: string[] = [];
  /** The largest number of annotations in a request. */
  mostAnnotations = 0;
  url = "";
  #ids = 100;
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    this.url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** Opens pull request 7 from a branch. */
  open(sha: string, label = "acme:change"): ServedPull {
    return this.pullRequests.open(7, { sha, label, base: "main", title: "A change", body: "" });
  }

  comment(login: string, body: string): ServedComment {
    const comment = { id: (this.#ids += 1), user: { login }, body };
    this.comments.push(comment);
    return comment;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const url = new URL(request.url ?? "/", this.url);
    const path = decodeURIComponent(url.pathname);
    const method = request.method ?? "GET";
    this.log.push(`${method} ${path}`);
    const fault = this.faults.find((each) => each.times > 0 && each.method === method && each.path.test(path));
    const right = fault === undefined || fault.late === true ? this.#work(method, path, { url, body: parse(text) }) : undefined;
    if (fault !== undefined) {
      fault.times -= 1;
      return send(response, fault.status, { message: fault.message ?? "a fault" }, fault.headers);
    }
    send(response, right?.[0] ?? 404, right?.[1] ?? { message: "Not Found" });
  }

  #work(method: string, path: string, { url, body }: { readonly url: URL; readonly body: Body }): readonly [number, unknown] | undefined {
    const route = `${method} ${path.replace("/repos/acme/shop", "")}`;
    for (const [pattern, handle] of this.#routes) {
      const match = pattern.exec(route);
      if (match !== null) return handle(match.slice(1), body, url.searchParams);
    }
    return undefined;
  }

  readonly #routes: readonly (readonly [
    RegExp,
    (parts: readonly string[], body: Body, query: URLSearchParams) => readonly [number, unknown] | undefined,
  ])[] = [
    [/^GET \/pulls$/, (_parts, _body, query) => [200, this.pullRequests.list(query)]],
    [/^POST \/pulls$/, (_parts, body) => this.pullRequests.create(body)],
    [/^PATCH \/pulls\/(\d+)$/, ([number], body) => found(this.pullRequests.edit(Number(number), body))],
    [/^GET \/pulls\/(\d+)$/, ([number]) => found(this.pulls.find((pull) => String(pull.number) === number))],
    [/^GET \/pulls\/\d+\/reviews$/, () => [200, this.reviews]],
    [/^GET \/issues\/\d+\/comments$/, (_parts, _body, query) => [200, page(this.comments, query)]],
    [/^POST \/issues\/\d+\/comments$/, (_parts, body) => this.#postComment(String(body["body"]))],
    [/^PATCH \/issues\/comments\/(\d+)$/, ([id], body) => this.#editComment(Number(id), String(body["body"]))],
    [/^DELETE \/issues\/comments\/(\d+)$/, ([id]) => this.#removeComment(Number(id))],
    [/^POST \/issues\/(\d+)\/labels$/, (_parts, body) => this.#label((body["labels"] as readonly string[]) ?? [])],
    [/^DELETE \/issues\/\d+\/labels\/(.+)$/, ([name]) => this.#unlabel(name ?? "")],
    [/^GET \/commits\/(\w+)\/check-runs$/, ([sha]) => [200, { total_count: 0, check_runs: this.#latest(sha ?? "") }]],
    [/^POST \/check-runs$/, (_parts, body) => this.#check(body)],
    [/^PATCH \/check-runs\/(\d+)$/, ([id], body) => this.#annotate(Number(id), body)],
    [/^GET \/collaborators\/(.+)\/permission$/, ([login]) => [200, { permission: this.writers.has(login ?? "") ? "write" : "read" }]],
    [/^GET \/orgs\/acme\/teams\/([^/]+)\/memberships\/(.+)$/, ([team, login]) => this.#member(team ?? "", login ?? "")],
    [/^GET \/orgs\/acme\/teams\/([^/]+)$/, ([team]) => found(this.teams.get(`acme/${team}`))],
  ];

  #postComment(body: string): readonly [number, unknown] {
    if (body.length > 65_536) return [422, { message: "body is too long (maximum is 65536 characters)" }];
    return [201, this.comment("github-actions[bot]", body)];
  }

  #editComment(id: number, body: string): readonly [number, unknown] | undefined {
    const comment = this.comments.find((each) => each.id === id);
    if (comment !== undefined) comment.body = body;
    return found(comment);
  }

  #removeComment(id: number): readonly [number, unknown] | undefined {
    const at = this.comments.findIndex((each) => each.id === id);
    return at === -1 ? undefined : [204, this.comments.splice(at, 1)];
  }

  #label(names: readonly string[]): readonly [number, unknown] {
    const [pull] = this.pulls;
    for (const name of names) if (pull?.labels.every((label) => label.name !== name) === true) pull.labels.push({ name });
    return [200, pull?.labels];
  }

  #unlabel(name: string): readonly [number, unknown] {
    const [pull] = this.pulls;
    if (pull !== undefined) pull.labels = pull.labels.filter((label) => label.name !== name);
    return [200, pull?.labels];
  }

  #latest(sha: string): readonly ServedCheck[] {
    return this.checks.filter(({ head_sha }) => head_sha === sha).slice(-1);
  }

  #check(body: Body): readonly [number, unknown] {
    const check = { ...(body as unknown as ServedCheck), id: (this.#ids += 1) };
    const annotations = annotationsIn(body);
    this.mostAnnotations = Math.max(this.mostAnnotations, annotations.length);
    if (check.output.summary.length > 65_535) return [422, { message: "summary is too long" }];
    this.checks.push({ ...check, annotations });
    return [201, check];
  }

  #annotate(id: number, body: Body): readonly [number, unknown] | undefined {
    const at = this.checks.findIndex((check) => check.id === id);
    const check = this.checks[at];
    if (check === undefined) return undefined;
    const annotations = annotationsIn(body);
    this.mostAnnotations = Math.max(this.mostAnnotations, annotations.length);
    this.checks[at] = { ...check, annotations: [...check.annotations, ...annotations] };
    return [200, check];
  }

  #member(team: string, login: string): readonly [number, unknown] | undefined {
    return this.teams.get(`acme/${team}`)?.includes(login) === true ? [200, { state: "active" }] : undefined;
  }
}

const annotationsIn = (body: Body): ServedCheck["annotations"] =>
  (body["output"] as { readonly annotations?: ServedCheck["annotations"] }).annotations ?? [];

const found = (value: unknown): readonly [number, unknown] | undefined => (value === undefined ? undefined : [200, value]);

const page = <T>(all: readonly T[], query: URLSearchParams): readonly T[] => {
  const [size, at] = [Number(query.get("per_page") ?? 30), Number(query.get("page") ?? 1)];
  return all.slice(size * (at - 1), size * at);
};

const parse = (text: string): Body => (text === "" ? {} : (JSON.parse(text) as Body));

function send(response: ServerResponse, status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(status === 204 ? undefined : JSON.stringify(value));
}
