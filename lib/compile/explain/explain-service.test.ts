import { expect, it } from "vitest";
import { subject } from "../../../test/explain-subject.ts";
import { outside } from "../../index.ts";
import { explainService } from "./explain-service.ts";

it("explains each field that a layer sets", () => {
  const fields = {
    calls: () => ({ pay: outside("pay.example.com", 443) }),
    env: () => ({ A: "service" }),
    tiers: { prod: { priority: "high" } },
    command: () => ["/cart"],
  };
  const explanation = explainService(subject(fields, { scale: { max: 40 } }));
  const used = explanation.influences.map(({ field, chain }) => {
    const { layer, value } = chain.find(({ inForce }) => inForce) ?? {};
    return `${field}: ${layer} ${JSON.stringify(value)}`;
  });
  const isOfLibrary = (line: string) => line.includes(": library default ");
  expect(used.filter((line) => !isOfLibrary(line))).toEqual([
    'priority: tier prod "high"',
    "scale.max: stack prod 40",
    'owner: service "shopping@example.com"',
    'image: service "registry.example.com/shop/app"',
    "ports.http.port: service 8080",
    'ports.http.protocol: service "http"',
    'calls.pay: service "pay.example.com:443"',
    'env.A: service "service"',
    'command: service "(function)"',
  ]);
  expect(used.filter(isOfLibrary)).toContain("graceSeconds: library default 40");
  expect(explanation.path).toBe(undefined);
  expect(explanation.value).toMatchObject({ env: { A: "service" }, calls: { pay: "pay.example.com:443" }, priority: "high" });
});
