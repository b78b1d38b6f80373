/** Style sheets are imported for their effect: esbuild writes them to `dist/panel.css`. */
declare module "*.css";
