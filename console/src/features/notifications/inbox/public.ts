export { complete } from "./commands";
