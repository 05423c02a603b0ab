import * as v from 'valibot';

/** What receipts of every shape are made of. valibot's number is never NaN; figures may be. */
export const Figure = v.union([v.number(), v.nan()]);
export const Kind = v.picklist(['number', 'date', 'category', 'text', 'image']);
export const Words = v.array(v.string());

export const Message = v.looseObject({
  code: v.string(),
  params: v.record(v.string(), v.union([v.string(), Figure, v.boolean(), Words])),
});
