import { expect, it } from "vitest";
import { grpc } from "../fields/probes.ts";
import { checkFleet } from "./check-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";

const port = (number: unknown): Fields => ({ ports: { http: { port: number, protocol: "http" } } });

it.each<[title: string, fields: Fields, hint: string | undefined]>([
  ["a number for a string", { resources: { cpu: 0.5 } }, 'write "0.5"'],
  ["a boolean for a string", { podAnnotations: { "sidecar.istio.io/inject": true } }, 'write "true"'],
  ["a string for a number", port("8080"), "write 8080"],
  ["a string with a sign for a number", port("-1"), undefined],
  ["a number for one of some strings", { needs: { db: { kind: "postgres", storageGb: 20, version: 17 } } }, 'write "17"'],
  [
    "variables of a job",
    { jobs: { migrate: { command: ["migrate"], env: { A: "b" } } } },
    "a job gets the variables of its service: set env of the service; or give the job arguments",
  ],
  ["a check of another protocol", { health: { readiness: grpc("http") } }, 'http("http"); or protocol: "tcp", if the port speaks both'],
  ["labels of Kubernetes", { labels: { team: "shop" } }, 'podLabels: { team: "shop" }'],
  ["a list for a string", { component: [] }, undefined],
  ["a name for an address", { owner: "team web" }, 'write it: owner: "web@example.com"'],
  ["a URL for a repository", { image: "https://ghcr.io/acme/web" }, 'write it: image: "ghcr.io/acme/web"'],
  ["a repository with a tag", { image: "ghcr.io/acme/web:v1" }, 'write it: image: "ghcr.io/acme/web"'],
  ["a repository with a digest", { image: "localhost:5000/web@sha256:00" }, 'write it: image: "localhost:5000/web"'],
  ["no repository", { image: "" }, 'write it: image: "ghcr.io/acme/web"'],
  ["a host in capitals", { public: { port: "http", host: "Shop.example.com" } }, 'write "shop.example.com"'],
  ["a URL for a host", { public: { port: "http", host: "https://shop.example.com/" } }, 'write "shop.example.com"'],
  ["a wildcard", { public: { port: "http", host: "*.example.com" } }, "a route has no wildcards: list each host"],
  ["an address for a host", { public: { port: "http", host: "10.0.0.1" } }, "a route needs a name, and DNS leads from it to the address"],
  [
    "two http ports",
    { ports: { http: { port: 8080, protocol: "http" }, admin: { port: 9090, protocol: "http" } } },
    "give each another number: servicePort: 9090",
  ],
  [
    "an abbreviated time zone",
    { ports: {}, health: undefined, schedule: { cron: "0 3 * * *", timeZone: "PST" } },
    "name the zone by a place: America/New_York",
  ],
  ["a day that no month has", { ports: {}, health: undefined, schedule: { cron: "0 3 31 2 *" } }, "choose a day that the month has"],
])("says what to write for %s", (_title, fields, hint) => {
  const { problems } = checkFleet(fleetOf({ services: [serviceFile("app", fields)] }));
  expect(problems.filter(({ path }) => path !== "domain" && path !== "privateRange").map((problem) => problem.hint)).toEqual([hint]);
});
