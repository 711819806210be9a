/** To come. */
export const find = {};
