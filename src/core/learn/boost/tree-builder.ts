import type { Split } from './split.ts';
import type { GrownTree } from './tree.ts';

/** Collects the nodes of a growing tree. */
export class TreeBuilder {
  private nodes = 1;
  private readonly column: Int32Array;
  private readonly bin: Uint8Array;
  private readonly missingLeft: Uint8Array;
  private readonly leftBins: (Uint8Array | undefined)[] = [undefined];
  private readonly left: Int32Array;
  private readonly value: Float64Array;
  private readonly cover: Float64Array;

  constructor(leaves: number) {
    const most = 2 * leaves - 1;
    this.column = new Int32Array(most).fill(-1);
    this.bin = new Uint8Array(most);
    this.missingLeft = new Uint8Array(most);
    this.left = new Int32Array(most);
    this.value = new Float64Array(most);
    this.cover = new Float64Array(most);
  }

  /** Turns a leaf into a split and returns its left child; the right one is the next. */
  split(node: number, split: Split): number {
    const left = this.nodes;
    this.nodes += 2;
    this.column[node] = split.column;
    this.bin[node] = split.bin;
    this.missingLeft[node] = split.missingLeft ? 1 : 0;
    this.leftBins[node] = split.leftBins;
    this.left[node] = left;
    return left;
  }

  setValue(node: number, value: number): void {
    this.value[node] = value;
  }

  setCover(node: number, rows: number): void {
    this.cover[node] = rows;
  }

  finish(): GrownTree {
    const { nodes } = this;
    return {
      column: this.column.slice(0, nodes),
      bin: this.bin.slice(0, nodes),
      missingLeft: this.missingLeft.slice(0, nodes),
      leftBins: this.leftBins,
      left: this.left.slice(0, nodes),
      value: this.value.slice(0, nodes),
      cover: this.cover.slice(0, nodes),
    };
  }
}
