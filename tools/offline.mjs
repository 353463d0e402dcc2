// The page works without a network and can be installed: everything that was built is kept by a service worker. A new
// version waits until the reader reloads (registerType prompt); the page says that it is there (src/store/offline.ts).
import { VitePWA } from 'vite-plugin-pwa'

export function offline() {
  return VitePWA({
    registerType: 'prompt',
    injectRegister: null,
    manifest: {
      name: 'Mesoscope',
      short_name: 'Mesoscope',
      description: 'Watch a DC/OS cluster launch your app, message by message.',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#1b2230',
      theme_color: '#1b2230',
      icons: [
        { src: './icon.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: './icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
        { src: './icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    workbox: { sourcemap: false, globPatterns: ['**/*.{js,css,html,svg,png}'], cleanupOutdatedCaches: true },
  })
}
