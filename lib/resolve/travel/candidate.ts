import { buildOfId } from "../../releases/release-id.ts";
import type { Pointer } from "../../releases/pointer.ts";
import type { Case } from "../case.ts";
import { isSameVersion, type LockEntry } from "../lock.ts";
import type { Travel } from "./travel.ts";

/** The part of a case that travels. */
type Candidate = Pick<Case, "candidate" | "broken">;

/**
 * Returns the release that a stack may take. Stacks before it that follow its channel decide. If they disagree, it is the head of the channel.
 * It is also the head if they run an older build. Then the gates let the stack wait.
 */
export function travelCandidate(given: Case, { before, pass }: Travel): Candidate {
  const { candidate, broken, locked } = given;
  const head = { candidate, broken };
  const followed = before.filter(({ sharesChannel }) => sharesChannel);
  const [first] = followed;
  if (pass !== undefined || first?.entry === undefined) return head;
  const { entry } = first;
  if (!followed.every((each) => each.entry !== undefined && isSameVersion(each.entry, entry))) return head;
  const { release, digest, image } = entry;
  if (release === undefined || digest === undefined || image === undefined || release === candidate?.release) return head;
  if (locked?.release !== undefined && buildOfId(release) < buildOfId(locked.release)) return head;
  return { candidate: pointerFrom(given, { ...entry, release, digest, image }), broken: undefined };
}

/** Describes the release of an entry as a pointer. A review let it in, so no record is read again. */
function pointerFrom(
  { channel, release: service, candidate }: Case,
  { release, digest, image, tag, seq = 1 }: LockEntry & Record<"release" | "digest" | "image", string>,
): Pointer {
  const build = buildOfId(release);
  return {
    schema: 1,
    service,
    channel,
    release,
    seq,
    image,
    tag,
    digest,
    newest: candidate?.newest ?? release,
    newestBuild: candidate?.newestBuild ?? build,
    newestBuiltAt: candidate?.newestBuiltAt ?? "",
    movedAt: candidate?.movedAt ?? "",
    writeId: candidate?.writeId ?? "",
  };
}
