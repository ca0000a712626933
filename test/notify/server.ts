import { createServer, type IncomingHttpHeaders, type Server } from "node:http";

/** A request that a test server took. */
export interface TakenRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The answer to a request. `hang`: no answer comes. */
export type TestAnswer = "hang" | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/** A server on the loopback address that stands for Slack or a Pushgateway. */
export class NoticeServer {
  readonly requests: TakenRequest[] = [];
  readonly #server: Server;
  #answers: TestAnswer[];

  /** @param answers in order; after the last one, it answers "ok" */
  constructor(answers: readonly TestAnswer[] = []) {
    this.#answers = [...answers];
    this.#server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        this.requests.push({ method: request.method, path: request.url, headers: request.headers, body });
        const answer = this.#answers.shift() ?? { status: 200, body: "ok" };
        if (answer === "hang") return;
        response.writeHead(answer.status, answer.headers).end(answer.body ?? "");
      });
    });
  }

  /** Starts the server. @returns its address */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}/services/T0/B0/secret`;
  }

  /** Changes the next answers. */
  answer(...answers: readonly TestAnswer[]): void {
    this.#answers = [...answers];
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
