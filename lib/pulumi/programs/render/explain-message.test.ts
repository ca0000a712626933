import { expect, it } from "vitest";
import { explainRenderMessage } from "./explain-message.ts";

it.each<readonly [title: string, message: string, explanation: string | undefined]>([
  [
    "a resource without the provider",
    "Default provider for 'kubernetes' disabled. 'urn:pulumi:render::shop::kubernetes:core/v1:ConfigMap::x' must use an explicit provider.",
    "was not given the provider; its component must pass { provider } as the last argument",
  ],
  [
    "a resource of a cloud",
    "Default provider for 'gcp' disabled. 'urn:pulumi:render::shop::gcp:storage/bucket:Bucket::x' must use an explicit provider.",
    'is a resource of "gcp"; a component may only have Kubernetes resources',
  ],
  [
    "a file from the network",
    'Get "http://example.com/crds.yaml": proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused',
    "needs http://example.com/crds.yaml, but a render has no network; copy the file into the repository",
  ],
  ["another message", "chart not found", undefined],
])("%s", (_title, message, explanation) => {
  expect(explainRenderMessage(message)).toBe(explanation);
});
