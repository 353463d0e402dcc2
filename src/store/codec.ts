/** The codec of links, loaded when one is first read or written: not before the first picture. */
export const loadCodec = () => import('./link.ts')
