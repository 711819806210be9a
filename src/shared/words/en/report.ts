/** To come. */
export const report = {};
