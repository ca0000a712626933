import { isRecord } from "../../../base/values.ts";
import { IMAGE_INFO } from "../../../compile/argocd/application.ts";
import { recordsAt } from "../read-values.ts";
import type { Trait, TraitReader } from "../trait.ts";

/** Lists the repositories of the images that an object runs, and of those that an Application shows. */
export const imageTraits: TraitReader = ({ value, kind }) => {
  const images = kind === "ConfigMap" ? [] : imagesIn(value);
  const infos = kind === "Application" ? recordsAt(value, "spec.info") : [];
  const shown = infos.flatMap(({ name, value: image }) =>
    typeof name === "string" && name.startsWith(IMAGE_INFO) && typeof image === "string" ? [image] : [],
  );
  return [...images, ...shown].flatMap(traitsOfImage);
};

/** Lists the traits of a reference such as `repo:tag@sha256:...`. */
export function traitsOfImage(image: string): readonly Trait[] {
  const [tagged = "", digest] = image.split("@");
  const colon = tagged.indexOf(":", tagged.lastIndexOf("/") + 1);
  const repository = colon === -1 ? tagged : tagged.slice(0, colon);
  return [
    { risk: "image", text: `runs images of ${repository}` },
    // A tag can be pushed again. Rules refuse it if the tier needs a digest.
    ...(digest === undefined ? [{ risk: "image", text: `runs an image of ${repository} without a digest`, usual: true } as const] : []),
  ];
}

/** Finds each image in a value: the strings that have this name in Kubernetes and in operators. */
function imagesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (key === "image" && typeof child === "string") return [child];
    const volume = key === "image" && isRecord(child) ? child["reference"] : undefined;
    return typeof volume === "string" ? [volume] : key === "annotations" || key === "labels" ? [] : imagesIn(child);
  });
}
