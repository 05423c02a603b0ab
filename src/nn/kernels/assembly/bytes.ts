/** Address in bytes of a place counted in words of four. */
export function bytes(place: i32): usize {
  return (<usize>place) << 2;
}
