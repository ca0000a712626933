import { describe, expect, it } from "vitest";
import { cloudInputs, cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import { none } from "../../model/fields/probes.ts";
import { bucket } from "../../model/needs/bucket.ts";
import { defineNeed } from "../../model/needs/custom.ts";
import { secret } from "../../model/needs/secret.ts";
import { subscription } from "../../model/needs/subscription.ts";
import { topic } from "../../model/needs/topic.ts";
import { use } from "../../model/needs/use.ts";

const principal = (service: string, project = "shop-latest") => ({
  kind: "projectNumber",
  project,
  text: `principal://iam.googleapis.com/projects/%/locations/global/workloadIdentityPools/${project}.svc.id.goog/subject/ns/shop/sa/${service}`,
});

describe("a bucket", () => {
  it("is closed to the public, and keeps what people delete", () => {
    expect(cloudInputs({ images: bucket() }, "prod").get("gcp:storage/bucket:Bucket", "prod-cart-images")).toMatchObject({
      forceDestroy: false,
      location: "US-CENTRAL1",
      name: "shop-prod-prod-cart-images",
      publicAccessPrevention: "enforced",
      softDeletePolicy: { retentionDurationSeconds: 604_800 },
      uniformBucketLevelAccess: true,
      versioning: { enabled: true },
    });
  });

  it("keeps no versions if the need says so", () => {
    const inputs = cloudInputs({ images: bucket({ versioning: false }) }, "latest").get("gcp:storage/bucket:Bucket", "latest-cart-images");
    expect([inputs["versioning"], inputs["lifecycleRules"]]).toEqual([
      { enabled: false },
      [{ action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } }],
    ]);
  });

  it("admits the services that use it, and no others", () => {
    const cart = serviceFile("cart", { needs: { images: bucket() } });
    const mail = serviceFile("mail", { needs: { pictures: use(cart.service.need("images")) } });
    const grants = cloudOf([cart, mail, serviceFile("web")], "latest").resources.filter(({ type }) => type.endsWith("BucketIAMMember"));
    const grant = (service: string) => ({
      bucket: { kind: "reference", type: "gcp:storage/bucket:Bucket", name: "latest-cart-images", output: "name" },
      member: principal(service),
      role: "roles/storage.objectUser",
    });
    expect(grants.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["cart-latest-cart-images", grant("cart")],
      ["mail-latest-cart-images", grant("mail")],
    ]);
  });
});

describe("a subscription", () => {
  const orders = serviceFile("orders", { needs: { events: topic() } });
  const mail = serviceFile("mail", {
    needs: { placed: subscription({ topic: () => orders.service.need("events") as never, ackSeconds: 30 }) },
  });
  const cloud = cloudOf([orders, mail], "prod");
  const TOPIC = "gcp:pubsub/topic:Topic";
  const SUBSCRIPTION = "gcp:pubsub/subscription:Subscription";

  it("never expires, and sends messages that nobody can process to a topic that keeps them", () => {
    const dead = { kind: "reference", type: TOPIC, name: "prod-mail-placed-dead-letters", output: "id" };
    expect(cloud.get(SUBSCRIPTION, "prod-mail-placed")).toMatchObject({
      ackDeadlineSeconds: 30,
      deadLetterPolicy: { deadLetterTopic: dead, maxDeliveryAttempts: 10 },
      expirationPolicy: { ttl: "" },
      retryPolicy: { maximumBackoff: "600s", minimumBackoff: "10s" },
      topic: { kind: "reference", type: TOPIC, name: "prod-orders-events", output: "id" },
    });
    expect(cloud.get(SUBSCRIPTION, "prod-mail-placed-dead-letters")).toMatchObject({ expirationPolicy: { ttl: "" }, topic: dead });
  });

  it("lets Pub/Sub forward dead letters", () => {
    const agent = { kind: "projectNumber", project: "shop-prod", text: "serviceAccount:service-%@gcp-sa-pubsub.iam.gserviceaccount.com" };
    expect([
      cloud.get("gcp:pubsub/topicIAMMember:TopicIAMMember", "prod-mail-placed-dead-letters"),
      cloud.get("gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember", "prod-mail-placed-dead-letters"),
    ]).toMatchObject([
      { member: agent, role: "roles/pubsub.publisher" },
      { member: agent, role: "roles/pubsub.subscriber" },
    ]);
  });

  it("lets its service read, and the service of the topic write", () => {
    expect([
      cloud.get("gcp:pubsub/topicIAMMember:TopicIAMMember", "orders-prod-orders-events"),
      cloud.get("gcp:pubsub/subscriptionIAMMember:SubscriptionIAMMember", "mail-prod-mail-placed"),
    ]).toMatchObject([
      { member: principal("orders", "shop-prod"), role: "roles/pubsub.publisher", topic: { type: TOPIC, name: "prod-orders-events" } },
      {
        member: principal("mail", "shop-prod"),
        role: "roles/pubsub.subscriber",
        subscription: { type: SUBSCRIPTION, name: "prod-mail-placed" },
      },
    ]);
  });
});

describe("messages", () => {
  const renamed = serviceFile("orders", { needs: { placed: topic({ movedFrom: "events" }) } });
  const mail = serviceFile("mail", {
    needs: { received: subscription({ topic: () => renamed.service.need("placed") as never, movedFrom: "post.placed" }) },
  });

  it("keep their topic and their subscription after a rename", () => {
    const { get } = cloudOf([renamed, mail], "latest");
    expect(get("gcp:pubsub/subscription:Subscription", "latest-post-placed")).toMatchObject({
      name: "latest-post-placed",
      topic: { name: "latest-orders-events" },
    });
    expect(get("gcp:pubsub/topic:Topic", "latest-orders-events")).toMatchObject({ name: "latest-orders-events" });
  });

  it.each<readonly [what: string, protection: object, kept: readonly string[]]>([
    [
      "are protected on prod, those that failed, too",
      {},
      ["prod-mail-x", "prod-mail-x-dead-letters", "prod-mail-x-dead-letters", "prod-orders-events"],
    ],
    ["may go if the needs say so", { protection: none("they are sent again") }, []],
  ])("%s", (_what, protection, kept) => {
    const orders = serviceFile("orders", { needs: { events: topic(protection) } });
    const x = subscription({ topic: () => orders.service.need("events") as never, ...protection });
    const { resources } = cloudOf([orders, serviceFile("mail", { needs: { x } })], "prod");
    expect(
      resources
        .filter(({ protect }) => protect)
        .map(({ name }) => name)
        .filter((name) => name !== "prod" && /mail|orders/.test(name))
        .sort(),
    ).toEqual(kept);
  });
});

describe("secrets", () => {
  const kafka = defineNeed("kafka", { bind: (_options: object, { host }) => ({ host }), secrets: ["password"] });

  it.each<readonly [what: string, need: unknown, names: readonly string[]]>([
    ["a secret", secret({ keys: ["user", "pass.word"] }), ["latest-cart-x-pass-word", "latest-cart-x-user"]],
    ["a kind of the user's repository", kafka(), ["latest-cart-x-password"]],
  ])("of %s have no value, which people put in", (_what, need, names) => {
    const { resources } = cloudInputs({ x: need }, "latest");
    expect(resources.map(({ name }) => name)).toEqual(names);
    expect(resources.map(({ inputs }) => inputs)).toMatchObject(
      names.map((secretId) => ({ deletionProtection: false, replication: { auto: {} }, secretId, versionDestroyTtl: "604800s" })),
    );
  });

  it("are protected on prod", () => {
    expect(cloudInputs({ key: secret() }, "prod").protected).toEqual(["Secret prod-cart-key-value"]);
  });
});
