import { defineConfig, type Plugin } from "vite";

/** Every browser that runs this client reads woff2, so KaTeX's two older font formats stay out of the build. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform: {
    filter: { id: /katex.*\.css$/ },
    handler: (css) => css.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, ""),
  },
};

export default defineConfig({
  root: "client",
  plugins: [woff2Only],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The budget is measured, compressed, by a test.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: { "/api/": `http://localhost:${process.env["PORT"] ?? 3000}` },
  },
});
