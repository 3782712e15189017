export { describeForecast, marginOf } from './describe-forecast.ts';
export { forecastChange, forecastChangeInSlices, forecastPeople } from './forecast-change.ts';
export type { Flow, Forecast, ForecastInput } from './forecast-change.ts';
