export function Allocation() {
  return null
}
