import { between, pick, seeded } from "./random.ts";

/** Returns the image repository of a service. */
export const imageOf = (name: string): string => `images.example.com/fleet/${name}`;

export const serviceName = (number: number): string => `svc-${String(number).padStart(4, "0")}`;

/** Returns the identifier of an imported service. */
export const identifier = (number: number): string => serviceName(number).replace("-", "");

const hasRedis = (number: number): boolean => number % 3 === 0;
const speaksHttp = (number: number): boolean => number % 4 === 0;
const isPublic = (number: number): boolean => number % 20 === 0;

export const portName = (number: number): "grpc" | "http" => (speaksHttp(number) ? "http" : "grpc");

/** Writes the file of one service, like services/cartservice.ts and services/frontend.ts. */
export function serviceFile(number: number, calls: readonly number[], seed: number): string {
  const random = seeded(seed, 3, number);
  const name = serviceName(number);
  const port = portName(number);
  const listens = between(random, 2000, 9999);
  const cores = between(random, 1, 8) * 50;
  const memory = between(random, 1, 8) * 64;
  const minimum = between(random, 3, 5);
  const probe = port === "http" ? 'http("http", { path: "/_healthz" })' : 'grpc("grpc")';
  const env = [
    `PORT: ports.${port}`,
    `LOG_LEVEL: "${pick(random, ["debug", "info", "warn"])}"`,
    ...(hasRedis(number) ? ["REDIS_ADDR: needs.cache.address"] : []),
    ...calls.map((callee) => `${envName(callee)}: calls.${identifier(callee)}.address`),
  ];
  const given = [...(calls.length > 0 ? ["calls"] : []), ...(hasRedis(number) ? ["needs"] : []), "ports"];
  const fields = [
    `owner: "team-${String(between(random, 1, 40)).padStart(2, "0")}@example.com"`,
    `image: "${imageOf(name)}"`,
    `ports: { ${port}: { port: ${listens}, protocol: "${port}"${port === "http" ? ", servicePort: 80" : ""} } }`,
    `resources: { cpu: "${cores}m", memory: "${memory}Mi", limits: { cpu: "${cores * 2}m", memory: "${memory * 2}Mi" } }`,
    `health: { readiness: ${probe}, startupSeconds: ${between(random, 3, 12) * 10} }`,
    ...(hasRedis(number) ? [`needs: { cache: redis({ memoryGb: ${between(random, 1, 8)}, snapshot: "1h" }) }`] : []),
    ...(calls.length > 0 ? [`calls: () => ({\n${lines(calls.map(callTo))}  })`] : []),
    `env: ({ ${given.join(", ")} }) => ({\n${lines(env)}  })`,
    ...(isPublic(number) ? [`public: { port: "http", subdomain: "${name}" }`] : []),
    `scale: { min: ${minimum}, max: ${minimum + between(random, 5, 20)}, cpuPercent: ${between(random, 60, 80)} }`,
    `priority: "${pick(random, ["high", "normal", "low"])}"`,
  ];
  const used = ["defineService", port, ...(hasRedis(number) ? ["redis"] : [])];
  const imports = [
    `import { ${used.join(", ")} } from "fairlead";`,
    ...calls.map((callee) => `import ${identifier(callee)} from "./${serviceName(callee)}.ts";`),
  ];
  return `${imports.join("\n")}\n\nexport default defineService("${name}", {\n${fields.map((field) => `  ${field},\n`).join("")}});\n`;
}

const callTo = (callee: number): string => `${identifier(callee)}: ${identifier(callee)}.endpoint("${portName(callee)}")`;

const envName = (callee: number): string => `${serviceName(callee).toUpperCase().replace("-", "_")}_ADDR`;

const lines = (fields: readonly string[]): string => fields.map((field) => `    ${field},\n`).join("");
