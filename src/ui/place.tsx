import { createContext, type ReactNode, useContext } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import { type Address, parseAddress } from './address.ts';

/** What the address says. Read as it stands: the router's own hook decodes it once, and a column may be called `%41`. */
export function useAddress(): Address {
  const [path] = useHashLocation();
  return parseAddress(path);
}

const PlaceContext = createContext<string | undefined>(undefined);

interface PlaceProps {
  /** Address of what is inside: the charts there have addresses under it. */
  readonly address: string;
  readonly children: ReactNode;
}

/** Says where the charts inside stand. */
export function Place({ address, children }: PlaceProps) {
  return <PlaceContext value={address}>{children}</PlaceContext>;
}

/** Address of the place around; undefined where there is none, as in a report that somebody shared. */
export const usePlace = (): string | undefined => useContext(PlaceContext);
