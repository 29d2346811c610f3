/** A stream of random numbers that depends on nothing but its seed. */
export class Random {
  private state: [number, number, number, number];

  /** Any text is a seed; equal texts give equal streams. */
  constructor(seed: string) {
    this.state = seedWords(seed);
  }

  /** The next 32 random bits (sfc32, Doty-Humphrey's PractRand). */
  bits(): number {
    const s = this.state;
    const t = (s[0] + s[1] + s[3]) | 0;
    s[3] = (s[3] + 1) | 0;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = (s[2] + (s[2] << 3)) | 0;
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + t;
    return t >>> 0;
  }

  /** A whole number from 0 to below n, each as likely as the other. */
  below(n: number): number {
    const fair = 2 ** 32 - (2 ** 32 % n);
    let bits = this.bits();
    while (bits >= fair) bits = this.bits();
    return bits % n;
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** The same items in random order (Fisher and Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const deck = [...items];
    for (let i = deck.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [deck[i], deck[j]] = [deck[j]!, deck[i]!];
    }
    return deck;
  }
}

/** Four state words from a text, by FNV-1a with a different start for each. */
function seedWords(seed: string): [number, number, number, number] {
  const word = (start: number): number => {
    let hash = start;
    for (const character of seed) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
    return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) ^ (hash >>> 12);
  };
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x85ebca6b), 1];
}
