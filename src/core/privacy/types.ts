/** What a column holds that points to a person. */
export type PersonalKind = 'name' | 'email' | 'phone' | 'address' | 'card' | 'national-id' | 'ip';

/** A column that seems to hold personal data, with what speaks for it. */
export interface PersonalColumn {
  readonly column: string;
  readonly kind: PersonalKind;
  /** Share of the filled cells looked at that are written as such data are; 0 where its name alone speaks for it. */
  readonly share: number;
  /** Whether its name speaks for it. */
  readonly named: boolean;
}
