import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://localhost:5177';

// The server serves what is built here; while developing, vite serves the pages and hands the rest over.
export default defineConfig({
  plugins: [react(), tailwindcss()],
  server: {
    // With the slash: /api-keys is a page.
    proxy: { '/trpc/': server, '/api/': server, '/auth/': server, '/docs/': server, '/openapi.json': server },
  },
  build: { target: 'es2023', sourcemap: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 400 },
});
