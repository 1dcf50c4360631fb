import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The oldest engines that antd 6 paints correctly: company WebViews lag behind browsers.
const ENGINES = ["chrome92", "safari15.4"];

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: ENGINES,
    manifest: true,
    modulePreload: { polyfill: false },
    // An inlined asset is a data: URL, which the Content-Security-Policy refuses.
    assetsInlineLimit: 0,
  },
});
