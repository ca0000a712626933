import { createRequire } from "node:module";
import type { Provider } from "@pulumi/pulumi/provider/index.js";

/** A response of Pulumi's server to its engine. */
interface Response {
  readonly setSupportspreview: (supported: boolean) => void;
}

type Answer = (error: unknown, response?: Response) => void;
type Handler = (this: unknown, call: { readonly request: { readonly getPreview: () => boolean } }, answer: Answer) => unknown;

/** The methods of Pulumi's server that a preview calls. */
interface Service {
  readonly configure: Handler;
  readonly create: Handler;
  readonly update: Handler;
}

interface Grpc {
  readonly Server: { readonly prototype: { addService: (this: unknown, definition: unknown, service: Service) => void } };
}

/**
 * Lets previews of the engine ask what a run would do, as the provider of Google Cloud does. Pulumi's server for Node supports no
 * previews. Then each output of an updated resource counts as unknown.
 * @param previews the provider's methods for previews, which change nothing
 */
export function supportPreviews(previews: Pick<Provider, "create" | "update">): void {
  const { Server }: Grpc = createRequire(import.meta.resolve("@pulumi/pulumi/provider/index.js"))("@grpc/grpc-js");
  const { addService } = Server.prototype;
  Server.prototype.addService = function (definition, service) {
    addService.call(this, definition, withPreviews(service, previews));
  };
}

function withPreviews(service: Service, provider: Pick<Provider, "create" | "update">): Service {
  const choose =
    (handler: Handler): Handler =>
    (call, answer) =>
      handler.call(call.request.getPreview() ? { provider } : service, call, answer);
  const methods: Service = {
    configure: (call, answer) =>
      service.configure(call, (error, response) => {
        response?.setSupportspreview(true);
        answer(error, response);
      }),
    create: choose(service.create),
    update: choose(service.update),
  };
  const derived: Service = Object.create(service);
  return Object.assign(derived, methods);
}
