/** An office's public pages, and the page on which people find their office. */
export { portalRoutes } from './pages/index.ts';
export { servicePreview } from './pages/public/service.tsx';
