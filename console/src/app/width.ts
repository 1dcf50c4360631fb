export { type Body, useBody } from "@/kit/width";
