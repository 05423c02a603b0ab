import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { placeAddress } from '../../address.ts';
import { useApp, useCommands } from '../../app-context.tsx';
import { useAddress } from '../../place.tsx';

/**
 * Keeps the address and the model on the screen together: an address that names another model opens it, a model that
 * comes onto the screen by other ways is named in the address.
 */
export function useModelOfAddress(): void {
  const commands = useCommands();
  const { step, model: named } = useAddress();
  const [, navigate] = useLocation();
  const listed = useApp((state) => state.models.status === 'ready');
  const present = useApp((state) => (state.model.status === 'ready' ? state.model.value.id : undefined));
  // At its start the page opens what the address names by itself.
  const followed = useRef(listed ? undefined : named);
  useEffect(() => {
    if (step === null || !listed) return;
    const arrived = named !== followed.current;
    followed.current = named;
    if (arrived && named !== undefined && named !== present) void commands.openModel(named);
    else if (present !== undefined && present !== named) {
      followed.current = present;
      navigate(placeAddress(step, present), { replace: named === undefined });
    }
  }, [commands, navigate, step, named, present, listed]);
}
