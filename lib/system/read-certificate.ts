import type { X509Certificate } from "node:crypto";
import { connect } from "node:tls";

/** A server, and the host that clients ask it for. */
export interface CertificatePlace {
  readonly host: string;
  /** An address or a name. */
  readonly address: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** The certificate that a server shows. */
export interface ShownCertificate {
  readonly certificate: X509Certificate;
  /** The code of the reason why clients refuse it, such as `CERT_HAS_EXPIRED`. @default they accept it */
  readonly problem: string | undefined;
}

/** Reads the certificate that a server shows for a host, by a TLS handshake. @throws Error if the server does not answer or shows none */
export function readCertificate({ host, address, port, timeoutMs }: CertificatePlace): Promise<ShownCertificate> {
  return new Promise((resolve, reject) => {
    // The certificate is data here: a client that stops at a bad one could not say what is bad.
    const socket = connect({ host: address, port, servername: host, rejectUnauthorized: false });
    const timer = setTimeout(() => socket.destroy(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
    socket.once("secureConnect", () => {
      const certificate = socket.getPeerX509Certificate();
      const problem = socket.authorized ? undefined : String(socket.authorizationError);
      if (certificate !== undefined) resolve({ certificate, problem });
      socket.destroy();
    });
    socket.once("error", reject);
    socket.once("close", () => {
      clearTimeout(timer);
      reject(new Error("it shows no certificate"));
    });
  });
}
