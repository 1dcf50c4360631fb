export { type Promisable, PromiseSheet } from "./PromiseSheet";
