/** The field that carries a draft whole, so that what a page does not show comes back as it was. */
export const carriedField = 'draft';
