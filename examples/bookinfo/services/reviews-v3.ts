import { defineService } from "fairlead";
import { callsOfRatings, reviewsOf } from "../helpers/reviews.ts";

/** Returns reviews with ratings as red stars. */
export default defineService("reviews-v3", { ...reviewsOf("v3"), calls: callsOfRatings });
