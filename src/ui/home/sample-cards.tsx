export function SampleCards() {
  return null;
}
