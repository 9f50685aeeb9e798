/** Each by itself: the package's index would load all of them while developing. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const shapes: import('./draw-icon.ts').IconShapes;
  export default shapes;
}
