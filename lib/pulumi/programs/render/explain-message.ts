/** Explains a message that follows from the render program's limits: no default provider, no network. */
export function explainRenderMessage(message: string): string | undefined {
  const [, provider] = /Default provider for '([^']*)' disabled\b/.exec(message) ?? [];
  if (provider === "kubernetes") return "was not given the provider; its component must pass { provider } as the last argument";
  if (provider !== undefined) return `is a resource of "${provider}"; a component may only have Kubernetes resources`;
  const [, address] = /"?(https?:[^\s"]+)"?: proxyconnect tcp: dial tcp 127\.0\.0\.1:9/.exec(message) ?? [];
  return address === undefined ? undefined : `needs ${address}, but a render has no network; copy the file into the repository`;
}
