export { fourier as lags } from '../fourier/forecaster.ts';
