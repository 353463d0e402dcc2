export function Concept() {
  return null
}
