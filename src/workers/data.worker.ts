import { createDataService } from './data-service.ts';
import type { DataContract } from './data-contract.ts';
import type { Endpoint } from './protocol.ts';
import { serve } from './serve.ts';

serve<DataContract>(self as unknown as Endpoint, createDataService());
