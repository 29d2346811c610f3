import { type Place, placeOf, type Quantity, type Role } from "./quantity.ts";

const placeKey = (role: Role, { layer, unit, sample, source, time, position }: Place): string =>
  `${role}/${layer ?? ""}/${unit ?? ""}/${sample ?? ""}/${source ?? ""}/${time ?? ""}/${position?.join() ?? ""}`;

/** What is given or computed; the paths of gradients, deltas and updates leave it out where they can. */
const KINDS = ["params", "forward", "inputs"] as const;
const KIND = new RegExp(`^(${KINDS.join("|")})\\.`);

/** The quantities of a network by the paths under which they are asked for and by the places where they stand. */
export class Addresses {
  readonly paths = new Map<string, Quantity>();
  private readonly places = new Map<string, Quantity[]>();

  enter(q: Quantity): void {
    this.paths.set(q.id, q);
    const key = placeKey(q.role, q);
    const there = this.places.get(key);
    if (there) there.push(q);
    else this.places.set(key, [q]);
  }

  /** The quantity of this role at this place, where there is just one; the weights of several matrices may share it. */
  at(role: Role, place: Place): Quantity | undefined {
    const [only, another] = this.places.get(placeKey(role, place)) ?? [];
    return another ? undefined : only;
  }

  /** The quantity of q's own tensor that stands elsewhere, such as at another unit. */
  sibling(q: Quantity, elsewhere: Place): Quantity | undefined {
    const there = this.places.get(placeKey(q.role, { ...placeOf(q), ...elsewhere }));
    return there?.find(({ tensor }) => tensor === q.tensor);
  }

  /** What a path means with its kind, such as `params.W1.0.1`, or without. */
  named(path: string): Quantity | undefined {
    if (KIND.test(path)) return this.paths.get(path);
    return KINDS.map((kind) => this.paths.get(`${kind}.${path}`)).find(Boolean);
  }

  /** The path of q without its kind, unless that is the path of another: an error E stands beside a table E. */
  shortest(q: Quantity): string {
    const short = q.id.replace(KIND, "");
    return this.named(short) === q ? short : q.id;
  }
}
