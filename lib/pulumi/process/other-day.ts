/** Seconds between UTC and the zone of another day. A zone of 24 hours or more would end the engine. */
const OFFSET = 22 * 3600 + 37 * 60;

const DAY = 86_400;

/** Returns a zone file (TZif, RFC 9636). In this zone, the present date, hour and minute differ from those in UTC. */
export function otherDayZone(now: Date): Buffer {
  const second = Math.floor(now.getTime() / 1000) % DAY;
  const offset = second + OFFSET >= DAY ? OFFSET : -OFFSET;
  const name = "FAR\0";
  const header = Buffer.alloc(44);
  header.write("TZif");
  // One type of time and the characters of its name; no transitions.
  header.writeUInt32BE(1, 36);
  header.writeUInt32BE(name.length, 40);
  const type = Buffer.alloc(6);
  type.writeInt32BE(offset);
  return Buffer.concat([header, type, Buffer.from(name)]);
}
