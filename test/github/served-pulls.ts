type Body = Readonly<Record<string, unknown>>;

export interface ServedPull {
  readonly number: number;
  readonly html_url: string;
  readonly user: { readonly login: string };
  state: "open" | "closed";
  merged_at: string | null;
  title: string;
  body: string;
  readonly head: { sha: string; readonly label: string };
  readonly base: { readonly ref: string };
  labels: { readonly name: string }[];
}

type Fields = Readonly<Record<"sha" | "label" | "base" | "title" | "body", string>>;

/** The pull requests of `acme/shop`, as the API of GitHub has them. */
export class ServedPulls {
  /** Oldest first. */
  readonly all: ServedPull[] = [];
  /** Returns the newest commit of a branch of the repository. @default no pull request can be opened, and heads stay as they are */
  tipOf: ((branch: string) => string | undefined) | undefined;

  open(number: number, { sha, label, base, title, body }: Fields): ServedPull {
    const pull: ServedPull = {
      number,
      html_url: `https://github.com/acme/shop/pull/${number}`,
      user: { login: "ada" },
      state: "open",
      merged_at: null,
      title,
      body,
      head: { sha, label },
      base: { ref: base },
      labels: [],
    };
    this.all.push(pull);
    return pull;
  }

  list(query: URLSearchParams): readonly ServedPull[] {
    this.#follow();
    const [head, state, base] = [query.get("head"), query.get("state") ?? "open", query.get("base")];
    const found = this.all.filter((pull) => pull.head.label === head && (base === null || pull.base.ref === base));
    return found.filter((pull) => state === "all" || pull.state === state).toReversed();
  }

  create(fields: Body): readonly [number, unknown] {
    this.#follow();
    const [head = "", base = "", title = "", body = ""] = ["head", "base", "title", "body"].map((name) => String(fields[name]));
    const label = `acme:${head}`;
    if (body.length > 65_536) return [422, { message: "body is too long (maximum is 65536 characters)" }];
    if (this.all.some((pull) => pull.head.label === label && pull.base.ref === base && pull.state === "open"))
      return [422, { message: "Validation Failed", errors: [{ message: `A pull request already exists for ${label}.` }] }];
    const sha = this.tipOf?.(head);
    if (sha === undefined) return [422, { message: "Validation Failed", errors: [{ field: "head", code: "invalid" }] }];
    return [201, this.open(Math.max(0, ...this.all.map(({ number }) => number)) + 1, { sha, label, base, title, body })];
  }

  edit(number: number, { title, body, state }: Body): ServedPull | undefined {
    const pull = this.all.find((each) => each.number === number);
    if (pull === undefined) return undefined;
    if (typeof title === "string") pull.title = title;
    if (typeof body === "string") pull.body = body;
    if (state === "closed" || state === "open") pull.state = state;
    return pull;
  }

  /** Follows the branches, as GitHub does. An open pull request has the newest commit, and it closes if its branch goes. */
  #follow(): void {
    for (const pull of this.all) {
      if (this.tipOf === undefined || pull.state !== "open") continue;
      const tip = this.tipOf(pull.head.label.replace("acme:", ""));
      if (tip === undefined) pull.state = "closed";
      else pull.head.sha = tip;
    }
  }
}
