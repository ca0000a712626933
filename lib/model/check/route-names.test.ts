import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";

it.each<readonly [string, Fields, Fields, readonly string[]]>([
  [
    "a route",
    { routes: { api: { port: "http", paths: ["/a"] } } },
    {},
    ['services/web.ts: public.routes.api: the route "web-api" is also a route of web-api'],
  ],
  ["a route that is alone", { routes: { other: { port: "http", paths: ["/a"] } } }, {}, []],
  [
    "a redirect from hosts",
    { redirectFrom: ["old.example.com"] },
    { name: "web-redirect" },
    ['services/web.ts: public.redirectFrom: the route "web-redirect" is also a route of web-redirect'],
  ],
  ["a redirect to HTTPS", {}, { name: "web-https" }, ['services/web.ts: public: the route "web-https" is also a route of web-https']],
])("refuses the name of another service's route: %s", (_title, route, { name = "web-api" }, problems) => {
  const services = [serviceFile("web", { public: { port: "http", ...route } }), serviceFile(String(name), { public: { port: "http" } })];
  const gateway = { name: "edge", namespace: "edge", ...(name === "web-https" ? { listener: "https", redirectListener: "http" } : {}) };
  expect(problemsOf(fleetOf({ services, stacks: [stackFile("latest", { gateway })] })).slice(0, 1)).toEqual(problems);
});
