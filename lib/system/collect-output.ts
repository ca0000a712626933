/** Characters of an output that are kept. A program that prints without end then does not fill the memory. */
const MAXIMUM_CHARACTERS = 256 * 1024;

/** Collects a program's output. Returns a function that returns its end. @param onLine gets each line as it comes */
export function collectOutput(stream: NodeJS.ReadableStream | null | undefined, onLine?: (line: string) => void): () => string {
  let kept = "";
  let rest = "";
  if (stream === null || stream === undefined) return () => kept;
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    kept = `${kept}${chunk}`.slice(-MAXIMUM_CHARACTERS);
    if (onLine === undefined) return;
    const lines = `${rest}${chunk}`.split(/\r?\n/);
    rest = (lines.pop() ?? "").slice(-MAXIMUM_CHARACTERS);
    lines.forEach(onLine);
  });
  stream.on("end", () => {
    if (rest !== "") onLine?.(rest);
  });
  return () => kept;
}
