/** Icons are imported one by one, since the package's index would load all of them during development. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const shapes: import('./draw-icon.ts').IconShapes;
  export default shapes;
}
