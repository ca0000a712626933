import type { Fault } from "../storage-server/faults.ts";
import type { ServedRequest } from "../storage-server/api.ts";
import { startStorageServer } from "../storage-server/server.ts";
import { open } from "./place.ts";
import { randomOf } from "./random.ts";
import type { Soaked, SoakTask } from "./soak-task.ts";
import { soakClient } from "./soak-client.ts";

const CLIENTS = 32;

/** The faults, and how many of a thousand requests have each. */
const FAULTS: readonly (readonly [perThousand: number, fault: Fault])[] = [
  [10, { kind: "status", status: 503 }],
  [10, { kind: "status", status: 429 }],
  [5, { kind: "status", status: 500, retryAfter: "0" }],
  // Longer than the deadline of a client.
  [4, { kind: "status", status: 503, retryAfter: "2" }],
  [10, { kind: "status-after", status: 503 }],
  [10, { kind: "status-after", status: 429 }],
  [10, { kind: "reset" }],
  [20, { kind: "reset-after" }],
  [3, { kind: "stall" }],
  [5, { kind: "stall-after" }],
  [2, { kind: "stall-body" }],
  [10, { kind: "truncate" }],
  [2, { kind: "no-json" }],
  [20, { kind: "twice" }],
  [5, { kind: "slow", ms: 20 }],
  [5, { kind: "without", headers: ["x-goog-generation"] }],
];
/** Faults of content, which only a hash shows. */
const FAULTS_OF_CONTENT: typeof FAULTS = [
  [5, { kind: "corrupt" }],
  [2, { kind: "wrong-hash" }],
];

/** Runs clients of a bucket whose server has every kind of fault. */
export async function soakServer({ seed, services, startedAt, model, isOver, deadlineMs }: SoakTask): Promise<Soaked> {
  const server = await startStorageServer();
  const place = { url: "gs://acme/fleet", apiEndpoint: server.url };
  const random = randomOf(seed);
  const faults: Record<string, number> = {};

  const faultOf = ({ query }: ServedRequest): Fault | undefined => {
    let dice = random() * 1000;
    for (const [perThousand, fault] of query["alt"] === "media" ? [...FAULTS, ...FAULTS_OF_CONTENT] : FAULTS) {
      dice -= perThousand;
      if (dice >= 0) continue;
      const kind = fault.kind.startsWith("status") && "status" in fault ? `${fault.kind} ${fault.status}` : fault.kind;
      faults[kind] = (faults[kind] ?? 0) + 1;
      return fault;
    }
    return undefined;
  };
  server.fault = faultOf;

  const clients = Array.from({ length: CLIENTS }, (_, slot) =>
    soakClient({
      name: `client-${slot}`,
      slot,
      seed: seed * CLIENTS + slot,
      services,
      startedAt,
      again: [],
      open: (onRetry) => open(place, { deadlineMs, onRetry }),
      emit: model.take,
      isOver,
    }),
  );
  return {
    open: (deadlineMs) => open(place, { deadlineMs }),
    clients: Promise.all(clients).then(() => undefined),
    faults: () => faults,
    audit: () =>
      server.requests.flatMap(({ method, path, query }) => {
        if (method === "DELETE") return [`DELETE ${path}`];
        return method === "POST" && query["ifGenerationMatch"] === undefined ? [`${path} was written without a precondition`] : [];
      }),
    calm: () => {
      server.fault = () => undefined;
    },
    stop: () => server.stop(),
  };
}
